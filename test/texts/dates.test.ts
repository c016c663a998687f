import { describe, expect, test } from "vitest";
import { texts } from "../../src/texts/index.ts";

const at = (local: string): number => Date.parse(`${local.replace(" ", "T")}:00+08:00`);
/** A Tuesday. */
const clock = { now: at("2026-11-24 09:12"), utcOffsetMinutes: 480 };

describe("time is said as people say it", () => {
  test.each([
    ["2026-11-24 17:30", "今天17:30前"],
    ["2026-11-24 00:00", "今天0:00前"],
    ["2026-11-23 23:59", "昨天23:59前"],
    ["2026-11-25 08:05", "明天8:05前"],
    ["2026-11-26 17:30", "11月26日(周四)17:30前"],
    ["2026-11-22 12:00", "11月22日(周日)12:00前"],
    ["2027-01-04 17:30", "2027年1月4日(周一)17:30前"],
  ])("a limit at %s is %s", (local, said) => {
    expect(texts.dates.by(at(local), clock)).toBe(said);
  });

  test.each([
    ["2026-11-25 08:30", "明天上午8:30"],
    ["2026-11-25 14:00", "明天下午14:00"],
    ["2026-11-24 20:00", "今天晚上20:00"],
    ["2026-11-25 02:10", "明天凌晨2:10"],
    ["2026-11-30 08:30", "11月30日(周一)上午8:30"],
  ])("work goes on at %s: %s", (local, said) => {
    expect(texts.dates.halfDayPoint(at(local), clock)).toBe(said);
  });

  test.each([
    ["2026-11-26 17:30", 2, "还剩2个工作日"],
    ["2026-11-25 17:30", 1, "还剩1个工作日"],
    ["2026-11-24 17:30", 0, "今天到期"],
    ["2026-11-24 09:00", 0, "刚过期限"],
    ["2026-11-23 17:30", -1, "已超1个工作日"],
    ["2026-11-19 17:30", -3, "已超3个工作日"],
  ])("limit %s with %i working days left: %s", (local, days, said) => {
    expect(texts.dates.left(at(local), days, clock)).toBe(said);
  });

  test("a weekend before the limit's day is no day left, and not today either", () => {
    const saturday = { ...clock, now: at("2026-11-28 10:00") };
    expect(texts.dates.left(at("2026-11-29 17:30"), 0, saturday)).toBe("下个工作日到期");
  });

  test("the day is the office's, not the machine's", () => {
    const late = { now: Date.parse("2026-11-24T15:30:00Z"), utcOffsetMinutes: 480 };
    expect(texts.dates.point(Date.parse("2026-11-24T16:30:00Z"), late)).toBe("明天0:30");
    expect(texts.dates.point(Date.parse("2026-11-24T16:30:00Z"), { ...late, utcOffsetMinutes: 0 })).toBe("今天16:30");
  });
});
