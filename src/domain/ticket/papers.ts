import type { Note, TicketState } from "./state.ts";

/** What ends a list of papers, or leaves it open: where only a question came, or the wait for them ended by rule. */
const SETTLING: readonly Note["kind"][] = ["supplement", "pause_over", "sent_back", "reopened", "resumed", "restored"];

const settledBy = ({ notes }: TicketState): Note["kind"] | null =>
  notes.findLast(({ kind }) => SETTLING.includes(kind))?.kind ?? null;

/**
 * Papers the enterprise has been asked for and has only asked about, or has not sent in time: the clock runs again, but they
 * are still to come. None where they came, or where the matter has come back since.
 */
export const stillMissing = (ticket: TicketState): readonly string[] =>
  ticket.stage === "in_progress" && ["supplement", "pause_over"].includes(settledBy(ticket) ?? "")
    ? ticket.materials
    : [];

/** Papers are still to come: the clock stands still for them, or runs again though they have not come. */
export const awaitsPapers = (ticket: TicketState): boolean =>
  ticket.stage === "awaiting_requester" || stillMissing(ticket).length > 0;

/** Asked for anew in other words than the list that is still open: one list too many (一次性告知, 003-08). */
export function isAnotherList(ticket: TicketState, materials: readonly string[]): boolean {
  // Waited for to the end once, the same list would stop the clock for ever.
  const missing = settledBy(ticket) === "pause_over" ? [] : stillMissing(ticket);
  return ticket.materialsRequests > 0 && !materials.every((one) => missing.includes(one.trim()));
}
