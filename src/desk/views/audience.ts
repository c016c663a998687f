import { localDay } from "../../domain/calendar/index.ts";
import { standsInFor } from "../../domain/people/standing-in.ts";
import { hasRole } from "../../domain/people/actor.ts";
import { isDispatcher, isRequester, mayRead } from "../../domain/ticket/authority.ts";
import type { DecideContext } from "../../domain/ticket/context.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { isOpen } from "../../domain/ticket/state.ts";
import type { Audience } from "./ticket-view.ts";

const AUDIENCES: readonly Audience[] = ["requester", "task", "dispatcher", "watch", "group", "leader", "assist"];

/**
 * As what a person sees a ticket he asks to see; null = not at all.
 * @param own as what he has its card already; null = he has none.
 */
export function audienceOf(context: DecideContext, ticket: TicketState, own: string | null): Audience | null {
  const { directory, actor } = context;
  if (!mayRead(context, ticket)) return null;
  const known = AUDIENCES.find((one) => one === own);
  if (known !== undefined) return known;
  if (isRequester(context, ticket)) return "requester";
  // What a leader does to a ticket is on his own card: 督办, 提级, a decision.
  if (hasRole(directory, actor, "leader")) return "leader";
  if (isDispatcher(context) && (ticket.stage === "triage" || !isOpen(ticket))) return "dispatcher";
  const { personId } = actor.type === "person" ? actor : { personId: null };
  const day = localDay(directory.calendar, context.now);
  const does = (id: string): boolean =>
    id === personId || (personId !== null && standsInFor(directory, personId, id, day));
  if (ticket.assists.some((part) => part.doneAt === null && does(part.personId))) return "assist";
  return "task";
}
