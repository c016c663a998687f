import {
  addDays,
  addWorkingDays,
  endOfWorkingDay,
  isWorkingDay,
  localDay,
  startOfLocalDay,
} from "../calendar/index.ts";
import type { WorkingCalendar } from "../calendar/index.ts";
import type { DigestGroup } from "./scope.ts";

/** Groups bound to the same hour are spread over these seconds: the platform's limit is per app (feishu.md 3.3). */
const SPREAD_SECONDS = 240;

/** Longest stretch of days that rest is about ten; beyond this the calendar is broken. */
const MOST_DAYS = 40;

/** Seconds after its hour at which a group gets its digest, 1–240; always the same for one group, never the hour itself. */
export function stagger(chatId: string): number {
  // FNV-1a, because ids that differ in their last letter only must fall apart.
  let hash = 0x811c9dc5;
  for (const char of chatId) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return 1 + (hash % SPREAD_SECONDS);
}

/** Minutes of the day of HH:MM; 08:30 when it is not one. */
export function minutesOf(hour: string): number {
  const found = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(hour.trim());
  return found === null ? 510 : Number(found[1]) * 60 + Number(found[2]);
}

/** The latest instant (UTC ms) at or before `now` at which a group was to be told; only working days have one. */
export function latestSlot(calendar: WorkingCalendar, group: Pick<DigestGroup, "chatId" | "at">, now: number): number {
  let day = localDay(calendar, now);
  for (let i = 0; i < MOST_DAYS; i += 1) {
    const at = startOfLocalDay(calendar, day) + minutesOf(group.at) * 60_000 + stagger(group.chatId) * 1000;
    if (at <= now && isWorkingDay(calendar, day)) return at;
    day = addDays(day, -1);
  }
  throw new Error("no working day in forty");
}

/**
 * Whether a group is to be told now. What was missed is caught up once and on the same working day; from its close on, the
 * next day's digest covers it, because nobody is to be disturbed at night.
 * @param lastAt UTC ms up to which the group has been told.
 */
export function digestDue(
  calendar: WorkingCalendar,
  group: Pick<DigestGroup, "chatId" | "at">,
  lastAt: number,
  now: number,
): number | null {
  const slot = latestSlot(calendar, group, now);
  if (slot <= lastAt) return null;
  const close = Math.max(endOfWorkingDay(calendar, localDay(calendar, slot)), slot + 15 * 60_000);
  return now <= close ? slot : null;
}

/** The first instant (UTC ms) at or after `from` at which a group is told anything; only working days have one. */
export function firstSlot(calendar: WorkingCalendar, group: Pick<DigestGroup, "chatId" | "at">, from: number): number {
  let day = localDay(calendar, from);
  for (let i = 0; i < MOST_DAYS; i += 1) {
    const at = startOfLocalDay(calendar, day) + minutesOf(group.at) * 60_000 + stagger(group.chatId) * 1000;
    if (at >= from && isWorkingDay(calendar, day)) return at;
    day = addDays(day, 1);
  }
  throw new Error("no working day in forty");
}

/** Working days for which the report of a week, month or quarter is still news. */
const REPORT_DAYS = 3;

/**
 * Whether the report of a period that has ended is due: on the first working morning after it, caught up once within three
 * working days in office hours (每月一调度: a fixed day, moved off holidays, 001-32).
 */
export function reportDue(
  calendar: WorkingCalendar,
  group: Pick<DigestGroup, "chatId" | "at">,
  ended: number,
  lastAt: number,
  now: number,
): number | null {
  const slot = firstSlot(calendar, group, ended);
  if (slot <= lastAt || now < slot || now > addWorkingDays(calendar, slot, REPORT_DAYS).at) return null;
  return now <= endOfWorkingDay(calendar, localDay(calendar, now)) && isWorkingDay(calendar, localDay(calendar, now))
    ? slot
    : null;
}
