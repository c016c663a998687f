import { addWorkingDays } from "../calendar/index.ts";
import type { Directory } from "../people/directory.ts";
import { policyAt } from "./clock.ts";
import type { TicketState } from "./state.ts";

/**
 * Who decides on an extension, a parking or a termination: the person the category names, else the unit's supervising
 * leader (domain.md B.4). Null = the office has named nobody.
 */
export function approverOf(directory: Directory, ticket: TicketState): string | null {
  const named = policyAt(directory, ticket.category, ticket.openedAt).extensionApproverId;
  const leader = directory.units.get(ticket.unitId ?? "")?.leaderId ?? null;
  for (const id of [named, leader]) if (id !== null && directory.people.get(id)?.active === true) return id;
  return null;
}

/** Until when the approver may answer: the end of the next working day, never later than the limit; UTC ms. */
export function decideBy(directory: Directory, ticket: TicketState, now: number): number {
  const next = addWorkingDays(directory.calendar, now, 1).at;
  return now < ticket.deadlines.resolveBy ? Math.min(next, ticket.deadlines.resolveBy) : next;
}
