/** How a day differs from "weekday works, weekend rests": 放假 or 调休上班. */
export type DayKind = "off" | "workday";

/**
 * Working days numbered in a row. Between the first and the last day of the notices by table, outside it by the
 * five-day week, so that no question about any year walks over days.
 */
export interface DayIndex {
  /** Day number of the table's first row. */
  readonly firstDay: number;
  /** before[i] = ordinal of the first working day at or after day firstDay + i; one row more than there are days. */
  readonly before: Int32Array;
  /** Day number of each working day in the table. */
  readonly worked: Int32Array;
  /** Working days by which the notices' years differ from the plain five-day week. */
  readonly surplus: number;
}

export function buildDayIndex(days: ReadonlyMap<number, DayKind>): DayIndex {
  let firstDay = Number.POSITIVE_INFINITY;
  let lastDay = Number.NEGATIVE_INFINITY;
  for (const day of days.keys()) {
    firstDay = Math.min(firstDay, day);
    lastDay = Math.max(lastDay, day);
  }
  if (days.size === 0) {
    firstDay = 0;
    lastDay = -1;
  }
  const length = lastDay - firstDay + 1;
  const before = new Int32Array(length + 1);
  const worked: number[] = [];
  let ordinal = weekdaysBefore(firstDay);
  for (let i = 0; i < length; i += 1) {
    before[i] = ordinal;
    const kind = days.get(firstDay + i);
    if (kind === "workday" || (kind === undefined && isWeekday(firstDay + i))) {
      worked.push(firstDay + i);
      ordinal += 1;
    }
  }
  before[length] = ordinal;
  return { firstDay, before, worked: Int32Array.from(worked), surplus: ordinal - weekdaysBefore(lastDay + 1) };
}

/** Ordinal of the first working day at or after the numbered day; differences of ordinals count working days. */
export function ordinalOf(index: DayIndex, day: number): number {
  const i = day - index.firstDay;
  if (i < 0) return weekdaysBefore(day);
  return index.before[i] ?? weekdaysBefore(day) + index.surplus;
}

/** Day number of the working day with this ordinal. */
export function dayOf(index: DayIndex, ordinal: number): number {
  const i = ordinal - weekdaysBefore(index.firstDay);
  if (i < 0) return weekdayAt(ordinal);
  return index.worked[i] ?? weekdayAt(ordinal - index.surplus);
}

export function works(index: DayIndex, day: number): boolean {
  return ordinalOf(index, day + 1) > ordinalOf(index, day);
}

/** 1970-01-01 was a Thursday: three days into its week. */
const THURSDAY = 3;

function isWeekday(day: number): boolean {
  return weekdaysBefore(day + 1) > weekdaysBefore(day);
}

function weekdaysBefore(day: number): number {
  const week = Math.floor((day + THURSDAY) / 7);
  return week * 5 + Math.min(day + THURSDAY - week * 7, 5);
}

function weekdayAt(ordinal: number): number {
  const week = Math.floor(ordinal / 5);
  return week * 7 + (ordinal - week * 5) - THURSDAY;
}
