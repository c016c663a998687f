import { addWorkingDays, nextWorkingMinute } from "./calendar/index.ts";
import { runsAlways } from "./limits/index.ts";
import type { Directory } from "./people/directory.ts";
import { policyAt } from "./ticket/clock.ts";
import type { TicketState } from "./ticket/state.ts";
import { unratedCloseAt } from "./ticket/verbs/close-unrated.ts";

/**
 * accept_overdue: nobody has pressed accept in time · due_soon: one working day (or half the limit) before the end ·
 * overdue: the limit has passed · close_unrated: nobody has rated · duty_alarm: an emergency nobody has confirmed.
 */
export type ReminderKind = "accept_overdue" | "due_soon" | "overdue" | "close_unrated" | "duty_alarm";

export interface PlannedReminder {
  readonly kind: ReminderKind;
  /** UTC ms; outside office hours only where the category runs around the clock (domain.md B.13). */
  readonly dueAt: number;
}

/** Minutes between two alarms of an emergency that nobody has taken in hand (domain.md B.14). */
export const DUTY_ALARM_MINUTES = 5;

/** Every reminder the ticket's present state calls for; what is not in the list is cancelled. */
export function plannedReminders(
  directory: Directory,
  ticket: TicketState,
  /** UTC ms; what repeats is planned for after this. Absent = from the opening. */
  now = ticket.openedAt,
): readonly PlannedReminder[] {
  const { calendar } = directory;
  const always = runsAlways(policyAt(directory, ticket.category, ticket.openedAt), ticket.urgency);
  const held = (at: number): number => (always ? at : nextWorkingMinute(calendar, at));
  const planned: PlannedReminder[] = [];
  if (ticket.stage === "triage" || ticket.stage === "offered")
    planned.push({ kind: "accept_overdue", dueAt: held(ticket.deadlines.acceptBy) });
  if (ticket.stage === "triage" || ticket.stage === "offered" || ticket.stage === "in_progress") {
    const warn = dueSoonAt(directory, ticket);
    if (warn !== null) planned.push({ kind: "due_soon", dueAt: held(warn) });
    planned.push({ kind: "overdue", dueAt: nextWorkingMinute(calendar, ticket.deadlines.resolveBy) });
  }
  const unrated = unratedCloseAt({ directory }, ticket);
  if (unrated !== null) planned.push({ kind: "close_unrated", dueAt: unrated });
  if (
    ticket.urgency === "emergency" &&
    ticket.firstContactAt === null &&
    !dutyConfirmed(ticket) &&
    ticket.closedAt === null
  )
    planned.push({ kind: "duty_alarm", dueAt: now + DUTY_ALARM_MINUTES * 60_000 });
  return planned;
}

/** Somebody inside has acted on the emergency: accepted it or left a note. */
export function dutyConfirmed(ticket: TicketState): boolean {
  return (
    ticket.acceptedAt !== null || ticket.notes.some((note) => note.kind === "internal" || note.kind === "progress")
  );
}

/** Whether a reminder that has come due is still wanted; the domain is asked again at the moment itself. */
export function stillWanted(directory: Directory, ticket: TicketState, kind: ReminderKind, now: number): boolean {
  if (kind === "duty_alarm")
    return ticket.urgency === "emergency" && !dutyConfirmed(ticket) && ticket.closedAt === null;
  return plannedReminders(directory, ticket).some((planned) => planned.kind === kind && planned.dueAt <= now);
}

/** One working day before the limit; null when the whole limit is no longer than that. */
function dueSoonAt(directory: Directory, ticket: TicketState): number | null {
  const at = addWorkingDays(directory.calendar, ticket.deadlines.resolveBy, -1).at;
  return at > ticket.openedAt ? at : null;
}
