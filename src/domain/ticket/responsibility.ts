import type { Directory } from "../people/directory.ts";
import type { TicketEvent } from "./events.ts";

/** Who answered for a ticket, for which unit, in which round (0 = before any reopening). */
export interface Responsible {
  readonly personId: string;
  /** His own unit, or the one for which he had accepted it. */
  readonly unitId: string | null;
  readonly round: number;
}

/**
 * Who answered for a ticket at an instant: whoever had accepted it, else who had it to give, at first the first responder
 * (000-16). From ids alone, so that a text taken away later changes nothing. Null = before it was opened. @param at UTC ms.
 */
export function responsibleAt(directory: Directory, events: readonly TicketEvent[], at: number): Responsible | null {
  const unitOf = (personId: string): string | null => directory.people.get(personId)?.unitId ?? null;
  let first = "";
  let now: Responsible | null = null;
  for (const event of events) {
    if (event.at > at) break;
    const round: number = now?.round ?? 0;
    const falls = (personId: string, again = 0): Responsible => {
      const unitId = now !== null && now.personId === personId ? now.unitId : unitOf(personId);
      return { personId, unitId, round: round + again };
    };
    switch (event.type) {
      case "opened":
        first = event.data.firstResponderId;
        now = falls(first);
        break;
      case "described":
        if (event.data.offeredToId !== null) now = falls(first);
        break;
      case "dispatched":
        now = falls(event.data.responsibleId ?? first);
        break;
      case "accepted":
        now = { personId: event.data.assigneeId, unitId: event.data.unitId ?? unitOf(event.data.assigneeId), round };
        break;
      case "handed_over":
        now = falls(event.data.fromId);
        break;
      case "returned":
        now = falls(event.data.responsibleId);
        break;
      case "reopened":
      case "resumed":
        now = falls(event.data.responsibleId, 1);
        break;
      case "restored":
        now = falls(first, 1);
        break;
      default:
    }
  }
  return now;
}
