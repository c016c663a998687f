import type { WorkingCalendar } from "../calendar/index.ts";
import type { Share } from "./steps.ts";

/** Tenths of a percent, rounded half up; null when nothing was counted. 978 = 97.8%. */
export const permille = ({ of, good }: Share): number | null =>
  of === 0 ? null : Math.floor((good * 2000 + of) / (2 * of));

/** Working days in tenths: 62 = 6.2天. Null when there are none. @param minutes ascending. */
export function averageDays(calendar: WorkingCalendar, minutes: readonly number[]): number | null {
  if (minutes.length === 0) return null;
  const sum = minutes.reduce((all, one) => all + one, 0);
  return tenths(sum / minutes.length, calendar);
}

/** Half of them took no longer; of an even number the mean of the middle two. @param minutes ascending. */
export function medianDays(calendar: WorkingCalendar, minutes: readonly number[]): number | null {
  const middle = minutes.length / 2;
  const upper = minutes[Math.floor(middle)];
  if (upper === undefined) return null;
  const lower = Number.isInteger(middle) ? (minutes[middle - 1] ?? upper) : upper;
  return tenths((lower + upper) / 2, calendar);
}

const tenths = (minutes: number, calendar: WorkingCalendar): number =>
  Math.round((minutes * 10) / calendar.minutesPerDay);
