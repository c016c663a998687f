import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { workingBetween, workingCalendar } from "../../../src/domain/calendar/index.ts";
import { shiftByPause } from "../../../src/domain/limits/index.ts";
import { local, office, wall } from "../calendar/notices.ts";
import { anyCalendar, instant } from "../calendar/slow-reckoning.ts";

const ms = (minutes: number): number => Math.round(minutes * 60_000);
/** Limits are told in minutes, so pauses count in whole ones. */
const whole = (minutes: number): number => Math.floor(ms(minutes) / 60_000) * 60_000;

describe("a pause while the enterprise is asked (B.13)", () => {
  it("moves a limit by exactly the whole minutes of office time paused, and never backwards", () => {
    fc.assert(
      fc.property(anyCalendar, instant, instant, instant, (data, due, a, b) => {
        const calendar = workingCalendar(data);
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const moved = shiftByPause(calendar, due, from, to);
        expect(moved).toBeGreaterThanOrEqual(due);
        expect(ms(workingBetween(calendar, due, moved))).toBe(whole(workingBetween(calendar, from, to)));
      }),
    );
  });

  it("leaves as much office time at the resumption as there was at the pause, to the minute", () => {
    fc.assert(
      fc.property(anyCalendar, instant, instant, instant, (data, due, a, b) => {
        const calendar = workingCalendar(data);
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const moved = shiftByPause(calendar, due, from, to);
        const lost = ms(workingBetween(calendar, from, due)) - ms(workingBetween(calendar, to, moved));
        expect(lost).toBeGreaterThanOrEqual(0);
        expect(lost).toBeLessThan(60_000);
      }),
    );
  });

  it("makes two pauses as long as both together", () => {
    fc.assert(
      fc.property(anyCalendar, instant, fc.tuple(instant, instant, instant, instant), (data, due, times) => {
        const calendar = workingCalendar(data);
        const [a, b, c, d] = times.toSorted((x, y) => x - y) as [number, number, number, number];
        const twice = shiftByPause(calendar, shiftByPause(calendar, due, a, b), c, d);
        const paused = whole(workingBetween(calendar, a, b)) + whole(workingBetween(calendar, c, d));
        expect(ms(workingBetween(calendar, due, twice))).toBe(paused);
      }),
    );
  });

  it("moves nothing when it ends before it began", () => {
    const due = local("2026-11-30 17:30");
    expect(shiftByPause(office, due, local("2026-11-26 10:00"), local("2026-11-25 10:00"))).toBe(due);
  });

  it.each([
    ["a working day, over midnight", "2026-11-25 10:00", "2026-11-26 10:00", "2026-12-01 17:30"],
    ["a weekend, which costs nothing", "2026-11-27 18:00", "2026-11-30 08:00", "2026-11-30 17:30"],
    ["a lunch break, which costs nothing", "2026-11-25 12:00", "2026-11-25 14:00", "2026-11-30 17:30"],
    ["an hour", "2026-11-25 09:00", "2026-11-25 10:00", "2026-12-01 09:30"],
  ])("%s", (_, from, to, due) => {
    expect(wall(shiftByPause(office, local("2026-11-30 17:30"), local(from), local(to)))).toBe(due);
  });

  it("pushes a limit over the National Day week", () => {
    const moved = shiftByPause(office, local("2026-09-30 17:30"), local("2026-09-29 08:30"), local("2026-09-30 08:30"));
    expect(wall(moved)).toBe("2026-10-08 17:30");
  });
});
