import type { TicketState } from "./state.ts";

/** Who was the first to take an emergency in hand since it was last told of, without accepting it (B.14); null = nobody. */
export function dutyTaker({ urgency, notes, alarmedAt }: TicketState): string | null {
  if (urgency !== "emergency") return null;
  // What was written about the ordinary matter before says nothing about the danger.
  const since = alarmedAt ?? Number.NEGATIVE_INFINITY;
  const first = notes.find(
    ({ kind, by, at }) => (kind === "internal" || kind === "progress") && by !== null && at > since,
  );
  return first?.by ?? null;
}

/** The same while nobody has accepted it: till then the call is his. */
export const dutyTakerNow = (ticket: TicketState): string | null =>
  ticket.stage === "triage" || ticket.stage === "offered" ? dutyTaker(ticket) : null;
