import type { TicketState } from "./state.ts";

/**
 * The one person the enterprise is told answers for its matter (负责人), wherever it asks: who works on it; until somebody has
 * accepted it the first responder, or who gave it on (000-16). A person's id.
 */
export const answering = (ticket: TicketState): string => ticket.assigneeId ?? ticket.responsibleId;
