import { personOf } from "../../people/actor.ts";
import { ok } from "../../result.ts";
import { isDispatcher } from "../authority.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal, textRefusal } from "../context.ts";
import type { TicketState } from "../state.ts";

/**
 * 不予受理: only a dispatcher, only with a reason and the proper way (domain.md B.1). An emergency is taken in hand and solved, or
 * a leader answers for saying no (B.14).
 */
export function refuseTicket(
  context: DecideContext,
  ticket: TicketState,
  input: { readonly reason: string; readonly properWay: string },
): Decision {
  const wrong = stageRefusal(ticket, ["triage", "offered"]);
  if (wrong !== null) return refuse(wrong);
  const emergency = ticket.urgency === "emergency";
  const leader = emergency && personOf(context.directory, context.actor)?.kind === "leader";
  if (!leader && !isDispatcher(context)) return refuse({ code: "not_allowed" });
  if (emergency && !leader) return refuse({ code: "must_be_handled" });
  if (textRefusal(input.reason) !== null || textRefusal(input.properWay) !== null)
    return refuse({ code: "reason_missing" });
  return ok([
    { type: "refused", data: {}, content: { reason: input.reason.trim(), properWay: input.properWay.trim() } },
  ]);
}
