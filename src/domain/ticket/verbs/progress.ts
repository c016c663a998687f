import { hasRole, isMemberOf, personOf } from "../../people/actor.ts";
import { ok } from "../../result.ts";
import { dutyFor, isDispatcher, isWorker, stands } from "../authority.ts";
import { callBackBy } from "../call-back.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal, textRefusal } from "../context.ts";
import type { TicketState } from "../state.ts";

/** 进展. Visible ones go to the enterprise and count as first contact; internal ones stay inside. */
export function progress(
  context: DecideContext,
  ticket: TicketState,
  input: { readonly text: string; readonly visible: boolean },
): Decision {
  const caller = callBackBy(ticket);
  if (caller !== null) return calledBack(context, caller, input.text);
  const wrong = stageRefusal(ticket, ["triage", "offered", "in_progress", "awaiting_requester", "parked"]);
  if (wrong !== null) return refuse(wrong);
  if (!mayNote(context, ticket)) return refuse({ code: "not_allowed" });
  const bad = textRefusal(input.text);
  if (bad !== null) return refuse(bad);
  // A word of the desk is one to the enterprise, but not the unit's: it may still find that it is not its duty.
  const worker = ticket.assigneeId !== null && isWorker(context, ticket);
  const unit = worker || isMemberOf(context.directory, context.actor, ticket.unitId);
  const data = { visible: input.visible, ...(input.visible && !unit ? { byDesk: true as const } : {}) };
  return ok([{ type: "progressed", data, content: { text: input.text.trim() } }]);
}

/** Whose word on it is one of the desk: who works on it, who dispatches, in an emergency who is on duty, or stands in for him. */
export const mayNote = (context: DecideContext, ticket: TicketState): boolean =>
  isWorker(context, ticket) ||
  isDispatcher(context) ||
  (ticket.urgency === "emergency" && (hasRole(context.directory, context.actor, "duty") || dutyFor(context) !== null));

/** 回访记录 of the desk: what the enterprise said on the phone stays inside, and is no mark (B.8). */
function calledBack(context: DecideContext, by: string, text: string): Decision {
  const id = personOf(context.directory, context.actor)?.id ?? "";
  if (id !== by && !stands(context, id, by) && !isDispatcher(context)) return refuse({ code: "not_allowed" });
  const bad = textRefusal(text);
  if (bad !== null) return refuse(bad);
  return ok([{ type: "progressed", data: { visible: false }, content: { text: text.trim() } }]);
}
