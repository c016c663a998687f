import { addWorkingDays } from "../../calendar/index.ts";
import { ok } from "../../result.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal } from "../context.ts";
import type { TicketState } from "../state.ts";

/** When silence ends a resolved ticket. UTC ms; null while it is not waiting for a mark. */
export function unratedCloseAt({ directory }: Pick<DecideContext, "directory">, ticket: TicketState): number | null {
  if (ticket.stage !== "awaiting_rating" || ticket.resolvedAt === null) return null;
  return addWorkingDays(directory.calendar, ticket.resolvedAt, directory.settings.closeUnratedAfterWorkingDays).at;
}

/** Closed as unrated; shown apart, never counted as satisfied (domain.md B.8). */
export function closeUnrated(context: DecideContext, ticket: TicketState): Decision {
  if (context.actor.type !== "system") return refuse({ code: "not_allowed" });
  const wrong = stageRefusal(ticket, ["awaiting_rating"]);
  if (wrong !== null) return refuse(wrong);
  const due = unratedCloseAt(context, ticket);
  if (due === null || context.now < due) return ok([]);
  return ok([{ type: "closed", data: { reason: "unrated" }, content: null }]);
}
