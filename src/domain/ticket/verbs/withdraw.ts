import { ok } from "../../result.ts";
import { isRequester } from "../authority.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal } from "../context.ts";
import type { TicketState } from "../state.ts";

/** 撤回 by the requester, at any time before the result. */
export function withdraw(context: DecideContext, ticket: TicketState, input: { readonly reason: string }): Decision {
  const wrong = stageRefusal(ticket, [
    "triage",
    "offered",
    "in_progress",
    "awaiting_requester",
    "parked",
    "awaiting_confirmation",
  ]);
  if (wrong !== null) return refuse(wrong);
  if (!isRequester(context, ticket)) return refuse({ code: "not_allowed" });
  return ok([{ type: "withdrawn", data: {}, content: { reason: input.reason.trim() } }]);
}
