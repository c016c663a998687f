import type { Deadlines, TicketState } from "./state.ts";

/** A pause is over: kept, so that the limits can be reckoned again from the start (a new calendar, a new policy). */
export function pauseEnded(state: TicketState, at: number): Pick<TicketState, "pausedSince" | "pauses"> {
  if (state.pausedSince === null) return { pausedSince: null, pauses: state.pauses };
  return { pausedSince: null, pauses: [...(state.pauses ?? []), { from: state.pausedSince, to: at }] };
}

/** What a leader was asked for falls without his word: an extension that nobody has answered is not used up (B.4). */
export const unasked = ({ approval, extensionsAsked }: TicketState) => ({
  approval: null,
  extensionsAsked: extensionsAsked - (approval?.kind === "extension" ? 1 : 0),
});

/** A round of its own: a new clock and what it asks for, so that the figures keep how the round before ended. */
export function newRound(state: TicketState, deadlines: Deadlines, at: number) {
  return {
    deadlines,
    clockStartedAt: at,
    acceptFrom: null,
    contactFrom: null,
    giver: null,
    keyFrom: null,
    contactsMissed: null,
    pauses: null,
    extension: null,
    firstContactAt: null,
    deskSpoke: null,
    closedAt: null,
    closeReason: null,
    takenUpTo: null,
    redo: state.redo + 1,
  } satisfies Partial<TicketState>;
}

/** First contact owed sooner than before counts from the moment it was found so (a key project's ticket). */
export function contactSooner(state: TicketState, deadlines: Deadlines, at: number): Partial<TicketState> {
  return deadlines.contactBy < state.deadlines.contactBy ? { contactFrom: at } : {};
}

/** An alarm raised later: what it brings nearer counts from then. */
export function alarmSooner(state: TicketState, deadlines: Deadlines, at: number): Partial<TicketState> {
  return {
    ...contactSooner(state, deadlines, at),
    ...(deadlines.acceptBy < state.deadlines.acceptBy ? { acceptFrom: at } : {}),
  };
}

/** The enterprise was spoken to: by the unit, or only by the desk so far. */
export function spoken(
  state: TicketState,
  byDesk: true | null,
  at: number,
): Pick<TicketState, "firstContactAt" | "deskSpoke"> {
  const only = state.firstContactAt === null ? byDesk : byDesk && state.deskSpoke;
  return { firstContactAt: state.firstContactAt ?? at, deskSpoke: only ?? null };
}
