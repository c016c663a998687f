import { localDayNumber, yearOfDay } from "./local.ts";
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
