import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, localDay, localParts, startOfLocalDay } from "../../../src/domain/calendar/index.ts";
import { local, office } from "./notices.ts";

const shanghai = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Asia/Shanghai",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  weekday: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Since the last summer time in China. */
const instant = fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2099, 0, 1) });

describe("the clock on the office's wall", () => {
  it("shows what the platform's own time zone data show for Asia/Shanghai", () => {
    fc.assert(
      fc.property(instant, (at) => {
        const shown = Object.fromEntries(shanghai.formatToParts(at).map(({ type, value }) => [type, value]));
        expect(localDay(office, at)).toBe(`${shown["year"]}-${shown["month"]}-${shown["day"]}`);
        expect(localParts(office, at)).toEqual({
          year: Number(shown["year"]),
          month: Number(shown["month"]),
          day: Number(shown["day"]),
          weekday: WEEKDAYS.indexOf(shown["weekday"] ?? "") + 1,
          hour: Number(shown["hour"]),
          minute: Number(shown["minute"]),
        });
      }),
    );
  });

  it("begins each day at its own midnight, to the millisecond", () => {
    fc.assert(
      fc.property(instant, (at) => {
        const start = startOfLocalDay(office, localDay(office, at));
        expect(start).toBeLessThanOrEqual(at);
        expect(at - start).toBeLessThan(86_400_000);
        expect(localDay(office, start - 1)).toBe(addDays(localDay(office, at), -1));
      }),
    );
    expect(startOfLocalDay(office, "2026-11-24")).toBe(local("2026-11-24 00:00"));
  });

  it("counts days over months and leap years, there and back", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
    fc.assert(
      fc.property(instant, fc.integer({ min: -4000, max: 4000 }), (at, n) => {
        const day = localDay(office, at);
        expect(addDays(addDays(day, n), -n)).toBe(day);
      }),
    );
  });

  it.each(["", "2026-02-29", "2026-13-01", "2026-1-1", "20260101", "2026-01-01T00", "明天"])(
    "refuses %j, which is no day",
    (day) => {
      expect(() => startOfLocalDay(office, day)).toThrow(RangeError);
      expect(() => addDays(day, 1)).toThrow(RangeError);
    },
  );
});
