import { isWorkingTime, nextWorkingMinute } from "./calendar/index.ts";
import type { WorkingCalendar } from "./calendar/index.ts";
import { runsAlways } from "./limits/index.ts";
import type { Directory } from "./people/directory.ts";
import type { PlannedReminder, ReminderKind } from "./reminders.ts";
import { policyAt } from "./ticket/clock.ts";
import type { TicketState } from "./ticket/state.ts";

/** How long after its own time a reminder still counts as said in time, though the office has closed meanwhile. */
const IN_TIME_MS = 10 * 60_000;

/** Whether somebody is on duty for such a matter at any hour (domain.md B.13). */
export const onDuty = (directory: Directory, ticket: TicketState): boolean =>
  runsAlways(policyAt(directory, ticket.category, ticket.openedAt), ticket.urgency);

/** Whether a reminder may disturb the night: only emergencies and duty around the clock do (domain.md B.13). */
export const maySayAtNight = (directory: Directory, ticket: TicketState, kind: ReminderKind): boolean =>
  kind === "duty_alarm" ||
  (["accept_overdue", "contact_overdue", "return_undecided"].includes(kind) && onDuty(directory, ticket));

/**
 * Until when a reminder that has come due waits, because the office is closed: the machine stood still, or the day has become a
 * holiday meanwhile. UTC ms; null = it may be said now.
 */
export function heldUntil(
  directory: Directory,
  ticket: TicketState,
  { kind, dueAt }: PlannedReminder,
  now: number,
): number | null {
  const { calendar } = directory;
  if (isWorkingTime(calendar, now) || maySayAtNight(directory, ticket, kind)) return null;
  // What ends with the office day is carried out in the minute after it.
  const withinHours = isWorkingTime(calendar, dueAt) || isWorkingTime(calendar, dueAt - 1);
  return withinHours && now - dueAt < IN_TIME_MS ? null : nextWorkingMinute(calendar, now);
}

/** Whether a message goes out so late after it was written that what it says must be asked for again. Both UTC ms. */
export const isLate = (writtenAt: number, now: number): boolean => now - writtenAt >= IN_TIME_MS;

/** Until when a reminder waits that was written in time and could not be sent; UTC ms, null = it may be sent now. */
export const sendingHeldUntil = (calendar: WorkingCalendar, writtenAt: number, now: number): number | null =>
  isLate(writtenAt, now) && !isWorkingTime(calendar, now) ? nextWorkingMinute(calendar, now) : null;
