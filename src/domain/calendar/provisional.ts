import { localDayNumber, localParts, yearOfDay } from "./local.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

/** A reckoned instant. */
export interface Reckoned {
  /** UTC ms. */
  readonly at: number;
  /** True when the count touched a year without a notice: weekends only were left out, to be reckoned again (B.13). */
  readonly provisional: boolean;
}

/** Whether any local day between two instants (UTC ms, either order) lies in a year whose notice is not loaded. */
export function reachesUnknownYear(calendar: WorkingCalendar, a: number, b: number): boolean {
  const first = yearOfDay(localDayNumber(calendar, Math.min(a, b)));
  const last = yearOfDay(localDayNumber(calendar, Math.max(a, b)));
  for (let year = first; year <= last; year += 1) if (!calendar.knownYears.has(year)) return true;
  return false;
}

const DECEMBER = 12;

/** The year whose notice is missed at an instant (UTC ms): this one, from 1 December on the next one; null = none (B.13). */
export function missedYear(calendar: WorkingCalendar, now: number): number | null {
  const { year, month } = localParts(calendar, now);
  if (!calendar.knownYears.has(year)) return year;
  return month === DECEMBER && !calendar.knownYears.has(year + 1) ? year + 1 : null;
}
