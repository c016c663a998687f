import { personOf } from "../../people/actor.ts";
import { ok } from "../../result.ts";
import { isDispatcher, isRequester } from "../authority.ts";
import { limitsFrom } from "../clock.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal, textRefusal } from "../context.ts";
import type { DismissalKind } from "../dismissal.ts";
import { partsAnew } from "../part-limits.ts";
import type { TicketState } from "../state.ts";

export interface DismissInput {
  readonly kind: DismissalKind;
  /** Said to the sender; an answered question needs its answer. */
  readonly text: string;
}

/**
 * 不是诉求: by a dispatcher, or by the assignee before he has spoken to the enterprise; afterwards there is a result to tell. Never
 * a confidential matter or an emergency, and never twice: who says that it is to be handled is right.
 * @param guarded whether a gate stops the words of the request: then it is no greeting, whoever thinks so.
 */
export function dismiss(context: DecideContext, ticket: TicketState, input: DismissInput, guarded: boolean): Decision {
  const { directory, actor } = context;
  const wrong = stageRefusal(ticket, ["triage", "offered", "in_progress"]);
  if (wrong !== null) return refuse(wrong);
  const assignee = ticket.assigneeId !== null && personOf(directory, actor)?.id === ticket.assigneeId;
  if (!isDispatcher(context) && !assignee) return refuse({ code: "not_allowed" });
  const secret = directory.categories.get(ticket.category ?? "")?.confidential === true;
  if (guarded || secret || ticket.urgency === "emergency") return refuse({ code: "must_be_handled" });
  if (ticket.redo > 0) return refuse({ code: "asked_again" });
  if (!isDispatcher(context) && ticket.firstContactAt !== null) return refuse({ code: "dismiss_after_contact" });
  const text = input.text.trim();
  const bad = text === "" && input.kind !== "answered" ? null : textRefusal(text);
  if (bad !== null) return refuse(bad);
  return ok([{ type: "dismissed", data: { kind: input.kind }, content: { text } }]);
}

/** 还是需要处理: by its sender, or by a dispatcher who sees the mistake; to the first responder, with a clock that starts now. */
export function restore(context: DecideContext, ticket: TicketState): Decision {
  const wrong = stageRefusal(ticket, ["not_request"]);
  if (wrong !== null) return refuse(wrong);
  if (!isRequester(context, ticket) && !isDispatcher(context)) return refuse({ code: "not_allowed" });
  const { category, urgency, requester, projectId } = ticket;
  const start = { category, urgency, enterpriseId: requester.enterpriseId, projectId, receivedAt: context.now };
  const deadlines = limitsFrom(context.directory, start);
  const data = { deadlines, ...partsAnew(context, ticket, deadlines.resolveBy) };
  return ok([{ type: "restored", data, content: null }]);
}
