import { hasRole, headsUnit, isMemberOf, personOf } from "../people/actor.ts";
import type { DecideContext } from "./context.ts";
import { mayApprove } from "./approver.ts";
import { mayConfirm } from "./confirmer.ts";
import type { TicketState } from "./state.ts";

/** The person working on it: the assignee, or who is responsible until the next one has accepted. */
export function isWorker({ directory, actor }: DecideContext, ticket: TicketState): boolean {
  const person = personOf(directory, actor);
  if (person === null) return false;
  return person.id === (ticket.assigneeId ?? ticket.responsibleId) || headsUnit(directory, actor, ticket.unitId);
}

/** Who may take an offered ticket: the one it was offered to, his head, a colleague of the same unit, or who has just given it away. */
export function mayAccept({ directory, actor }: DecideContext, ticket: TicketState): boolean {
  const person = personOf(directory, actor);
  if (person === null) return false;
  return person.id === ticket.offeredToId || isMemberOf(directory, actor, ticket.unitId) || gaveAway(ticket, person.id);
}

/** Had accepted it and gave it on: it is his until somebody has accepted it (首问, 000-16). */
export const gaveAway = (ticket: TicketState, personId: string): boolean =>
  ticket.assigneeId === null &&
  personId === ticket.responsibleId &&
  ticket.chain.some(({ to, acceptedAt }) => to === personId && acceptedAt !== null);

export function isDispatcher({ directory, actor }: DecideContext): boolean {
  return hasRole(directory, actor, "dispatcher");
}

/** The person who asked: same platform identity, or the same known person under another identity. */
export function isRequester({ actor }: DecideContext, ticket: TicketState): boolean {
  if (actor.type === "system") return false;
  if (actor.openId !== null && actor.openId === ticket.requester.openId) return true;
  return actor.personId !== null && actor.personId === ticket.requester.personId;
}

/** Whoever may see the ticket's inside: its people, dispatchers, leaders of the line, the bundled cadre (包保). */
export function mayRead(context: DecideContext, ticket: TicketState): boolean {
  const { directory, actor, now } = context;
  if (isRequester(context, ticket)) return true;
  const person = personOf(directory, actor);
  if (person === null || person.kind === "contact") return false;
  if (person.roles.includes("dispatcher") || person.kind === "leader") return true;
  if (isMemberOf(directory, actor, ticket.unitId)) return true;
  // Until it has been accepted elsewhere, the giver's head answers for his unit (003-11).
  if (headsUnit(directory, actor, directory.people.get(ticket.responsibleId)?.unitId ?? null)) return true;
  const involved = [ticket.firstResponderId, ticket.responsibleId, ticket.offeredToId, ticket.assigneeId];
  if (ticket.assists.some((assist) => assist.personId === person.id || headsUnit(directory, actor, assist.unitId)))
    return true;
  if (involved.includes(person.id) || ticket.confirmation?.leaderId === person.id) return true;
  if (mayApprove(directory, ticket, person.id, now)) return true;
  const project = directory.projects.get(ticket.projectId ?? "");
  if (project !== undefined && (project.personId === person.id || mayConfirm(directory, ticket, person.id, now)))
    return true;
  const enterpriseId = ticket.requester.enterpriseId;
  return enterpriseId !== null && directory.enterprises.get(enterpriseId)?.bundleCadreId === person.id;
}
