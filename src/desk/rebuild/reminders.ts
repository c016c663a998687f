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
  if (isPlanned(known, wanted, again, now)) return [];
  return planReminders(db, { ticketId: ticket.id, wanted, next, now });
}

/** Of these the last time, once it is planned, is not drawn back to the first (store/reminders.ts). */
const LAST: ReadonlySet<string> = new Set<PlannedReminder["kind"]>(["due_soon", "contact_escalate"]);

/** Whether planning would surely change nothing; where it is in doubt, the statement itself decides. */
function isPlanned(
  known: ReadonlyMap<string, ReminderState>,
  wanted: readonly PlannedReminder[],
  again: ReadonlyMap<string, PlannedReminder>,
  now: number,
): boolean {
  const unwanted = [...known.values()].some(
    (row) => row.state === "planned" && !wanted.some(({ kind }) => kind === row.kind),
  );
  if (unwanted) return false;
  return wanted.every(({ kind, dueAt }) => {
    const row = known.get(kind);
    const later = dueAt > now ? undefined : again.get(kind);
    // What repeats waits for its next time, or for its last one, or is about to be said.
    if (row?.state === "planned" && later !== undefined) return row.dueAt <= later.dueAt;
    if (row?.state === "planned") return row.dueAt === dueAt || (dueAt <= now && dueAt < row.dueAt && LAST.has(kind));
    return row?.state === "sent" && row.dueAt >= dueAt && later === undefined;
  });
}
