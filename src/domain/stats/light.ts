import { workingBetween } from "../calendar/index.ts";
import type { WorkingCalendar } from "../calendar/index.ts";
import type { RoundFacts } from "./facts.ts";

export type Light = "green" | "yellow" | "red" | "grey";

/** In hand: neither a result nor another end yet. */
export const inHand = (row: RoundFacts): boolean => row.resolvedAt === null && row.endedAt === null;

/** In hand at an instant that may lie back; UTC ms. */
export const inHandAt = (row: RoundFacts, at: number): boolean =>
  row.startedAt < at &&
  (row.resolvedAt === null || row.resolvedAt >= at) &&
  (row.endedAt === null || row.endedAt >= at);

/** Green: more than one working day left; yellow: one or less; red: late; grey: paused (domain.md B.9). */
export function lightOfRound(calendar: WorkingCalendar, row: RoundFacts, now: number): Light {
  if (!inHand(row) || row.pausedSince !== null) return "grey";
  if (now > row.resolveDueAt) return "red";
  return workingBetween(calendar, now, row.resolveDueAt) > calendar.minutesPerDay ? "green" : "yellow";
}
