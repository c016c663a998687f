import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addWorking,
  isWorkingTime,
  nextWorkingMinute,
  workingBetween,
  workingCalendar,
} from "../../../src/domain/calendar/index.ts";
import { local, office, wall } from "./notices.ts";
import { SlowReckoning, anyCalendar, instant, minuteInstant } from "./slow-reckoning.ts";

const ms = (minutes: number): number => Math.round(minutes * 60_000);

/** Up to twelve working days, in whole minutes. */
const aFewDays = (data: { hours: readonly { from: number; to: number }[] }): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 12 * data.hours.reduce((sum, { from, to }) => sum + to - from, 0) });

const calendarAndMinutes = anyCalendar.chain((data) => fc.tuple(fc.constant(data), aFewDays(data), aFewDays(data)));

describe("office time against a walk minute by minute (000-17, B.13)", () => {
  it("adds what the walk adds, forwards and backwards", () => {
    fc.assert(
      fc.property(calendarAndMinutes, minuteInstant, fc.boolean(), ([data, minutes], at, back) => {
        const signed = back ? -minutes : minutes;
        if (signed === 0) return;
        expect(addWorking(workingCalendar(data), at, signed).at).toBe(new SlowReckoning(data).add(at, signed));
      }),
    );
  });

  it("counts what the walk counts", () => {
    fc.assert(
      fc.property(anyCalendar, minuteInstant, fc.integer({ min: -40_000, max: 40_000 }), (data, from, length) => {
        const to = from + length * 60_000;
        // Plus zero: an empty count has no sign.
        expect(workingBetween(workingCalendar(data), from, to)).toBe(new SlowReckoning(data).between(from, to) + 0);
      }),
    );
  });

  it("is open when the walk is open, and opens next when it does", () => {
    fc.assert(
      fc.property(anyCalendar, minuteInstant, (data, at) => {
        const calendar = workingCalendar(data);
        const slow = new SlowReckoning(data);
        expect(isWorkingTime(calendar, at)).toBe(slow.isOpen(at));
        expect(nextWorkingMinute(calendar, at)).toBe(slow.next(at));
        expect(addWorking(calendar, at, 0).at).toBe(slow.next(at));
      }),
    );
  });
});

