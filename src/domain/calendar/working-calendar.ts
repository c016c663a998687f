import { buildDayIndex } from "./day-index.ts";
import type { DayIndex, DayKind } from "./day-index.ts";
import { DAY_MS, dayNumber } from "./local.ts";
import type { Zone } from "./local.ts";

/**
 * One stretch of office hours, in minutes of the local day: 0 ≤ from < to ≤ 1439; `to` itself is no longer worked.
 * Not to 1440: a limit at midnight would carry the next day's date.
 */
export interface OfficeHours {
  readonly from: number;
  readonly to: number;
}

/** 08:30–12:00 and 14:00–17:30 (domain.md B.13; the lunch break is data). */
const DEFAULT_OFFICE_HOURS: readonly OfficeHours[] = [
  { from: 510, to: 720 },
  { from: 840, to: 1050 },
];

const SHANGHAI_OFFSET_MINUTES = 480;

export interface CalendarData {
  /** Default Asia/Shanghai. */
  readonly offsetMinutes?: number;
  /** Default 08:30–12:00, 14:00–17:30; in order, not overlapping. */
  readonly hours?: readonly OfficeHours[];
  /** The yearly notices of the State Council office: YYYY-MM-DD → kind. A Map serves. */
  readonly days: Iterable<readonly [string, DayKind]>;
  /** Years whose notice is loaded; default: those whose 1 January is among `days`, for it is off in every notice. */
  readonly knownYears?: Iterable<number>;
}

/** The office's working time. Built once by `workingCalendar`; every question is then answered in constant time. */
export interface WorkingCalendar extends Zone {
  readonly hours: readonly OfficeHours[];
  readonly knownYears: ReadonlySet<number>;
  /** Working minutes of a whole working day, 1–1439. */
  readonly minutesPerDay: number;
  /** For the calendar's own functions. */
  readonly index: DayIndex;
}

/** @throws RangeError when hours are empty, overlap or reach midnight, or a day is not a real YYYY-MM-DD. */
export function workingCalendar(data: CalendarData): WorkingCalendar {
  const hours = data.hours ?? DEFAULT_OFFICE_HOURS;
  const offsetMinutes = data.offsetMinutes ?? SHANGHAI_OFFSET_MINUTES;
  if (!Number.isInteger(offsetMinutes) || Math.abs(offsetMinutes) > 14 * 60)
    throw new RangeError(`not a zone offset in minutes: ${offsetMinutes}`);
  let closed = 0;
  let minutesPerDay = 0;
  for (const { from, to } of hours) {
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < closed || to <= from || to > 1439)
      throw new RangeError(`office hours out of order: ${from}–${to}`);
    closed = to;
    minutesPerDay += to - from;
  }
  if (minutesPerDay === 0) throw new RangeError("a calendar without office hours");
  const days = new Map<number, DayKind>();
  for (const [day, kind] of data.days) days.set(dayNumber(day), kind);
  const knownYears = new Set(data.knownYears ?? yearsWithNotice(days));
  return { offsetMinutes, hours, knownYears, minutesPerDay, index: buildDayIndex(days) };
}

function* yearsWithNotice(days: ReadonlyMap<number, DayKind>): Iterable<number> {
  for (const number of days.keys()) {
    const date = new Date(number * DAY_MS);
    if (date.getUTCMonth() === 0 && date.getUTCDate() === 1) yield date.getUTCFullYear();
  }
}
