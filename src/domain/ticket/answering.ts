import type { Directory } from "../people/directory.ts";
import type { TicketState } from "./state.ts";

/**
 * The one person the enterprise is told answers for its matter (负责人), wherever it asks: who works on it; until somebody has
 * accepted it the first responder, or who gave it on (000-16). A person's id.
 */
export const answering = (ticket: TicketState): string => ticket.assigneeId ?? ticket.responsibleId;

/** Unit of who answers for it: until somebody else has accepted it, the giver's (000-16, 003-11). Null = none is known. */
export const answeringUnit = (directory: Directory, ticket: TicketState): string | null =>
  ticket.assigneeId === null ? (directory.people.get(ticket.responsibleId)?.unitId ?? ticket.unitId) : ticket.unitId;