describe("addWorking and workingBetween (000-17)", () => {
  it("undo each other, to the millisecond", () => {
    fc.assert(
      fc.property(calendarAndMinutes, instant, fc.integer({ min: 0, max: 59_999 }), ([data, minutes], at, extra) => {
        const calendar = workingCalendar(data);
        const length = minutes + extra / 60_000;
        const due = addWorking(calendar, at, length).at;
        expect(ms(workingBetween(calendar, at, due))).toBe(ms(length));
        // A close and the next opening are the same point of office time.
        expect(nextWorkingMinute(calendar, addWorking(calendar, at, workingBetween(calendar, at, due)).at)).toBe(
          nextWorkingMinute(calendar, due),
        );
      }),
    );
  });

  it("come back to a working instant from any other", () => {
    fc.assert(
      fc.property(anyCalendar, instant, instant, (data, a, b) => {
        const calendar = workingCalendar(data);
        const [from, to] = [nextWorkingMinute(calendar, Math.min(a, b)), nextWorkingMinute(calendar, Math.max(a, b))];
        const there = addWorking(calendar, from, workingBetween(calendar, from, to)).at;
        expect(nextWorkingMinute(calendar, there)).toBe(to);
        expect(addWorking(calendar, to, -workingBetween(calendar, from, to)).at).toBe(from);
      }),
    );
  });

  it("never run backwards: a later start, or a longer limit, never ends earlier", () => {
    fc.assert(
      fc.property(calendarAndMinutes, instant, instant, ([data, a, b], one, other) => {
        const calendar = workingCalendar(data);
        const [early, late] = [Math.min(one, other), Math.max(one, other)];
        const [short, long] = [Math.min(a, b), Math.max(a, b)];
        expect(addWorking(calendar, early, short).at).toBeLessThanOrEqual(addWorking(calendar, late, short).at);
        expect(addWorking(calendar, early, short).at).toBeLessThanOrEqual(addWorking(calendar, early, long).at);
        expect(workingBetween(calendar, early, late)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("add up: two limits one after the other are one of both lengths, two spans side by side one span", () => {
    fc.assert(
      fc.property(calendarAndMinutes, instant, instant, instant, ([data, a, b], at, other, third) => {
        const calendar = workingCalendar(data);
        const both = addWorking(calendar, addWorking(calendar, at, a).at, b + 1).at;
        expect(both).toBe(addWorking(calendar, at, a + b + 1).at);
        expect(ms(workingBetween(calendar, at, other)) + ms(workingBetween(calendar, other, third))).toBe(
          ms(workingBetween(calendar, at, third)),
        );
        expect(ms(workingBetween(calendar, at, other)) + ms(workingBetween(calendar, other, at))).toBe(0);
      }),
    );
  });

  it("end within office hours or at their close", () => {
    fc.assert(
      fc.property(calendarAndMinutes, instant, ([data, minutes], at) => {
        const calendar = workingCalendar(data);
        const due = addWorking(calendar, at, minutes).at;
        expect(isWorkingTime(calendar, due) || isWorkingTime(calendar, due - 1)).toBe(true);
      }),
    );
  });
});

describe("an office's day (B.13)", () => {
  const after = (from: string, minutes: number): string => wall(addWorking(office, local(from), minutes).at);

  it.each([
    ["within the morning", "2026-11-24 09:00", 60, "2026-11-24 10:00"],
    ["up to the lunch break", "2026-11-24 11:00", 60, "2026-11-24 12:00"],
    ["over the lunch break", "2026-11-24 11:30", 60, "2026-11-24 14:30"],
    ["received in the lunch break", "2026-11-24 12:40", 60, "2026-11-24 15:00"],
    ["received before opening", "2026-11-24 07:10", 30, "2026-11-24 09:00"],
    ["received at closing time", "2026-11-24 17:30", 30, "2026-11-25 09:00"],
    ["received late in the evening", "2026-11-24 23:59", 240, "2026-11-25 14:30"],
    ["received on Friday afternoon", "2026-11-27 17:00", 60, "2026-11-30 09:00"],
    ["received on Sunday", "2026-11-29 10:00", 420, "2026-11-30 17:30"],
    ["over the National Day week, Wednesday to Thursday", "2026-09-30 17:00", 60, "2026-10-08 09:00"],
    ["over the Spring Festival, from a Saturday worked", "2026-02-14 17:00", 60, "2026-02-24 09:00"],
    ["on a Sunday worked", "2026-01-04 08:30", 420, "2026-01-04 17:30"],
  ])("%s", (_, from, minutes, due) => {
    expect(after(from, minutes)).toBe(due);
  });

  it("opens at 08:30 and 14:00, and is closed at 12:00 and 17:30", () => {
    const open = (time: string): boolean => isWorkingTime(office, local(`2026-11-24 ${time}`));
    expect(["08:30", "11:59", "14:00", "17:29"].map(open)).toEqual([true, true, true, true]);
    expect(["08:29", "12:00", "13:59", "17:30"].map(open)).toEqual([false, false, false, false]);
  });

  it("does not let the sample town's break be anything but data", () => {
    const straight = workingCalendar({ days: [], hours: [{ from: 540, to: 1020 }], offsetMinutes: 480 });
    expect(wall(addWorking(straight, local("2026-11-24 11:30"), 60).at)).toBe("2026-11-24 12:30");
  });

  it("has seven hours, and a fortnight of them between two Mondays", () => {
    expect(office.minutesPerDay).toBe(420);
    expect(workingBetween(office, local("2026-11-09 00:00"), local("2026-11-23 00:00"))).toBe(4200);
  });
});

it("reckons a hundred thousand limits of thirty working days in well under ten microseconds each", () => {
  const start = local("2025-01-02 09:00");
  const began = performance.now();
  let last = 0;
  for (let i = 0; i < 100_000; i += 1) last = addWorking(office, start + i * 300_000, 30 * 420).at;
  expect(last).toBeGreaterThan(start);
  expect(performance.now() - began).toBeLessThan(1000);
});
