import { hasRole } from "../../people/actor.ts";
import { ok } from "../../result.ts";
import { isDispatcher } from "../authority.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal, textRefusal } from "../context.ts";
import type { Level, TicketState } from "../state.ts";

/** 提级: what the unit cannot solve goes to the leader in charge, then to the government's meeting (domain.md B.1). */
export function levelUp(context: DecideContext, ticket: TicketState, input: { readonly reason: string }): Decision {
  const wrong = stageRefusal(ticket, ["offered", "in_progress", "awaiting_requester", "parked"]);
  if (wrong !== null) return refuse(wrong);
  if (!isDispatcher(context) && !hasRole(context.directory, context.actor, "leader"))
    return refuse({ code: "not_allowed" });
  if (ticket.level === 2) return refuse({ code: "highest_level" });
  const bad = textRefusal(input.reason);
  if (bad !== null) return refuse(bad.code === "text_missing" ? { code: "reason_missing" } : bad);
  const level: Level = ticket.level === 0 ? 1 : 2;
  return ok([{ type: "levelled_up", data: { level }, content: { reason: input.reason.trim() } }]);
}
