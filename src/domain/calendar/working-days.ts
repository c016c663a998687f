import { dayOf, ordinalOf, works } from "./day-index.ts";
import { MINUTE_MS, dayNumber, dayStart, localDayNumber } from "./local.ts";
import { reachesUnknownYear } from "./provisional.ts";
import type { Reckoned } from "./provisional.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

/** Whether the office works on a local day (YYYY-MM-DD). @throws RangeError when it is no day. */
export function isWorkingDay(calendar: WorkingCalendar, day: string): boolean {
  return works(calendar.index, dayNumber(day));
}

/**
 * UTC ms of the close of office hours on a local day (YYYY-MM-DD); on a day that rests, of the next that works, as a
 * period that ends on a holiday ends after it (民法典 203).
 * @throws RangeError when it is no day.
 */
export function endOfWorkingDay(calendar: WorkingCalendar, day: string): number {
  return closeOf(calendar, ordinalOf(calendar.index, dayNumber(day)));
}

/**
 * The close of office hours on the n-th working day after the day of receipt.
 *
 * The day of receipt does not count (民法典 201; 行政许可法 82 for working days): what comes in on a working day, even
 * before opening, up to and including its close, belongs to that day; what comes in after the close or on a day that
 * rests belongs to the next working day. So a limit of one working day for a request of Monday 10:00 ends on Tuesday
 * 17:30, and for one of Monday 20:00 on Wednesday 17:30.
 *
 * Because the close itself still belongs to its day, counting on from a limit adds up: an extension by n working days is
 * `addWorkingDays(calendar, due, n)`, and "one working day before due" is `addWorkingDays(calendar, due, -1)`.
 * @param at UTC ms.
 * @param days whole; zero = the close of the day of receipt; negative counts back.
 * @throws RangeError when `days` is not whole.
 */
export function addWorkingDays(calendar: WorkingCalendar, at: number, days: number): Reckoned {
  if (!Number.isInteger(days)) throw new RangeError(`not a whole number of working days: ${days}`);
  const result = closeOf(calendar, dayOfReceipt(calendar, at) + days);
  return { at: result, provisional: reachesUnknownYear(calendar, at, result) };
}

/**
 * Working days from the local day of `from` to that of `to` (UTC ms), the first not counted, the last counted: what
 * stands in 还剩1个工作日. Zero on the same day (今天到期); negative when `to` lies before `from` (超期).
 */
export function workingDaysBetween(calendar: WorkingCalendar, from: number, to: number): number {
  const through = (at: number): number => ordinalOf(calendar.index, localDayNumber(calendar, at) + 1);
  return through(to) - through(from);
}

function dayOfReceipt(calendar: WorkingCalendar, at: number): number {
  const day = localDayNumber(calendar, at);
  const late = at - dayStart(calendar, day) > closing(calendar);
  return ordinalOf(calendar.index, late ? day + 1 : day);
}

function closeOf(calendar: WorkingCalendar, ordinal: number): number {
  return dayStart(calendar, dayOf(calendar.index, ordinal)) + closing(calendar);
}

function closing(calendar: WorkingCalendar): number {
  return (calendar.hours.at(-1)?.to ?? 0) * MINUTE_MS;
}
