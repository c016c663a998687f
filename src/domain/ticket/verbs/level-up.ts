import { localDay } from "../../calendar/index.ts";
import { hasRole, personOf } from "../../people/actor.ts";
import { standsInFor } from "../../people/standing-in.ts";
import { ok } from "../../result.ts";
import { askedOf } from "../asked.ts";
import { isDispatcher } from "../authority.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal, textRefusal } from "../context.ts";
import { levelLeader } from "../level-leader.ts";
import type { TicketState } from "../state.ts";

/**
 * 提级: what the unit cannot solve goes to the leader in charge, then to the government's meeting (domain.md B.1). The leader in
 * charge himself takes it to the meeting: nobody takes anything up to himself. What was there in a round before and came back is
 * with nobody, and may go there again.
 */
export function levelUp(
  context: DecideContext,
  ticket: TicketState,
  /** `seen` = key of how far it was when he asked (asked.ts). */
  input: { readonly reason: string; readonly seen: string | null },
): Decision {
  const wrong = stageRefusal(ticket, ["offered", "in_progress", "awaiting_requester", "parked"]);
  if (wrong !== null) return refuse(wrong);
  if (!isDispatcher(context) && !hasRole(context.directory, context.actor, "leader"))
    return refuse({ code: "not_allowed" });
  // Another has taken it up meanwhile: one level more is not what he meant.
  if (input.seen !== askedOf(ticket).level) return refuse({ code: "asked_otherwise" });
  const bad = textRefusal(input.reason);
  if (bad !== null) return refuse(bad.code === "text_missing" ? { code: "reason_missing" } : bad);
  const { directory } = context;
  const level = ticket.level === 0 && !isInCharge(context, ticket) ? 1 : 2;
  const leaderId = levelLeader(directory, ticket.unitId, level);
  if (ticket.level === 2 && leaderId === (ticket.takenUpTo ?? null)) return refuse({ code: "highest_level" });
  return ok([{ type: "levelled_up", data: { level, leaderId }, content: { reason: input.reason.trim() } }]);
}

/** He is the leader in charge, or another leader who stands in for him. */
function isInCharge({ directory, actor, now }: DecideContext, ticket: TicketState): boolean {
  const leader = levelLeader(directory, ticket.unitId, 1);
  const person = personOf(directory, actor);
  if (leader === null || person?.kind !== "leader") return false;
  return person.id === leader || standsInFor(directory, person.id, leader, localDay(directory.calendar, now));
}
