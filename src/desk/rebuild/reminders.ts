import type { Directory } from "../../domain/people/directory.ts";
import type { PlannedReminder } from "../../domain/reminders.ts";
import { REPEATING, plannedReminders } from "../../domain/reminders.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { isOpen } from "../../domain/ticket/state.ts";
import type { Database, Statement } from "../../store/database.ts";
import type { ReminderState } from "../../store/rebuild.ts";
import { planReminders } from "../../store/reminders.ts";

/**
 * Plans a ticket's reminders anew as a change would, though nothing has happened to it. Empty = they are as they should be.
 * What was said stays said, and a closed matter is not asked about now because nobody asked in its time.
 */
export function replanned(
  db: Database,
  directory: Directory,
  ticket: TicketState,
  rows: readonly ReminderState[],
  now: number,
): Statement[] {
  const next = plannedReminders(directory, ticket, now).filter(({ dueAt }) => dueAt > now);
  const again = new Map<string, PlannedReminder>(
    next.flatMap((one) => (REPEATING.has(one.kind) ? [[one.kind, one]] : [])),
  );
  const known = new Map(rows.map((row) => [row.kind, row]));
  const wanted = plannedReminders(directory, ticket).flatMap((first) => {
    const { kind, dueAt } = first;
    const row = known.get(kind);
    if (dueAt > now || row?.state === "planned") return [first];
    const later = again.get(kind);
    // Nobody knows whether it was said: of what repeats the next time is soon enough.
    if (later !== undefined) return row === undefined ? [later] : [first];
    if (!isOpen(ticket)) return [];
    // Of one that was moved to a later time before it fell away, the first time may have been said.
    return row === undefined || (row.state === "cancelled" && dueAt >= row.dueAt) ? [first] : [];
  });
  if (isPlanned(known, wanted, next)) return [];
  return planReminders(db, { ticketId: ticket.id, wanted, next, now });
}

/** Whether planning would surely change nothing; where it is in doubt, the statement itself decides. */
function isPlanned(
  known: ReadonlyMap<string, ReminderState>,
  wanted: readonly PlannedReminder[],
  next: readonly PlannedReminder[],
): boolean {
  const unwanted = [...known.values()].some(
    (row) => row.state === "planned" && !wanted.some(({ kind }) => kind === row.kind),
  );
  if (unwanted) return false;
  return wanted.every(({ kind, dueAt }) => {
    const row = known.get(kind);
    const later = next.find((one) => one.kind === kind)?.dueAt;
    if (row?.state === "planned") return row.dueAt === dueAt || row.dueAt === later;
    return row?.state === "sent" && row.dueAt >= dueAt && later === undefined;
  });
}
