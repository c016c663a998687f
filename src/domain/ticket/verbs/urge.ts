import { addWorking } from "../../calendar/index.ts";
import { runsAlways } from "../../limits/index.ts";
import { ok } from "../../result.ts";
import { isRequester } from "../authority.ts";
import { policyAt } from "../clock.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal } from "../context.ts";
import type { TicketState } from "../state.ts";

/**
 * 催办 by the enterprise, with a cool-down that is explained rather than silently swallowed: office time, or real time where duty
 * runs around the clock (B.13). What is parked may be urged once its review day is over.
 */
export function urge(context: DecideContext, ticket: TicketState, input: { readonly text: string }): Decision {
  const overdueReview = ticket.parking !== null && ticket.parking.until < context.now;
  const wrong = stageRefusal(ticket, ["triage", "offered", "in_progress", "awaiting_confirmation"]);
  if (wrong !== null && !(ticket.stage === "parked" && overdueReview)) return refuse(wrong);
  if (!isRequester(context, ticket)) return refuse({ code: "not_allowed" });
  const { calendar, settings } = context.directory;
  if (ticket.lastUrgedAt !== null) {
    const policy = policyAt(context.directory, ticket.category, ticket.openedAt);
    const until = runsAlways(policy, ticket.urgency)
      ? ticket.lastUrgedAt + settings.urgeCooldownMinutes * 60_000
      : addWorking(calendar, ticket.lastUrgedAt, settings.urgeCooldownMinutes).at;
    if (context.now < until) return refuse({ code: "cooling_down", until });
  }
  return ok([{ type: "urged", data: {}, content: { text: input.text.trim() } }]);
}
