import { ok } from "../../result.ts";
import { isDispatcher } from "../authority.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal } from "../context.ts";
import { BEING_WORKED_ON } from "../state.ts";
import type { TicketState } from "../state.ts";
import { sameRequester } from "../requester.ts";

/** 合并: only into an older ticket of the same requester, so that nobody's words reach somebody else's ticket. */
export function merge(context: DecideContext, ticket: TicketState, into: TicketState): Decision {
  const wrong = stageRefusal(ticket, BEING_WORKED_ON);
  if (wrong !== null) return refuse(wrong);
  if (!isDispatcher(context)) return refuse({ code: "not_allowed" });
  // What is solved waits only for its mark: a new matter would end with it, and nobody has looked at it (000-17).
  if (!BEING_WORKED_ON.includes(into.stage)) return refuse({ code: "into_over" });
  if (!sameRequester(ticket, into)) return refuse({ code: "other_requester" });
  // Only into older ones, so that two merges at once can never swallow each other.
  if (into.id === ticket.id || into.no >= ticket.no) return refuse({ code: "not_older" });
  // Or the danger would be forgotten with it (B.14).
  if (ticket.urgency === "emergency" && into.urgency !== "emergency") return refuse({ code: "must_be_handled" });
  // Or its bound leader would be passed over (000-09).
  if (ticket.projectId !== null && into.projectId !== ticket.projectId) return refuse({ code: "other_project" });
  return ok([{ type: "merged", data: { intoId: into.id, intoNo: into.no }, content: null }]);
}
