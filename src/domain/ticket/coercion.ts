import { isRequester } from "./authority.ts";
import type { DecideContext } from "./context.ts";
import type { TicketState } from "./state.ts";

/**
 * Whether a person may say that a mark of this ticket was asked for or forced (domain.md B.8): its requester, once a mark is
 * asked for or was given. Nothing of it enters the ticket, because whoever works on it must not see it (B.10).
 */
export function mayReportCoercion(context: DecideContext, ticket: TicketState): boolean {
  if (!isRequester(context, ticket)) return false;
  if (ticket.stage === "awaiting_rating" || ticket.stage === "closed" || ticket.ratings.length > 0) return true;
  // 没解决 has sent it back without a mark: one had been asked for.
  return (ticket.earlierResults?.length ?? 0) > 0;
}
