import type { Directory } from "../../domain/people/directory.ts";
import type { ReminderKind } from "../../domain/reminders.ts";
import { heldUntil, maySayAtNight } from "../../domain/quiet-hours.ts";
import { dueLater, isFirst, stillWanted } from "../../domain/reminders.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { TicketEvent } from "../../domain/ticket/events.ts";
import { errorFields } from "../../log.ts";
import { addDraft, draftsOfTickets } from "../../store/accountability.ts";
import type { Statement } from "../../store/database.ts";
import { directoryVersion } from "../../store/people.ts";
import type { ReminderRow } from "../../store/reminders.ts";
import { dueReminders, heldFirst, holdReminder, isStuck, ownDue, settleReminder } from "../../store/reminders.ts";
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
import { draftLine, draftsFor, isKnown, mayDraft } from "../tickets/accountability.ts";
import { remindedOf } from "./reminded.ts";
import type { UrgentWish } from "./reminded.ts";
import type { Reminding } from "./reminding.ts";
import { remind } from "./tell.ts";

/** Reminders settled in one transaction: many due at once cost one flush to the disk, and each person gets one bundle. */
const BATCH = 200;
/** A reminder whose rule fails is tried again after this; until then it is out of the way of the others. */
const STUCK_MS = 10 * 60_000;
/** Somebody else may settle or change one of a batch meanwhile: the rest of it is read and said again. */
const TRIES = 5;

/**
 * Sends the reminders that have come due. Each asks the domain once more whether it is still wanted, and is settled in the
 * transaction that sends it, so that two instances never remind twice. A ticket whose rule fails stops only its own. Returns how
 * many were settled.
 */
export async function sweepReminders(
  deps: DeskDeps,
  send: (ready: readonly ReadyJob[]) => Promise<void>,
): Promise<number> {
  let settled = 0;
  let lost = 0;
  const seen = new Set<string>();
  let passed = 0;
  for (;;) {
    const now = deps.clock.now();
    const limit = BATCH + passed;
    const [due, version] = await deps.db.batch([dueReminders(deps.db, now, limit), directoryVersion(deps.db)]);
    // Settling must take a reminder out of the list; one that comes back would keep the sweep here for ever.
    const fresh = due.filter((row) => !seen.has(keyOf(row)));
    passed = due.length - fresh.length;
    if (due.length < limit && fresh.length === 0) return settled;
    if (fresh.length === 0) continue;
    const directory = await deps.directory.get(versionOf(version));
    const ids = [...new Set(fresh.map((row) => row.ticketId))];
    const tickets = new Map(toStored(await ticketsByIds(deps.db, ids)).map(({ state }) => [state.id, state]));

    const byRule: { row: ReminderRow; kind: RuleKind }[] = [];
    const telling: Due[] = [];
    for (const row of fresh) {
      const ticket = tickets.get(row.ticketId) ?? null;
      try {
        const { rule, ...one } = lookedAt(directory, row, ticket, now);
        if (one.until === null && rule !== null) byRule.push({ row, kind: rule });
        else telling.push(one);
      } catch (error) {
        seen.add(keyOf(row));
        await putAside(deps, row, ticket, now, error);
      }
    }
    for (const { row, kind } of byRule) {
      seen.add(keyOf(row));
      try {
        const acted = await carryOutRule(deps, row, kind);
        if (acted.type === "done") await send(acted.ready);
      } catch (error) {
        await putAside(deps, row, tickets.get(row.ticketId) ?? null, now, error);
      }
    }
    settled += byRule.length;
    // A rule has changed its ticket: what else is due of it is read again and not said of how it was before.
    if (byRule.length > 0 || telling.length === 0) continue;
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

/** Whether a due reminder is said now, later, or carried out by a rule. */
function lookedAt(
  directory: Directory,
  row: ReminderRow,
  ticket: TicketState | null,
  now: number,
): Due & { readonly rule: RuleKind | null } {
  if (ticket === null) return { row, ticket, wanted: false, until: null, rule: null };
  const kind = row.kind as ReminderKind;
  const wanted = stillWanted(directory, ticket, kind, now);
  const until = wanted
    ? heldUntil(directory, ticket, { kind, dueAt: ownDue(row) }, now)
    : dueLater(directory, ticket, kind, now);
  return { row, ticket, wanted, until, rule: wanted ? ruleOf(directory, ticket, kind, now) : null };
}

/**
 * Out of the way of the others for a while: its rule has failed. Said once in the log, by the ticket's number and never by its
 * words, by whichever instance has put it aside.
 */
async function putAside(
  deps: DeskDeps,
  row: ReminderRow,
  ticket: TicketState | null,
  now: number,
  error: unknown,
): Promise<void> {
  const held = await holdReminder(deps.db, row, now + STUCK_MS, "stuck");
  if (held.length === 0 || isStuck(row)) return;
  const reference = deps.ids.next("run").slice(-6);
  deps.log.error("reminder.stuck", { ticket: ticket?.no, kind: row.kind, reference, ...errorFields(error) });
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
  for (const one of due) {
    const { row, ticket } = one;
    try {
      const said = oneTold(deps, directory, one, history, now);
      rows.push(...said.rows);
      if (said.told === null || ticket === null) continue;
      lines.push(...said.told.lines);
      notices.push(...said.told.notices);
      cards.push(...said.told.cards);
      urgent.push(...said.told.urgent);
      if (said.told.turns === true) turned.push(ticket);
    } catch (error) {
      await putAside(deps, row, ticket, now, error);
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

/** What one due reminder writes, and what it says; told null = nothing. */
function oneTold(
  deps: DeskDeps,
  directory: Directory,
  { row, ticket, wanted, until }: Due,
  history: Awaited<ReturnType<typeof historyOf>>,
  now: number,
): { readonly rows: readonly Statement[]; readonly told: Reminding | null } {
  const kind = row.kind as ReminderKind;
  const dueAt = ownDue(row);
  const first = ticket !== null && (heldFirst(row) || isFirst(directory, ticket, { kind, dueAt }));
  if (until !== null) {
    const as = wanted ? (first ? "first" : "same") : "moved";
    return { rows: [holdReminder(deps.db, row, until, as)], told: null };
  }
  const reason = wanted ? null : "no longer wanted";
  const settled = settleReminder(deps.db, row, { state: wanted ? "sent" : "cancelled", reason, now });
  if (!wanted || ticket === null) return { rows: [settled], told: null };
  const told = remind(directory, ticket, kind, now, first, dueAt);
  const holds = !maySayAtNight(directory, ticket, kind);
  const of = remindedOf({ ticketId: ticket.id, kind, first, dueAt }, holds);
  const drafts = draftsFor(directory, ticket, kind, history.events.get(ticket.id) ?? [], now).filter(
    (drafted) => !isKnown(drafted, history.drafts),
  );
  return {
    rows: [
      settled,
      ...planAgain(deps.db, directory, ticket, kind, now),
      ...drafts.map(({ draft }) => addDraft(deps.db, draft)),
    ],
    told: {
      lines: [...told.lines.map((line) => ({ ...line, of })), ...drafts.flatMap(draftLine)],
      notices: told.notices.map((notice) => (holds ? { ...notice, reminder: of } : notice)),
      cards: told.cards.map((card) => ({ ...card, holds })),
      urgent: told.urgent.map((one) => ({ ...one, reminder: of })),
      turns: told.turns === true,
    },
  };
}
