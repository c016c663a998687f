import { isMemberOf, personOf } from "../../people/actor.ts";
import { ok } from "../../result.ts";
import { mayAccept, takesBack } from "../authority.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal } from "../context.ts";
import type { TicketState } from "../state.ts";

/**
 * 接收. From here on the acceptor answers for it; the first responder is released (000-16). Who takes back what he gave on has won
 * no time by it: the first contact that he owed is due when it was.
 */
export function accept(context: DecideContext, ticket: TicketState): Decision {
  const person = personOf(context.directory, context.actor);
  if (person === null) return refuse({ code: "not_allowed" });
  if (ticket.stage === "in_progress" && ticket.assigneeId !== null) {
    if (ticket.assigneeId === person.id) return ok([]);
    return refuse({ code: "already_accepted", byId: ticket.assigneeId });
  }
  const wrong = stageRefusal(ticket, ["offered"]);
  if (wrong !== null) return refuse(wrong);
  if (!mayAccept(context, ticket)) return refuse({ code: "not_allowed" });
  // Whoever stands in for somebody of the unit that was asked takes it for that unit; who takes it back, for the one that had it.
  const back = takesBack(context, ticket, person.id);
  const own = isMemberOf(context.directory, context.actor, ticket.unitId);
  const asked = own ? person.unitId : (ticket.chain.at(-1)?.unitId ?? person.unitId);
  const { offeredToId } = ticket;
  const another = offeredToId === null || offeredToId === person.id ? {} : { offeredToId };
  // Absent in states of before it was kept.
  const giver = ticket.giver ?? null;
  const unitId = back ? (giver?.unitId ?? person.unitId) : asked;
  const owes = back && giver !== null && ticket.firstContactAt === null;
  const owed = owes ? { contactBy: Math.min(giver.contactBy, ticket.deadlines.contactBy) } : {};
  return ok([{ type: "accepted", data: { assigneeId: person.id, unitId, ...owed, ...another }, content: null }]);
}
