import { addDays, workingCalendar } from "../../../src/domain/calendar/index.ts";
import type { DayKind } from "../../../src/domain/calendar/index.ts";

interface Notice {
  readonly off: readonly (readonly [from: string, to: string])[];
  readonly workdays: readonly string[];
}

/** The State Council office's yearly notices, as they are worded (domain.md B.13). */
export const NOTICE_2025: Notice = {
  off: [
    ["2025-01-01", "2025-01-01"],
    ["2025-01-28", "2025-02-04"],
    ["2025-04-04", "2025-04-06"],
    ["2025-05-01", "2025-05-05"],
    ["2025-05-31", "2025-06-02"],
    ["2025-10-01", "2025-10-08"],
  ],
  workdays: ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"],
};

export const NOTICE_2026: Notice = {
  off: [
    ["2026-01-01", "2026-01-03"],
    ["2026-02-15", "2026-02-23"],
    ["2026-04-04", "2026-04-06"],
    ["2026-05-01", "2026-05-05"],
    ["2026-06-19", "2026-06-21"],
    ["2026-09-25", "2026-09-27"],
    ["2026-10-01", "2026-10-07"],
  ],
  workdays: ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
};

export function daysOf(notice: Notice): [string, DayKind][] {
  const days: [string, DayKind][] = notice.workdays.map((day) => [day, "workday"]);
  for (const [from, to] of notice.off) for (let day = from; day <= to; day = addDays(day, 1)) days.push([day, "off"]);
  return days;
}

export const NOTICE_DAYS = [...daysOf(NOTICE_2025), ...daysOf(NOTICE_2026)];

/** The office of Yunxi: 08:30–12:00, 14:00–17:30, China time, 2025 and 2026 known. */
export const office = workingCalendar({ days: NOTICE_DAYS });

/** UTC ms of "2026-11-24 08:30" on the office's wall clock. */
export const local = (text: string): number => Date.parse(`${text.replace(" ", "T")}+08:00`);

/** "2026-11-24 08:30" on the office's wall clock. */
export const wall = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
