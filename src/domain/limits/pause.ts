import { addWorking, workingBetween } from "../calendar/index.ts";
import type { WorkingCalendar } from "../calendar/index.ts";

/**
 * A limit (UTC ms) after a pause: later by the whole minutes of office time that were paused, so that as much is left at the
 * resumption as was at the pause. A pause in which the office did not work, or none at all, moves nothing (B.13).
 */
export function shiftByPause(calendar: WorkingCalendar, due: number, pausedAt: number, resumedAt: number): number {
  // Limits are told in minutes: three seconds must not make 17:30 the next morning's 08:30.
  const paused = Math.floor(workingBetween(calendar, pausedAt, resumedAt));
  return paused > 0 ? addWorking(calendar, due, paused).at : due;
}
