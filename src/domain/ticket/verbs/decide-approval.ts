import { personOf } from "../../people/actor.ts";
import { reachesUnknownYear } from "../../calendar/index.ts";
import { ok } from "../../result.ts";
import { mayApprove } from "../approver.ts";
import { askedOf } from "../asked.ts";
import type { DecideContext, Decision } from "../context.ts";
import { MAX_TEXT, refuse } from "../context.ts";
import type { TicketFact } from "../events.ts";
import { isOpen } from "../state.ts";
import type { Approval, TicketState } from "../state.ts";

export interface DecideApprovalInput {
  readonly approve: boolean;
  /** A refusal needs none, but the asker reads it. */
  readonly reason: string;
  /** Key of the request he had before him (asked.ts); null = he does not say. The system answers what is there. */
  readonly seen: string | null;
}

/** The approver's word. No answer in time counts as a refusal (domain.md B.4); only the system may say that. */
export function decideApproval(context: DecideContext, ticket: TicketState, input: DecideApprovalInput): Decision {
  const { approval } = ticket;
  if (!isOpen(ticket)) return refuse({ code: "ended", stage: ticket.stage });
  if (approval === null) return refuse({ code: "no_approval" });
  const reason = input.reason.trim().slice(0, MAX_TEXT);
  if (context.actor.type === "system") {
    if (context.now < approval.decideBy) return ok([]);
    return ok([{ type: "approval_denied", data: { kind: approval.kind, by: "no_answer" }, content: { reason } }]);
  }
  const person = personOf(context.directory, context.actor);
  if (person === null || !mayApprove(context.directory, ticket, person.id, context.now))
    return refuse({ code: "not_allowed" });
  if (input.seen !== askedOf(ticket).approval) return refuse({ code: "asked_otherwise" });
  // From then on silence was the answer, though the job that says so may still be on its way.
  if (context.now > approval.decideBy) return refuse({ code: "approval_over" });
  if (!input.approve)
    return ok([{ type: "approval_denied", data: { kind: approval.kind, by: "person" }, content: { reason } }]);
  return ok(given(context, ticket, approval, reason));
}

function given(context: DecideContext, ticket: TicketState, approval: Approval, reason: string): TicketFact[] {
  const { kind, until } = approval;
  const { calendar } = context.directory;
  // A pause since it was asked may have moved the limit further than was asked for: no limit is ever drawn back by a yes.
  const moved = Math.max(kind === "extension" ? (until ?? 0) : 0, ticket.deadlines.resolveBy);
  const provisional = ticket.deadlines.provisional || reachesUnknownYear(calendar, context.now, moved);
  const fact: TicketFact = {
    type: "approval_given",
    data: {
      kind,
      until: kind === "extension" ? moved : until,
      deadlines: { ...ticket.deadlines, resolveBy: moved, provisional },
    },
    content: { reason },
  };
  if (kind !== "termination") return [fact];
  return [fact, { type: "terminated", data: { cause: "approved" }, content: { reason: approval.reason } }];
}
