import { unasked } from "./counting.ts";
import type { GivenOn } from "./events.ts";
import type { TicketState } from "./state.ts";

/** Offered by who stays responsible until somebody has accepted: the first responder, or who does his work. */
export function offeredBy(
  state: TicketState,
  offer: { readonly unitId: string | null; readonly to: string; readonly by?: string | undefined },
  at: number,
): Partial<TicketState> {
  const { unitId, to, by = state.firstResponderId } = offer;
  return {
    ...contactMissed(state, at),
    giver: null,
    ...unasked(state),
    stage: "offered",
    unitId,
    offeredToId: to,
    passedOn: 0,
    assigneeId: null,
    responsibleId: by,
    chain: [...state.chain, { from: by, to, unitId, at, acceptedAt: null }],
  };
}

/**
 * Given on to another person or unit (000-16): from here on his unit is the one that is asked, and accept and first contact are
 * his own, counted from the offer. A first contact that the giver had missed stays on record: it was not the receiver's.
 */
export function givenOn(state: TicketState, data: GivenOn, at: number): Partial<TicketState> {
  const { acceptBy, contactBy } = data;
  if (contactBy === undefined) return { deadlines: { ...state.deadlines, acceptBy }, acceptFrom: at };
  const owed = state.firstContactAt === null;
  return {
    unitId: data.unitId ?? state.unitId,
    deadlines: { ...state.deadlines, acceptBy, contactBy },
    acceptFrom: at,
    ...(owed ? { contactFrom: at } : {}),
    ...contactMissed(state, at),
  };
}

/** Who gives it on, for which unit he had it, and the first contact he owes the enterprise himself; UTC ms. */
export interface Giver {
  readonly id: string;
  readonly unitId: string | null;
  readonly contactBy: number;
  readonly contactFrom: number | null;
}

export const giverOf = ({ deadlines, contactFrom, unitId }: TicketState, id: string): Giver => ({
  id,
  unitId,
  contactBy: deadlines.contactBy,
  contactFrom,
});

/** Accepted: by the giver himself, what he had owed holds again. @param contactBy UTC ms; absent = the receiver's own holds. */
export function takenBack(state: TicketState, contactBy: number | undefined): Partial<TicketState> {
  const { giver } = state;
  if (contactBy === undefined || giver === null) return { giver: null };
  const { contactFrom } = giver.contactBy > contactBy ? state : giver;
  return { giver: null, deadlines: { ...state.deadlines, contactBy }, contactFrom };
}

/** A first contact that was due before it went elsewhere stays on record with the unit that had it then. @param at UTC ms. */
export function contactMissed(state: TicketState, at: number): Pick<TicketState, "contactsMissed"> {
  const missed = state.contactsMissed ?? [];
  const { contactBy: by } = state.deadlines;
  const kept = state.firstContactAt !== null || by >= at || missed.some((other) => other.by === by);
  return { contactsMissed: kept ? state.contactsMissed : [...missed, { by, unitId: state.unitId }] };
}
