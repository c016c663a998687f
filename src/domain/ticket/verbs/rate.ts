import { localDay } from "../../calendar/index.ts";
import { presentFor } from "../../people/standing-in.ts";
import { ok } from "../../result.ts";
import { isOfRound } from "../asked.ts";
import { hasHandled, isRequester } from "../authority.ts";
import { limitsFrom } from "../clock.ts";
import type { DecideContext, Decision } from "../context.ts";
import { MAX_TEXT, refuse, stageRefusal } from "../context.ts";
import type { TicketFact } from "../events.ts";
import type { RatingLevel, TicketState } from "../state.ts";

export interface RateInput {
  readonly level: RatingLevel;
  readonly reasons: readonly string[];
  readonly comment: string;
  /** Key of the round whose result he marks (asked.ts); null = he does not say. */
  readonly seen: string | null;
}

/** 评价, five levels; only the requester may, never of his own work, and the lower two reopen (domain.md B.8). */
export function rate(context: DecideContext, ticket: TicketState, input: RateInput): Decision {
  if (!isRequester(context, ticket)) return refuse({ code: "not_allowed" });
  if (ticket.stage === "closed") return refuse({ code: "already_rated" });
  const wrong = stageRefusal(ticket, ["awaiting_rating"]);
  if (wrong !== null) return refuse(wrong);
  if (hasHandled(context, ticket)) return refuse({ code: "own_work" });
  if (!isOfRound(ticket, input.seen)) return refuse({ code: "asked_otherwise" });
  const comment = input.comment.trim().slice(0, MAX_TEXT);
  const rated: TicketFact = {
    type: "rated",
    data: { level: input.level, reasons: input.reasons },
    content: { comment },
  };
  if (input.level >= 3) return ok([rated, { type: "closed", data: { reason: "rated" }, content: null }]);
  const reason = [...input.reasons, comment].filter((part) => part !== "").join(";");
  return ok([rated, reopened(context, ticket, reason)]);
}

/** 没解决: the requester says so without a mark. */
export function notSolved(context: DecideContext, ticket: TicketState, input: { readonly reason: string }): Decision {
  if (!isRequester(context, ticket)) return refuse({ code: "not_allowed" });
  const wrong = stageRefusal(ticket, ["awaiting_rating", "closed"]);
  if (wrong !== null) return refuse(wrong);
  return ok([reopened(context, ticket, input.reason.trim().slice(0, MAX_TEXT))]);
}

/**
 * 重办: to the same person of the same unit, or who is there in his place, with a new clock that starts now: first contact
 * within a working day, and a final limit of its own (domain.md B.8).
 */
function reopened({ now, directory }: DecideContext, ticket: TicketState, reason: string): TicketFact {
  return {
    type: "reopened",
    data: {
      responsibleId: presentFor(
        directory,
        ticket.assigneeId ?? ticket.responsibleId,
        localDay(directory.calendar, now),
      ),
      deadlines: limitsFrom(directory, {
        category: ticket.category,
        urgency: ticket.urgency,
        enterpriseId: ticket.requester.enterpriseId,
        projectId: ticket.projectId,
        receivedAt: now,
        redo: true,
      }),
    },
    content: { reason },
  };
}
