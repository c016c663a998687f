import type { Note, TicketState } from "./state.ts";

/** What ends a list of papers, or leaves it open where only a question came. */
const SETTLING: readonly Note["kind"][] = ["supplement", "sent_back", "reopened", "resumed", "restored"];

/**
 * Papers the enterprise has been asked for and has only asked about: the clock runs again, but they are still to come. None
 * where they came, or where the matter has come back since.
 */
export const stillMissing = ({ stage, materials, notes }: TicketState): readonly string[] =>
  stage === "in_progress" && notes.findLast(({ kind }) => SETTLING.includes(kind))?.kind === "supplement"
    ? materials
    : [];

/** Papers are still to come: the clock stands still for them, or runs again after a mere question about them. */
export const awaitsPapers = (ticket: TicketState): boolean =>
  ticket.stage === "awaiting_requester" || stillMissing(ticket).length > 0;

/** Asked for anew in other words than the list that is still open: one list too many (一次性告知, 003-08). */
export function isAnotherList(ticket: TicketState, materials: readonly string[]): boolean {
  const missing = stillMissing(ticket);
  return ticket.materialsRequests > 0 && !materials.every((one) => missing.includes(one.trim()));
}
