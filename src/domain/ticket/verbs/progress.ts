import { hasRole } from "../../people/actor.ts";
import { ok } from "../../result.ts";
import { isDispatcher, isWorker } from "../authority.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal, textRefusal } from "../context.ts";
import type { TicketState } from "../state.ts";

/** 进展. Visible ones go to the enterprise and count as first contact; internal ones stay inside. */
export function progress(
  context: DecideContext,
  ticket: TicketState,
  input: { readonly text: string; readonly visible: boolean },
): Decision {
  const wrong = stageRefusal(ticket, ["triage", "offered", "in_progress", "awaiting_requester", "parked"]);
  if (wrong !== null) return refuse(wrong);
  const onDuty = ticket.urgency === "emergency" && hasRole(context.directory, context.actor, "duty");
  if (!isWorker(context, ticket) && !isDispatcher(context) && !onDuty) return refuse({ code: "not_allowed" });
  const bad = textRefusal(input.text);
  if (bad !== null) return refuse(bad);
  return ok([{ type: "progressed", data: { visible: input.visible }, content: { text: input.text.trim() } }]);
}
