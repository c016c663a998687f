import { isWorkday } from "chinese-days";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  addWorking,
  addWorkingDays,
  isWorkingDay,
  reachesUnknownYear,
  workingCalendar,
} from "../../../src/domain/calendar/index.ts";
import { NOTICE_2025, NOTICE_2026, NOTICE_DAYS, daysOf, local, office, wall } from "./notices.ts";
import { SlowReckoning, anyCalendar, instant } from "./slow-reckoning.ts";

describe("the notices of 2025 and 2026 (B.13)", () => {
  it.each([
    ["2025", NOTICE_2025, 28, 5],
    ["2026", NOTICE_2026, 33, 6],
  ])("%s: every day off rests and every make-up day works", (_, notice, off, workdays) => {
    const days = daysOf(notice);
    expect(days.filter(([, kind]) => kind === "off")).toHaveLength(off);
    expect(days.filter(([, kind]) => kind === "workday")).toHaveLength(workdays);
    for (const [day, kind] of days) expect([day, isWorkingDay(office, day)]).toEqual([day, kind === "workday"]);
  });

  it.each([2025, 2026])("%i: every day of the year is what the open data set says", (year) => {
    for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1))
      expect([day, isWorkingDay(office, day)]).toEqual([day, isWorkday(day)]);
  });

  it("makes a make-up day of Sunday and no holiday of the Monday after", () => {
    expect(isWorkingDay(office, "2026-01-04")).toBe(true);
    expect(isWorkingDay(office, "2026-01-05")).toBe(true);
    expect(isWorkingDay(office, "2026-01-03")).toBe(false);
  });

  it("takes the years whose New Year's Day is listed for known, unless told otherwise", () => {
    expect(office.knownYears).toEqual(new Set([2025, 2026]));
    const told = workingCalendar({ days: NOTICE_DAYS, knownYears: [2026] });
    expect(told.knownYears).toEqual(new Set([2026]));
  });

  it("does not take a year for known by a single other day of it", () => {
    const calendar = workingCalendar({
      days: [
        ["2027-02-01", "off"],
        ["2027-01-02", "workday"],
      ],
    });
    expect(calendar.knownYears).toEqual(new Set());
  });

  it("keeps a day at the end of a year that next year's notice sets, without knowing that year by it", () => {
    const calendar = workingCalendar({ days: [...NOTICE_DAYS, ["2026-12-27", "workday"]] });
    expect(isWorkingDay(calendar, "2026-12-27")).toBe(true);
    expect(calendar.knownYears.has(2027)).toBe(false);
  });
});

describe("a year without a notice (B.13)", () => {
  it("makes a limit provisional that runs into 2027, and leaves out weekends only", () => {
    const due = addWorkingDays(office, local("2026-12-30 09:00"), 3);
    expect(due.provisional).toBe(true);
    expect(wall(due.at)).toBe("2027-01-04 17:30");
    expect(addWorking(office, local("2026-12-31 17:00"), 31)).toEqual({
      at: local("2027-01-01 08:31"),
      provisional: true,
    });
  });

  it("leaves a limit firm that ends on the last day of 2026", () => {
    expect(addWorkingDays(office, local("2026-12-30 09:00"), 1)).toEqual({
      at: local("2026-12-31 17:30"),
      provisional: false,
    });
    expect(addWorking(office, local("2026-12-31 17:00"), 30).provisional).toBe(false);
  });

  it("takes the office's midnight for the turn of the year, not Greenwich's", () => {
    expect(reachesUnknownYear(office, local("2027-01-01 00:00"), local("2027-01-01 00:00"))).toBe(true);
    expect(reachesUnknownYear(office, local("2026-12-31 23:59"), local("2026-12-31 23:59"))).toBe(false);
  });

  it("becomes firm, on another date, when the notice is loaded", () => {
    const after = workingCalendar({ days: [...NOTICE_DAYS, ["2027-01-01", "off"]] });
    expect(addWorkingDays(after, local("2026-12-30 09:00"), 3)).toEqual({
      at: local("2027-01-05 17:30"),
      provisional: false,
    });
  });

  it("is provisional exactly when a day between start and end lies in it", () => {
    fc.assert(
      fc.property(anyCalendar, instant, fc.integer({ min: -30, max: 30 }), (data, at, days) => {
        const slow = new SlowReckoning(data);
        const due = addWorkingDays(workingCalendar(data), at, days);
        const known = new Set(data.knownYears);
        let unknown = false;
        for (let day = slow.day(Math.min(at, due.at)); day <= slow.day(Math.max(at, due.at)); day += 1)
          if (!known.has(new Date(day * 86_400_000).getUTCFullYear())) unknown = true;
        expect(due.provisional).toBe(unknown);
      }),
    );
  });

  it("never throws, whatever the century", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2400, 0, 1) }),
        fc.integer({ min: -300_000, max: 300_000 }),
        (at, minutes) => {
          const due = addWorking(office, at, minutes);
          expect(Number.isFinite(due.at)).toBe(true);
          expect(Math.sign(due.at - at)).toBe(minutes === 0 ? Math.sign(due.at - at) : Math.sign(minutes));
        },
      ),
    );
  });
});

describe("a calendar that cannot be", () => {
  it.each([
    ["no office hours", { days: [], hours: [] }],
    [
      "hours that overlap",
      {
        days: [],
        hours: [
          { from: 510, to: 720 },
          { from: 700, to: 1050 },
        ],
      },
    ],
    [
      "hours out of order",
      {
        days: [],
        hours: [
          { from: 840, to: 1050 },
          { from: 510, to: 720 },
        ],
      },
    ],
    ["hours to midnight", { days: [], hours: [{ from: 840, to: 1440 }] }],
    [
      "hours that end before they begin",
      {
        days: [],
        hours: [
          { from: 510, to: 720 },
          { from: 840, to: 840 },
        ],
      },
    ],
    ["an offset in hours and a half-minute", { days: [], offsetMinutes: 0.5 }],
    ["a day that is none", { days: [["2026-02-30", "off"] as const] }],
    ["a day in another notation", { days: [["2026-2-3", "off"] as const] }],
  ])("is refused when it is built: %s", (_, data) => {
    expect(() => workingCalendar(data)).toThrow(RangeError);
  });

  it("refuses an instant that is none, before it becomes a limit", () => {
    expect(() => addWorking(office, Number.NaN, 5)).toThrow(RangeError);
    expect(() => addWorkingDays(office, Number.POSITIVE_INFINITY, 5)).toThrow(RangeError);
  });
});
