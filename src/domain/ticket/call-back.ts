import { addWorkingDays, nextWorkingMinute } from "../calendar/index.ts";
import type { Directory } from "../people/directory.ts";
import type { TicketState } from "./state.ts";

/**
 * 二次回访: when the desk rings up the enterprise because what was done again after a bad mark has no mark yet (B.8, call-back
 * 100 %). UTC ms; null = nothing is owed, or what it heard is written down.
 */
export function callBackAt({ calendar }: Directory, ticket: TicketState): number | null {
  const since = ticket.resolvedAt;
  return owed(ticket) && since !== null ? nextWorkingMinute(calendar, addWorkingDays(calendar, since, 1).at) : null;
}

/** Who asks after it; null = nobody has to. */
export const callBackBy = (ticket: TicketState): string | null => (owed(ticket) ? ticket.firstResponderId : null);

const owed = ({ stage, redo, ratings, resolvedAt, notes }: TicketState): boolean =>
  stage === "awaiting_rating" &&
  redo > 0 &&
  ratings.length > 0 &&
  resolvedAt !== null &&
  !notes.some(({ kind, at }) => kind === "internal" && at >= resolvedAt);
