import { dayOf, ordinalOf, works } from "./day-index.ts";
import { MINUTE_MS, dayStart, localDayNumber } from "./local.ts";
import { reachesUnknownYear } from "./provisional.ts";
import type { Reckoned } from "./provisional.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

/** Whether the office works at `at` (UTC ms); the opening minute counts, the closing one no longer does. */
export function isWorkingTime(calendar: WorkingCalendar, at: number): boolean {
  const day = localDayNumber(calendar, at);
  if (!works(calendar.index, day)) return false;
  const time = at - dayStart(calendar, day);
  return calendar.hours.some(({ from, to }) => time >= from * MINUTE_MS && time < to * MINUTE_MS);
}

/** `at` itself within office hours, else the next opening (domain.md B.13). UTC ms. */
export function nextWorkingMinute(calendar: WorkingCalendar, at: number): number {
  return startingAt(calendar, worked(calendar, at));
}

/**
 * The instant by which `minutes` of office time have passed since `at` (UTC ms). Received off hours it counts from the
 * next opening; a count that ends with a stretch of office hours ends at its closing, not at the next opening.
 * @param minutes may have a fraction; zero gives `nextWorkingMinute`; negative counts back.
 */
export function addWorking(calendar: WorkingCalendar, at: number, minutes: number): Reckoned {
  const ms = Math.round(minutes * MINUTE_MS);
  const target = worked(calendar, at) + ms;
  const result = ms > 0 ? endingAt(calendar, target) : startingAt(calendar, target);
  return { at: result, provisional: reachesUnknownYear(calendar, at, result) };
}

/** Minutes of office time from one instant to another (UTC ms), with fraction; negative when `to` lies before `from`. */
export function workingBetween(calendar: WorkingCalendar, from: number, to: number): number {
  return (worked(calendar, to) - worked(calendar, from)) / MINUTE_MS;
}

/** Milliseconds of office time since the beginning of the numbering of working days. */
function worked(calendar: WorkingCalendar, at: number): number {
  const day = localDayNumber(calendar, at);
  const whole = ordinalOf(calendar.index, day) * calendar.minutesPerDay * MINUTE_MS;
  if (!works(calendar.index, day)) return whole;
  const time = at - dayStart(calendar, day);
  let part = 0;
  for (const { from, to } of calendar.hours) {
    if (time <= from * MINUTE_MS) break;
    part += Math.min(time, to * MINUTE_MS) - from * MINUTE_MS;
  }
  return whole + part;
}

/** The earliest instant at which that much has been worked. */
function endingAt(calendar: WorkingCalendar, ms: number): number {
  const perDay = calendar.minutesPerDay * MINUTE_MS;
  const ordinal = Math.ceil(ms / perDay) - 1;
  const day = dayStart(calendar, dayOf(calendar.index, ordinal));
  let rest = ms - ordinal * perDay;
  for (const { from, to } of calendar.hours) {
    const length = (to - from) * MINUTE_MS;
    if (rest <= length) return day + from * MINUTE_MS + rest;
    rest -= length;
  }
  throw new Error("office hours shorter than their own sum");
}

/** The instant from which the next millisecond is worked. */
function startingAt(calendar: WorkingCalendar, ms: number): number {
  const perDay = calendar.minutesPerDay * MINUTE_MS;
  const ordinal = Math.floor(ms / perDay);
  const day = dayStart(calendar, dayOf(calendar.index, ordinal));
  let rest = ms - ordinal * perDay;
  for (const { from, to } of calendar.hours) {
    const length = (to - from) * MINUTE_MS;
    if (rest < length) return day + from * MINUTE_MS + rest;
    rest -= length;
  }
  throw new Error("office hours shorter than their own sum");
}
