import { workingDaysBetween } from "../../domain/calendar/index.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { returnedAt } from "../../domain/ticket/dispatch-by.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { mayBeReturned } from "../../domain/ticket/verbs/return.ts";
import type { TicketLine } from "../outgoing.ts";
import { presentLine } from "../views/person-line.ts";

/** By how many working days the final limit has been missed, as a part of a line; empty = it has not passed. */
export function lateness(directory: Directory, { deadlines }: TicketState, now: number): { readonly late?: number } {
  const { resolveBy } = deadlines;
  return now > resolveBy ? { late: -workingDaysBetween(directory.calendar, now, resolveBy) } : {};
}

/**
 * What is wanted of a reader while nobody has taken a matter: of whom it is offered to, that he accepts it; of who has to
 * dispatch it, that he does; everybody else can ring up whose move it is.
 * @param here who is reminded in a person's place today.
 */
export function askOf(
  directory: Directory,
  ticket: TicketState,
  now: number,
  reader: string,
  here: (personId: string) => string,
): TicketLine {
  const { no, title, offeredToId, responsibleId } = ticket;
  const late = lateness(directory, ticket, now);
  const own = reader === here(responsibleId);
  const line = (personId: string) => presentLine(directory, personId, here(personId));
  if (returnedAt(ticket) !== null) {
    const other = own ? {} : { responsible: line(responsibleId) };
    return { code: "return_undecided", no, title, ...other, ...late };
  }
  if (offeredToId !== null && reader === here(offeredToId))
    return { code: "accept_asked", no, title, returnable: mayBeReturned(directory, ticket, now), ...late };
  return {
    code: "accept_overdue",
    no,
    title,
    offeredTo: offeredToId === null ? null : line(offeredToId),
    responsible: own ? null : line(responsibleId),
    ...late,
  };
}
