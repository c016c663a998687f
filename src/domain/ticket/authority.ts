import { localDay } from "../calendar/index.ts";
import { headsUnit, isMemberOf, personOf } from "../people/actor.ts";
import { dutyDispatcher, substitute } from "../people/rota.ts";
import { standsInFor } from "../people/standing-in.ts";
import { holder, presentOn } from "./answering.ts";
import type { DecideContext } from "./context.ts";
import { mayApprove } from "./approver.ts";
import { mayConfirm } from "./confirmer.ts";
import { dutyTaker } from "./duty-taker.ts";
import { hasLeft } from "./requester.ts";
import { takerOf } from "./state.ts";
import type { TicketState } from "./state.ts";

/** The person working on it: the assignee, or who is responsible until the next one has accepted; his head, or who stands in for him. */
export function isWorker(context: DecideContext, ticket: TicketState): boolean {
  const { directory, actor } = context;
  const person = personOf(directory, actor);
  if (person === null) return false;
  const worker = holder(ticket);
  return person.id === worker || headsUnit(directory, actor, ticket.unitId) || worksInstead(context, ticket, person.id);
}

/** Whether a person does the work on it today of whoever has it, because that one is away or gone. */
const worksInstead = ({ directory, now }: DecideContext, ticket: TicketState, personId: string): boolean =>
  presentOn(directory, ticket, holder(ticket), localDay(directory.calendar, now)) === personId;

/** Whether a person does another's work today because that one is away or gone. */
export const stands = ({ directory, now }: DecideContext, personId: string, absentId: string | null): boolean =>
  absentId !== null && standsInFor(directory, personId, absentId, localDay(directory.calendar, now));

/** Whose work on it the actor does today because that one is away (代); null = nobody's but his own. */
export function actingFor(context: DecideContext, ticket: TicketState): string | null {
  const person = personOf(context.directory, context.actor);
  const absent = holder(ticket);
  if (person === null || person.id === absent || !context.directory.people.has(absent)) return null;
  return worksInstead(context, ticket, person.id) ? absent : null;
}

/** Whose duty the actor does today because that one is away (B.14); null = nobody's but his own. */
export function dutyFor(context: DecideContext): string | null {
  const { directory, actor } = context;
  const person = personOf(directory, actor);
  if (person === null || person.roles.includes("duty")) return null;
  return directory.settings.dutyPersonIds.find((id) => stands(context, person.id, id)) ?? null;
}

/** Who may take an offered ticket: the one it was offered to, his head, a colleague of the same unit, or who has just given it away. */
export function mayAccept(context: DecideContext, ticket: TicketState): boolean {
  const { directory, actor } = context;
  const person = personOf(directory, actor);
  if (person === null) return false;
  if (person.id === ticket.offeredToId || isMemberOf(directory, actor, ticket.unitId)) return true;
  return stands(context, person.id, ticket.offeredToId) || takesBack(context, ticket, person.id);
}

/** Had it in hand and gave it on: it is his until somebody has accepted it (首问, 000-16). */
export const gaveAway = ({ giver, assigneeId }: TicketState, personId: string): boolean =>
  assigneeId === null && giver?.id === personId;

/** Accepting it, who gave it on takes it back, or who stands in for him; whoever is asked himself accepts it as he is asked. */
export function takesBack(context: DecideContext, ticket: TicketState, personId: string): boolean {
  const { giver, unitId, offeredToId } = ticket;
  if (giver?.id === undefined || ticket.assigneeId !== null) return false;
  if (personId === giver.id) return true;
  const asked = personId === offeredToId || stands(context, personId, offeredToId);
  return !asked && !isMemberOf(context.directory, context.actor, unitId) && stands(context, personId, giver.id);
}

/** What only somebody on the handling side writes. */
const HANDLING: readonly string[] = [
  "progress",
  "internal",
  "materials",
  "extension",
  "parking",
  "termination",
  "assist",
];

const hasWritten = (ticket: TicketState, personId: string): boolean =>
  ticket.notes.some(({ by, kind }) => by === personId && HANDLING.includes(kind));

/** Has worked on it, be it for somebody else, or answers for the unit that does: he judges neither its result nor whether it holds (domain.md B.8). */
export function hasHandled(context: DecideContext, ticket: TicketState): boolean {
  const person = personOf(context.directory, context.actor);
  if (person === null || person.kind === "contact") return false;
  const taken = ticket.chain.some((link) => takerOf(link) === person.id);
  const solved = [ticket.result, ...(ticket.earlierResults ?? [])].some((result) => result?.by === person.id);
  return (
    taken ||
    hasWritten(ticket, person.id) ||
    solved ||
    person.id === ticket.assigneeId ||
    headsUnit(context.directory, context.actor, ticket.unitId)
  );
}

/** Who dispatches, or whom a dispatcher who is away has named to do it for him. */
export function isDispatcher({ directory, actor, now }: DecideContext): boolean {
  const person = personOf(directory, actor);
  if (person === null) return false;
  if (person.roles.includes("dispatcher")) return true;
  const day = localDay(directory.calendar, now);
  const named = directory.settings.dispatcherIds.some((id) => substitute(directory, id, day)?.id === person.id);
  return named || person.id === dutyDispatcher(directory, day);
}

/** The person who asked, unless he has left the firm: same platform identity, or the same known person under another identity. */
export function isRequester({ actor, directory }: DecideContext, ticket: TicketState): boolean {
  if (actor.type === "system" || hasLeft(directory, ticket)) return false;
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
  const assisting = ticket.assists.map(({ personId }) => personId);
  if (assisting.includes(person.id) || ticket.assists.some(({ unitId }) => headsUnit(directory, actor, unitId)))
    return true;
  if (involved.includes(person.id) || ticket.confirmation?.leaderId === person.id) return true;
  if (mayApprove(directory, ticket, person.id, now)) return true;
  const leaderId = directory.units.get(ticket.unitId ?? "")?.leaderId ?? null;
  if ([...involved, ...assisting, leaderId].some((id) => stands(context, person.id, id))) return true;
  const project = directory.projects.get(ticket.projectId ?? "");
  if (project !== undefined && (project.personId === person.id || mayConfirm(directory, ticket, person.id, now)))
    return true;
  // Took the emergency in hand while on duty: he is in it, whoever accepts it afterwards (B.14).
  const onDuty = ticket.urgency === "emergency" && person.roles.includes("duty");
  // So is who did it for him; who had accepted it and gave it away is not.
  const took = dutyTaker(ticket) === person.id && !ticket.chain.some((link) => takerOf(link) === person.id);
  if ((onDuty && hasWritten(ticket, person.id)) || took) return true;
  const enterpriseId = ticket.requester.enterpriseId;
  return enterpriseId !== null && directory.enterprises.get(enterpriseId)?.bundleCadreId === person.id;
}
