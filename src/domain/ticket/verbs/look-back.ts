import { ok } from "../../result.ts";
import { isOfRound } from "../asked.ts";
import { hasHandled, isRequester } from "../authority.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse } from "../context.ts";
import type { TicketState } from "../state.ts";

const DAY_MS = 86_400_000;
/** Days after closing on which the enterprise is asked whether it still holds (回头看, 002-24). */
const LOOK_BACK_DAYS = 30;

/** When the look-back question is put; UTC ms, null when there is nothing to ask. */
export function lookBackAt(ticket: TicketState): number | null {
  if (ticket.stage !== "closed" || ticket.closedAt === null || ticket.lookedBackAt !== null) return null;
  return ticket.closedAt + LOOK_BACK_DAYS * DAY_MS;
}

/**
 * "还好": it still holds. The other answer is a relapse, which reopens.
 * @param input.seen key of the round it is said of (asked.ts); null = he does not say.
 */
export function stillHolds(
  context: DecideContext,
  ticket: TicketState,
  input: { readonly seen: string | null },
): Decision {
  if (!isRequester(context, ticket)) return refuse({ code: "not_allowed" });
  if (ticket.stage !== "closed") return refuse({ code: "wrong_stage", stage: ticket.stage });
  if (hasHandled(context, ticket)) return refuse({ code: "own_work" });
  if (!isOfRound(ticket, input.seen)) return refuse({ code: "asked_otherwise" });
  return ticket.lookedBackAt === null ? ok([{ type: "looked_back", data: {}, content: null }]) : ok([]);
}
