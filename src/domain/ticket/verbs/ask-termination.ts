import { ok } from "../../result.ts";
import { approverOf, askerOf, decideBy } from "../approver.ts";
import { isWorker } from "../authority.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal, textRefusal } from "../context.ts";
import type { TicketState } from "../state.ts";

/** 终止办理: a listed reason, in words the enterprise will read; a leader approves (domain.md B.1, Weifang art. 21). */
export function askTermination(
  context: DecideContext,
  ticket: TicketState,
  input: { readonly reason: string },
): Decision {
  const { directory, now } = context;
  const wrong = stageRefusal(ticket, ["in_progress", "awaiting_requester", "parked"]);
  if (wrong !== null) return refuse(wrong);
  if (!isWorker(context, ticket)) return refuse({ code: "not_allowed" });
  if (ticket.approval !== null) return refuse({ code: "approval_pending" });
  const bad = textRefusal(input.reason);
  if (bad !== null) return refuse(bad.code === "text_missing" ? { code: "reason_missing" } : bad);
  const approverId = approverOf(context, ticket, "termination");
  if (approverId === null) return refuse({ code: "no_approver" });
  return ok([
    {
      type: "approval_asked",
      data: {
        kind: "termination",
        ...askerOf(context, ticket),
        approverId,
        until: null,
        decideBy: decideBy(directory, ticket, now),
      },
      content: { reason: input.reason.trim(), plan: "" },
    },
  ]);
}
