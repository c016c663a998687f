import type { Directory } from "../../domain/people/directory.ts";
import { workingDaysBetween } from "../../domain/calendar/index.ts";
import type { ReminderKind } from "../../domain/reminders.ts";
import { plannedReminders, stillWanted } from "../../domain/reminders.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { Statement } from "../../store/database.ts";
import { directoryVersion } from "../../store/people.ts";
import type { ReminderRow } from "../../store/reminders.ts";
import { dueReminders, planReminders, settleReminder } from "../../store/reminders.ts";
import { ticketsByIds, toStored } from "../../store/tickets.ts";
import type { ReadyJob } from "../commit.ts";
import { commit } from "../commit.ts";
import type { DeskDeps } from "../deps.ts";
import { dutyAlarm } from "../messages/emergency.ts";
import type { CardWish, NoticeWish, TicketLine } from "../outgoing.ts";
import { versionOf } from "../tickets/act.ts";
import { closeAsUnrated } from "../tickets/close-unrated.ts";
import { nameOf, openIdOf } from "../views/person-line.ts";

const BATCH = 100;

/**
 * Sends the reminders that have come due. Each asks the domain once more whether it is still wanted, and is settled in the
 * transaction that sends it, so that two instances never remind twice. Returns how many were settled.
 */
export async function sweepReminders(
  deps: DeskDeps,
  send: (ready: readonly ReadyJob[]) => Promise<void>,
): Promise<number> {
  let settled = 0;
  const seen = new Set<string>();
  for (;;) {
    const now = deps.clock.now();
    const [due, version] = await deps.db.batch([dueReminders(deps.db, now, BATCH), directoryVersion(deps.db)]);
    if (due.length === 0) return settled;
    const directory = await deps.directory.get(versionOf(version));
    const ids = [...new Set(due.map((row) => row.ticketId))];
    const tickets = new Map(toStored(await ticketsByIds(deps.db, ids)).map(({ state }) => [state.id, state]));
    for (const row of due) {
      const key = `${row.ticketId}:${row.kind}:${row.dueAt}`;
      // Settling must take a reminder out of the list; one that comes back would keep the sweep here for ever.
      if (seen.has(key)) throw new Error(`reminder ${key} was not settled`);
      seen.add(key);
      const ready = await settle(deps, directory, row, tickets.get(row.ticketId) ?? null, now);
      if (ready !== null) await send(ready);
      settled += 1;
    }
  }
}

async function settle(
  deps: DeskDeps,
  directory: Directory,
  row: ReminderRow,
  ticket: TicketState | null,
  now: number,
): Promise<readonly ReadyJob[] | null> {
  const kind = row.kind as ReminderKind;
  const wanted = ticket !== null && stillWanted(directory, ticket, kind, now);
  if (wanted && kind === "close_unrated") {
    // The verb closes and re-plans in its own transaction; the reminder goes with it.
    const acted = await closeAsUnrated(deps, {
      commandId: `${row.ticketId}:close_unrated:${row.dueAt}`,
      ticketId: row.ticketId,
      by: { system: "close_unrated" },
    });
    return acted.type === "done" ? acted.ready : null;
  }
  const told = wanted ? tell(directory, ticket, kind, now) : { notices: [], cards: [] };
  const rows: Statement[] = [
    settleReminder(deps.db, row, {
      state: wanted ? "sent" : "cancelled",
      reason: wanted ? null : "no longer wanted",
      now,
    }),
  ];
  // What repeats is planned anew in the same transaction that sends this one.
  if (ticket !== null && wanted) rows.push(...again(deps, directory, ticket, kind, now));
  const committed = await commit(deps, {
    commandId: `${row.ticketId}:${row.kind}:${row.dueAt}`,
    actor: { type: "system", job: "reminders" },
    now,
    directory,
    rows,
    ...told,
  });
  return committed.type === "committed" ? committed.ready : null;
}

/** An unconfirmed alarm comes again; a missed limit is named once here and then belongs to the digest. */
function again(
  deps: DeskDeps,
  directory: Directory,
  ticket: TicketState,
  kind: ReminderKind,
  now: number,
): Statement[] {
  if (kind !== "duty_alarm") return [];
  const next = plannedReminders(directory, ticket, now).find((planned) => planned.kind === kind);
  return next === undefined
    ? []
    : [...planReminders(deps.db, { ticketId: ticket.id, wanted: [next], now, keepOthers: true })];
}

function tell(
  directory: Directory,
  ticket: TicketState,
  kind: ReminderKind,
  now: number,
): { readonly notices: readonly NoticeWish[]; readonly cards: readonly CardWish[] } {
  const { id, no, title } = ticket;
  const { resolveBy } = ticket.deadlines;
  const workingDaysLeft = workingDaysBetween(directory.calendar, now, resolveBy);
  const responsible = nameOf(directory, ticket.responsibleId);
  const worker = ticket.assigneeId ?? ticket.offeredToId ?? ticket.responsibleId;
  const head = directory.units.get(ticket.unitId ?? "")?.headId ?? null;
  const line = (personId: string | null, told: TicketLine): NoticeWish[] => {
    const openId = personId === null ? null : openIdOf(directory, personId);
    if (openId === null) return [];
    return [
      {
        recipient: { type: "person", openId },
        notice: { kind: "ticket_line", line: told },
        replyTo: null,
        replyToCardOf: id,
      },
    ];
  };
  const card = (personId: string, audience: CardWish["audience"]): CardWish[] => {
    const openId = openIdOf(directory, personId);
    return openId === null ? [] : [{ ticketId: id, recipient: { type: "person", openId }, audience, renew: false }];
  };
  switch (kind) {
    case "accept_overdue": {
      const offeredTo = ticket.offeredToId === null ? null : nameOf(directory, ticket.offeredToId);
      const told: TicketLine = { code: "accept_overdue", no, title, offeredTo, responsible };
      // It stays visibly with the first responder: he gets the card, and may act on it (000-16).
      return {
        cards: card(ticket.responsibleId, "dispatcher"),
        notices: [...new Set([worker, ticket.responsibleId, head])].flatMap((person) => line(person, told)),
      };
    }
    case "due_soon":
      return { cards: [], notices: line(worker, { code: "due_soon", no, title, resolveBy, workingDaysLeft, now }) };
    case "overdue": {
      const unit = directory.units.get(ticket.unitId ?? "")?.name ?? null;
      const told: TicketLine = { code: "overdue", no, title, resolveBy, workingDaysLeft, responsible, unit };
      return { cards: [], notices: [...new Set([worker, head])].flatMap((person) => line(person, told)) };
    }
    case "duty_alarm": {
      const alarm = 1 + Math.floor((now - ticket.openedAt) / 300_000);
      return { cards: [], notices: dutyAlarm(directory, ticket, { text: ticket.text || ticket.title, now, alarm }) };
    }
    case "close_unrated":
      return { cards: [], notices: [] };
  }
}
