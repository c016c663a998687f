import type { Directory } from "../../domain/people/directory.ts";
import type { ReminderKind } from "../../domain/reminders.ts";
import { heldUntil, maySayAtNight } from "../../domain/quiet-hours.ts";
import { dueLater, isFirst, stillWanted } from "../../domain/reminders.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { TicketEvent } from "../../domain/ticket/events.ts";
import { addDraft, draftsOfTickets } from "../../store/accountability.ts";
import type { Statement } from "../../store/database.ts";
import { directoryVersion } from "../../store/people.ts";
import type { ReminderRow } from "../../store/reminders.ts";
import { dueReminders, heldFirst, holdReminder, ownDue, settleReminder } from "../../store/reminders.ts";
import { eventsOf, ticketsByIds, toStored } from "../../store/tickets.ts";
import type { ReadyJob } from "../commit.ts";
import { commit } from "../commit.ts";
import type { DeskDeps } from "../deps.ts";
import type { CardWish, NoticeWish } from "../outgoing.ts";
import { versionOf } from "../tickets/act.ts";
import { bundled } from "./bundle.ts";
import type { RuleKind } from "./by-rule.ts";
import { carryOutRule, ruleOf } from "./by-rule.ts";
import { planAgain } from "./plan-again.ts";
import type { Drafted } from "../tickets/accountability.ts";
import { draftsFor, isKnown, mayDraft } from "../tickets/accountability.ts";
import { remindedOf } from "./reminded.ts";
import type { UrgentWish } from "./reminded.ts";
import type { Reminding } from "./reminding.ts";
import { remind } from "./tell.ts";

/** Reminders settled in one transaction: many due at once cost one flush to the disk, and each person gets one bundle. */
const BATCH = 200;
/** Somebody else may settle or change one of a batch meanwhile: the rest of it is read and said again. */
const TRIES = 5;

/**
 * Sends the reminders that have come due. Each asks the domain once more whether it is still wanted, and is settled in the
 * transaction that sends it, so that two instances never remind twice. Returns how many were settled.
 */
export async function sweepReminders(
  deps: DeskDeps,
  send: (ready: readonly ReadyJob[]) => Promise<void>,
): Promise<number> {
  let settled = 0;
  let lost = 0;
  const seen = new Set<string>();
  for (;;) {
    const now = deps.clock.now();
    const [due, version] = await deps.db.batch([dueReminders(deps.db, now, BATCH), directoryVersion(deps.db)]);
    // Settling must take a reminder out of the list; one that comes back would keep the sweep here for ever.
    const fresh = due.filter((row) => !seen.has(keyOf(row)));
    if (fresh.length === 0) return settled;
    const directory = await deps.directory.get(versionOf(version));
    const ids = [...new Set(fresh.map((row) => row.ticketId))];
    const tickets = new Map(toStored(await ticketsByIds(deps.db, ids)).map(({ state }) => [state.id, state]));

    const byRule: { row: ReminderRow; kind: RuleKind }[] = [];
    const telling: Due[] = [];
    for (const row of fresh) {
      const ticket = tickets.get(row.ticketId) ?? null;
      const kind = row.kind as ReminderKind;
      const wanted = ticket !== null && stillWanted(directory, ticket, kind, now);
      const until =
        ticket === null
          ? null
          : wanted
            ? heldUntil(directory, ticket, { kind, dueAt: row.dueAt }, now)
            : dueLater(directory, ticket, kind, now);
      const rule = wanted ? ruleOf(directory, ticket, kind, now) : null;
      if (until === null && rule !== null) byRule.push({ row, kind: rule });
      else telling.push({ row, ticket, wanted, until });
    }
    for (const { row, kind } of byRule) {
      seen.add(keyOf(row));
      const acted = await carryOutRule(deps, row, kind);
      if (acted.type === "done") await send(acted.ready);
    }
    settled += byRule.length;
    // A rule has changed its ticket: what else is due of it is read again and not said of how it was before.
    if (byRule.length > 0) continue;
    const ready = await tellAll(deps, directory, telling, now);
    if (ready === null && (lost += 1) < TRIES) continue;
    for (const { row } of telling) seen.add(keyOf(row));
    settled += telling.length;
    await send(ready ?? []);
  }
}

