import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addWorkingDays,
  endOfWorkingDay,
  isWorkingDay,
  isWorkingTime,
  nextWorkingMinute,
  workingCalendar,
  workingDaysBetween,
} from "../../../src/domain/calendar/index.ts";
import { local, office, wall } from "./notices.ts";
import { SlowReckoning, anyCalendar, instant } from "./slow-reckoning.ts";

const fewDays = fc.integer({ min: -40, max: 40 });

describe("working days against a walk day by day (000-17, B.13)", () => {
  it("end where the walk ends", () => {
    fc.assert(
      fc.property(anyCalendar, instant, fewDays, (data, at, days) => {
        expect(addWorkingDays(workingCalendar(data), at, days).at).toBe(new SlowReckoning(data).addDays(at, days));
      }),
    );
  });

  it("are as many as the walk finds", () => {
    fc.assert(
      fc.property(anyCalendar, instant, instant, (data, from, to) => {
        const count = workingDaysBetween(workingCalendar(data), from, to);
        expect(count).toBe(new SlowReckoning(data).daysBetween(from, to) + 0);
      }),
    );
  });
});

describe("addWorkingDays (B.2)", () => {
  it("always ends at the close of a working day", () => {
    fc.assert(
      fc.property(anyCalendar, instant, fewDays, (data, at, days) => {
        const calendar = workingCalendar(data);
        const due = addWorkingDays(calendar, at, days).at;
        expect(isWorkingTime(calendar, due - 1)).toBe(true);
        expect(isWorkingTime(calendar, due)).toBe(false);
      }),
    );
  });

  it("never ends earlier for a later receipt or for more days", () => {
    fc.assert(
      fc.property(anyCalendar, instant, instant, fewDays, fewDays, (data, a, b, m, n) => {
        const calendar = workingCalendar(data);
        const early = Math.min(a, b);
        const few = Math.min(m, n);
        expect(addWorkingDays(calendar, early, few).at).toBeLessThanOrEqual(
          addWorkingDays(calendar, Math.max(a, b), few).at,
        );
        expect(addWorkingDays(calendar, early, few).at).toBeLessThanOrEqual(
          addWorkingDays(calendar, early, Math.max(m, n)).at,
        );
        if (m !== n) expect(addWorkingDays(calendar, early, m).at).not.toBe(addWorkingDays(calendar, early, n).at);
      }),
    );
  });

  it("counts on from a limit: an extension of n days is n days after the old date (B.4)", () => {
    fc.assert(
      fc.property(anyCalendar, instant, fewDays, fewDays, (data, at, m, n) => {
        const calendar = workingCalendar(data);
        const due = addWorkingDays(calendar, at, m).at;
        expect(addWorkingDays(calendar, due, n).at).toBe(addWorkingDays(calendar, at, m + n).at);
      }),
    );
  });

  it("leaves n working days when received within a working day", () => {
    fc.assert(
      fc.property(anyCalendar, instant, fewDays, (data, any, days) => {
        const calendar = workingCalendar(data);
        const at = nextWorkingMinute(calendar, any);
        expect(workingDaysBetween(calendar, at, addWorkingDays(calendar, at, days).at)).toBe(days);
      }),
    );
  });

  it.each([
    ["received in office hours", "2026-11-23 10:00", 1, "2026-11-24 17:30"],
    ["received before opening", "2026-11-23 06:00", 1, "2026-11-24 17:30"],
    ["received in the lunch break", "2026-11-23 12:30", 1, "2026-11-24 17:30"],
    ["received at the very close", "2026-11-23 17:30", 1, "2026-11-24 17:30"],
    ["received after hours: the next day is the day of receipt", "2026-11-23 20:00", 1, "2026-11-25 17:30"],
    ["received on Friday evening: Monday is the day of receipt", "2026-11-27 18:00", 1, "2026-12-01 17:30"],
    ["received on Saturday", "2026-11-28 10:00", 1, "2026-12-01 17:30"],
    ["five days, over a weekend", "2026-11-24 09:00", 5, "2026-12-01 17:30"],
    ["the day itself", "2026-11-24 09:00", 0, "2026-11-24 17:30"],
    ["a working day before a limit", "2026-11-30 17:30", -1, "2026-11-27 17:30"],
    ["two after the National Day week, a Saturday worked among them", "2026-09-30 09:00", 3, "2026-10-10 17:30"],
    ["received within the National Day week", "2025-10-03 09:00", 2, "2025-10-11 17:30"],
    ["over the Spring Festival of 2025", "2025-01-27 09:00", 4, "2025-02-08 17:30"],
    ["over the Spring Festival of 2026, received on the Saturday worked", "2026-02-14 09:00", 1, "2026-02-24 17:30"],
  ])("%s", (_, received, days, due) => {
    expect(wall(addWorkingDays(office, local(received), days).at)).toBe(due);
  });

  it("refuses half a day", () => {
    expect(() => addWorkingDays(office, local("2026-11-24 09:00"), 0.5)).toThrow(RangeError);
  });
});

describe("what people read beside a limit (voice.md 4)", () => {
  it.each([
    ["due today", "2026-11-24 09:00", "2026-11-24 17:30", 0],
    ["one working day left", "2026-11-24 09:00", "2026-11-25 17:30", 1],
    ["one working day left, over a weekend", "2026-11-27 16:00", "2026-11-30 17:30", 1],
    ["one working day left, seen on Sunday", "2026-11-29 16:00", "2026-11-30 17:30", 1],
    ["late since this afternoon", "2026-11-24 18:00", "2026-11-24 17:30", 0],
    ["three working days late", "2026-11-27 09:00", "2026-11-24 17:30", -3],
    ["late over a weekend, which does not count", "2026-11-30 09:00", "2026-11-27 17:30", -1],
    ["late over the National Day week, which does not count", "2026-10-08 09:00", "2026-09-30 17:30", -1],
  ])("%s", (_, now, due, days) => {
    expect(workingDaysBetween(office, local(now), local(due))).toBe(days);
  });

  it("closes a working day at 17:30, and a day that rests with the next that works", () => {
    expect(wall(endOfWorkingDay(office, "2026-11-24"))).toBe("2026-11-24 17:30");
    expect(wall(endOfWorkingDay(office, "2026-10-01"))).toBe("2026-10-08 17:30");
    expect(wall(endOfWorkingDay(office, "2026-10-10"))).toBe("2026-10-10 17:30");
    expect(isWorkingDay(office, "2026-10-10")).toBe(true);
  });
});
