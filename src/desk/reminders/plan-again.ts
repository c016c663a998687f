import type { Directory } from "../../domain/people/directory.ts";
import type { ReminderKind } from "../../domain/reminders.ts";
import { REPEATING, plannedReminders } from "../../domain/reminders.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { Database, Statement } from "../../store/database.ts";
import { planReminders } from "../../store/reminders.ts";

/** What repeats is planned anew in the same transaction that sends this one. */
export function planAgain(
  db: Database,
  directory: Directory,
  ticket: TicketState,
  kind: ReminderKind,
  now: number,
): Statement[] {
  if (!REPEATING.has(kind)) return [];
  const next = plannedReminders(directory, ticket, now).find((planned) => planned.kind === kind && planned.dueAt > now);
  return next === undefined ? [] : planReminders(db, { ticketId: ticket.id, wanted: [next], now, keepOthers: true });
}
