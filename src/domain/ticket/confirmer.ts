import { addWorkingDays, localDay } from "../calendar/index.ts";
import type { Directory, Person } from "../people/directory.ts";
import { substitute } from "../people/rota.ts";
import type { TicketState } from "./state.ts";

/** Working days until a leader who has not confirmed is reminded, where the office has set nothing. */
const CONFIRM_DAYS = 2;

/**
 * Who confirms a result of a project's ticket: its bound leader, on leave his delegate (000-09). Where neither is there, or it
 * would be the assignee or whoever handed it in, the supervising leader of the unit. Null = the ticket has no project, or
 * nobody can.
 * @param handedInBy who hands it in; absent = who has.
 */
export function confirmerOf(
  directory: Directory,
  ticket: TicketState,
  now: number,
  handedInBy: string | null = ticket.confirmation?.byId ?? null,
): Person | null {
  const project = directory.projects.get(ticket.projectId ?? "");
  if (project === undefined) return null;
  const day = localDay(directory.calendar, now);
  const unitLeader = directory.units.get(ticket.unitId ?? "")?.leaderId ?? null;
  for (const id of [project.leaderId, unitLeader]) {
    const person = id === null ? null : substitute(directory, id, day);
    if (person !== null && person.id !== ticket.assigneeId && person.id !== handedInBy) return person;
  }
  return null;
}

/** Whether a person may give the bound leader's word now: the one who was asked, the bound leader, or who stands in today. */
export function mayConfirm(directory: Directory, ticket: TicketState, personId: string, now: number): boolean {
  if (ticket.confirmation === null) return false;
  // Nobody confirms what he did or handed in himself, in whoever's place.
  if (personId === ticket.assigneeId || personId === ticket.confirmation.byId) return false;
  const bound = directory.projects.get(ticket.projectId ?? "")?.leaderId;
  return [ticket.confirmation.leaderId, bound, confirmerOf(directory, ticket, now)?.id].includes(personId);
}

/** When the leader is reminded for the first time; UTC ms. */
export const confirmBy = ({ calendar, settings }: Directory, now: number): number =>
  addWorkingDays(calendar, now, settings.confirmWithinWorkingDays ?? CONFIRM_DAYS).at;
