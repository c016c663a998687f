import { addWorkingDays } from "../calendar/index.ts";
import { shiftByPause } from "../limits/index.ts";
import type { DecideContext } from "./context.ts";
import type { Assist, TicketState } from "./state.ts";

/** By when the open parts of other units (会办) are due from now on, by their ids; UTC ms, absent = none is open, or none moves. */
export interface PartLimits {
  readonly partsDue?: Readonly<Record<string, number>>;
}

/** Working days of a part that does not say how many it was given (domain.md B.2, Quanzhou). */
const DEFAULT_DAYS = 3;

type At = Pick<DecideContext, "directory" | "now">;

function limitsOf({ assists }: TicketState, due: (part: Assist) => number): PartLimits {
  const open = assists.filter(({ doneAt }) => doneAt === null);
  return open.length === 0 ? {} : { partsDue: Object.fromEntries(open.map((part) => [part.id, due(part)])) };
}

/** In a round of its own each has its own working days again, never past the new limit: nobody worked on it meanwhile. */
export const partsAnew = ({ directory, now }: At, ticket: TicketState, resolveBy: number): PartLimits =>
  limitsOf(ticket, ({ workingDays = DEFAULT_DAYS }) =>
    Math.min(addWorkingDays(directory.calendar, now, workingDays).at, resolveBy),
  );

/** After a parking as much is left of each as when the clock stopped; what was late then stays late. */
export function partsAfterParking({ directory, now }: At, ticket: TicketState): PartLimits {
  const { stage, pausedSince: since } = ticket;
  if (stage !== "parked" || since === null) return {};
  return limitsOf(ticket, ({ dueBy }) => (dueBy < since ? dueBy : shiftByPause(directory.calendar, dueBy, since, now)));
}

/** The parts with the limits an event has given them. */
export const withPartLimits = (state: TicketState, { partsDue }: PartLimits): Partial<TicketState> =>
  partsDue === undefined
    ? {}
    : { assists: state.assists.map((part) => ({ ...part, dueBy: partsDue[part.id] ?? part.dueBy })) };
