import { ok } from "../../result.ts";
import { approverOf, askerOf, decideBy } from "../approver.ts";
import { isWorker } from "../authority.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal, textRefusal } from "../context.ts";
import type { TicketState } from "../state.ts";

export interface AskParkingInput {
  readonly reason: string;
  /** What is done meanwhile. */
  readonly plan: string;
  /** Review date, UTC ms. */
  readonly until: number;
}

/**
 * 挂账: what cannot be solved now, with a plan and a date on which it is looked at again; a leader approves (domain.md B.1). What is
 * parked may be parked on, to a later date: until then, or after a no, it stays as it is.
 */
export function askParking(context: DecideContext, ticket: TicketState, input: AskParkingInput): Decision {
  const { directory, now } = context;
  const wrong = stageRefusal(ticket, ["in_progress", "parked"]);
  if (wrong !== null) return refuse(wrong);
  if (!isWorker(context, ticket)) return refuse({ code: "not_allowed" });
  if (ticket.approval !== null) return refuse({ code: "approval_pending" });
  if (textRefusal(input.reason) !== null) return refuse({ code: "reason_missing" });
  const bad = textRefusal(input.plan);
  if (bad !== null) return refuse(bad);
  if (input.until <= Math.max(now, ticket.parking?.until ?? 0)) return refuse({ code: "date_not_later" });
  const approverId = approverOf(context, ticket, "parking");
  if (approverId === null) return refuse({ code: "no_approver" });
  return ok([
    {
      type: "approval_asked",
      data: {
        kind: "parking",
        ...askerOf(context, ticket),
        approverId,
        until: input.until,
        decideBy: decideBy(directory, ticket, now),
      },
      content: { reason: input.reason.trim(), plan: input.plan.trim() },
    },
  ]);
}