interface Due {
  readonly row: ReminderRow;
  readonly ticket: TicketState | null;
  readonly wanted: boolean;
  /** UTC ms until which it waits for the office to open; null = said now. */
  readonly until: number | null;
}

const keyOf = (row: ReminderRow): string => `${row.ticketId}:${row.kind}:${row.dueAt}`;

/** Of the tickets about which something may be drafted: their events, and what has been drafted before. */
async function historyOf(deps: DeskDeps, due: readonly Due[]) {
  const wanted = due.filter(({ row, wanted, until }) => wanted && until === null && mayDraft(row.kind as ReminderKind));
  const ids = [...new Set(wanted.map(({ row }) => row.ticketId))];
  if (ids.length === 0) return { events: new Map<string, TicketEvent[]>(), drafts: [] };
  const drafts = await draftsOfTickets(deps.db, ids);
  const events = (await eventsOf(deps.db, ids)).map(({ event }) => event);
  return { events: Map.groupBy(events, ({ ticketId }) => ticketId), drafts };
}

/** It comes to its leader with whatever else he is told now: one message in the morning, not one for each. */
function draftLine({ notice, draft, openId, quiet }: Drafted): Reminding["lines"] {
  if (openId === null || quiet) return [];
  const { no, title, unit, person, reason } = notice;
  const line = { code: "draft_waiting", no, title, unit, person, reason } as const;
  return [{ openId, ticketId: draft.ticketId, line, draft: notice }];
}

/** Settles and sends a batch of reminders that only tell, in one transaction. Somebody else quicker = nothing is written: null. */
async function tellAll(
  deps: DeskDeps,
  directory: Directory,
  due: readonly Due[],
  now: number,
): Promise<readonly ReadyJob[] | null> {
  const history = await historyOf(deps, due);
  const rows: Statement[] = [];
  const notices: NoticeWish[] = [];
  const cards: CardWish[] = [];
  const lines: Reminding["lines"][number][] = [];
  const urgent: UrgentWish[] = [];
  const turned: TicketState[] = [];
  for (const { row, ticket, wanted, until } of due) {
    const kind = row.kind as ReminderKind;
    const first = ticket !== null && (heldFirst(row) || isFirst(directory, ticket, { kind, dueAt: row.dueAt }));
    if (until !== null) {
      rows.push(holdReminder(deps.db, row, until, wanted ? (first ? "first" : "same") : "moved"));
      continue;
    }
    const reason = wanted ? null : "no longer wanted";
    rows.push(settleReminder(deps.db, row, { state: wanted ? "sent" : "cancelled", reason, now }));
    if (!wanted || ticket === null) continue;
    const dueAt = ownDue(row);
    const told = remind(directory, ticket, kind, now, first, dueAt);
    const holds = !maySayAtNight(directory, ticket, kind);
    const of = remindedOf({ ticketId: ticket.id, kind, first, dueAt }, holds);
    lines.push(...told.lines.map((line) => ({ ...line, of })));
    notices.push(...told.notices.map((notice) => (holds ? { ...notice, reminder: of } : notice)));
    cards.push(...told.cards.map((card) => ({ ...card, holds })));
    urgent.push(...told.urgent.map((one) => ({ ...one, reminder: of })));
    if (told.turns === true) turned.push(ticket);
    rows.push(...planAgain(deps.db, directory, ticket, kind, now));
    for (const drafted of draftsFor(directory, ticket, kind, history.events.get(ticket.id) ?? [], now)) {
      if (isKnown(drafted, history.drafts)) continue;
      rows.push(addDraft(deps.db, drafted.draft));
      lines.push(...draftLine(drafted));
    }
  }
  const committed = await commit(deps, {
    commandId: deps.ids.next("run"),
    actor: { type: "system", job: "reminders" },
    now,
    directory,
    rows,
    cards,
    notices: [...notices, ...bundled(lines)],
    urgent,
    turned,
  });
  return committed.type === "committed" ? committed.ready : null;
}
