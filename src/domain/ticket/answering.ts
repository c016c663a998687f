import { localDay } from "../calendar/index.ts";
import type { Directory } from "../people/directory.ts";
import { presentFor, presentToDispatch } from "../people/standing-in.ts";
import type { TicketState } from "./state.ts";
import { isOpen } from "./state.ts";

/** Who answers for a matter: `id` today; `insteadOf` = whose matter it is while that one is away. Ids of persons. */
export interface Answering {
  readonly id: string;
  readonly insteadOf: string | null;
}

/** Whose matter it is on record: who works on it; until somebody has accepted it the first responder, or who gave it on (000-16). */
export const holder = (ticket: TicketState): string => ticket.assigneeId ?? ticket.responsibleId;

/** Who does a person's work on a ticket today; for who answers for one that is nobody's yet, somebody who can dispatch it. */
export const presentOn = (
  directory: Directory,
  { stage, responsibleId }: TicketState,
  personId: string,
  day: string,
): string =>
  (stage === "triage" && personId === responsibleId ? presentToDispatch : presentFor)(directory, personId, day);

/**
 * The one person the enterprise is told answers for its matter (负责人), wherever it asks: who works on it; until somebody has
 * accepted it the first responder, or who gave it on (000-16). While he is away, who does his work today: a phone that nobody
 * picks up is no answer.
 * @param now UTC ms.
 */
export function answering(directory: Directory, ticket: TicketState, now: number): Answering {
  const own = holder(ticket);
  const id = isOpen(ticket) ? presentOn(directory, ticket, own, localDay(directory.calendar, now)) : own;
  return { id, insteadOf: id === own ? null : own };
}

/** Unit of who answers for it: until somebody else has accepted it, the giver's (000-16, 003-11). Null = none is known. */
export const answeringUnit = (directory: Directory, ticket: TicketState): string | null =>
  ticket.assigneeId === null ? (directory.people.get(ticket.responsibleId)?.unitId ?? ticket.unitId) : ticket.unitId;
