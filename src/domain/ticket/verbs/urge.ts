import { addWorking } from "../../calendar/index.ts";
import { ok } from "../../result.ts";
import { isRequester } from "../authority.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal } from "../context.ts";
import type { TicketState } from "../state.ts";

/** 催办 by the enterprise, with a cool-down that is explained rather than silently swallowed. */
export function urge(context: DecideContext, ticket: TicketState, input: { readonly text: string }): Decision {
  const wrong = stageRefusal(ticket, ["triage", "offered", "in_progress", "awaiting_confirmation"]);
  if (wrong !== null) return refuse(wrong);
  if (!isRequester(context, ticket)) return refuse({ code: "not_allowed" });
  const { calendar, settings } = context.directory;
  if (ticket.lastUrgedAt !== null) {
    const until = addWorking(calendar, ticket.lastUrgedAt, settings.urgeCooldownMinutes).at;
    if (context.now < until) return refuse({ code: "cooling_down", until });
  }
  return ok([{ type: "urged", data: {}, content: { text: input.text.trim() } }]);
}
