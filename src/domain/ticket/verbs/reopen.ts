import { localDay } from "../../calendar/index.ts";
import type { Directory } from "../../people/directory.ts";
import { nextOnRota } from "../../people/rota.ts";
import { presentFor, presentToDispatch, worksFor } from "../../people/standing-in.ts";
import { holder } from "../answering.ts";
import { limitsFrom } from "../clock.ts";
import type { DecideContext } from "../context.ts";
import type { TicketFact } from "../events.ts";
import type { TicketState } from "../state.ts";

/**
 * 重办: to the same person of the same unit, or who is there in his place, with a new clock that starts now: first contact
 * within a working day, and a final limit of its own (domain.md B.8). Where that one is not of the unit any more, it is
 * dispatched to the unit anew; nobody there = a dispatcher has it.
 * @param lastAssigned turns of the rota; absent = nobody has had one.
 */
export function reopen(
  { now, directory }: DecideContext,
  ticket: TicketState,
  reason: string,
  lastAssigned: ReadonlyMap<string, number> = new Map(),
): readonly TicketFact[] {
  const { category, unitId, urgency, projectId } = ticket;
  const { enterpriseId } = ticket.requester;
  const day = localDay(directory.calendar, now);
  const deadlines = limitsFrom(directory, { category, urgency, enterpriseId, projectId, receivedAt: now, redo: true });
  const last = presentFor(directory, holder(ticket), day);
  const stays = unitId === null || worksIn(directory, unitId, last, day);
  const responsibleId = stays ? last : presentToDispatch(directory, ticket.firstResponderId, day);
  const reopened: TicketFact = { type: "reopened", data: { responsibleId, deadlines }, content: { reason } };
  const next = stays ? null : nextOnRota(directory, unitId, lastAssigned, day);
  if (unitId === null || category === null || next === null) return [reopened];
  const data = { category, unitId, offeredToId: next.id, responsibleId, deadlines };
  return [reopened, { type: "dispatched", data, content: null }];
}

/** Of the unit today: a member, its head, or who does the work of one of them. */
function worksIn(directory: Directory, unitId: string, personId: string, day: string): boolean {
  const { people, units } = directory;
  if (units.get(unitId)?.headId === personId) return true;
  return worksFor(directory, personId, day).some((id) => people.get(id)?.unitId === unitId);
}
