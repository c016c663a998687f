import { ok } from "../../result.ts";
import { isOfRound } from "../asked.ts";
import { hasHandled, isRequester } from "../authority.ts";
import type { DecideContext, Decision } from "../context.ts";
import { MAX_TEXT, refuse, stageRefusal } from "../context.ts";
import type { TicketFact } from "../events.ts";
import type { RatingLevel, TicketState } from "../state.ts";
import { reopen } from "./reopen.ts";

/** Turns of the rota, should it be dispatched anew; absent = nobody has had one. */
interface Turns {
  readonly lastAssigned?: ReadonlyMap<string, number>;
}

export interface RateInput extends Turns {
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
  return ok([rated, ...reopen(context, ticket, reason, input.lastAssigned)]);
}

/** 没解决: the requester says so without a mark. */
export function notSolved(
  context: DecideContext,
  ticket: TicketState,
  input: { readonly reason: string } & Turns,
): Decision {
  if (!isRequester(context, ticket)) return refuse({ code: "not_allowed" });
  const wrong = stageRefusal(ticket, ["awaiting_rating", "closed"]);
  if (wrong !== null) return refuse(wrong);
  return ok(reopen(context, ticket, input.reason.trim().slice(0, MAX_TEXT), input.lastAssigned));
}
