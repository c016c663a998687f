import { describe, expect, test } from "vitest";
import { digestDue, latestSlot, minutesOf, stagger } from "../../../src/domain/stats/digest-slot.ts";
import { sampleDirectory } from "../../support/sample-directory.ts";

const { calendar } = sampleDirectory();
const at = (text: string): number => Date.parse(`${text.replace(" ", "T")}:00+08:00`);
const group = { chatId: "oc_demo_daily", at: "08:30" };
const slot = (day: string): number => at(`${day} 08:30`) + stagger(group.chatId) * 1000;

describe("when a group is told", () => {
  test("at its hour and some seconds on a working day, never at the hour itself", () => {
    expect(digestDue(calendar, group, slot("2026-11-23"), at("2026-11-24 08:30"))).toBeNull();
    expect(digestDue(calendar, group, slot("2026-11-23"), slot("2026-11-24"))).toBe(slot("2026-11-24"));
  });

  test("once: not again after it has been told", () => {
    expect(digestDue(calendar, group, slot("2026-11-24") + 5000, at("2026-11-24 16:00"))).toBeNull();
  });

  test("not on a Sunday, not in a holiday, but on a make-up Saturday", () => {
    expect(digestDue(calendar, group, slot("2026-11-20"), at("2026-11-22 10:00"))).toBeNull();
    expect(digestDue(calendar, group, slot("2026-09-30"), at("2026-10-05 10:00"))).toBeNull();
    expect(latestSlot(calendar, group, at("2026-10-07 10:00"))).toBe(slot("2026-09-30"));
    expect(digestDue(calendar, group, slot("2026-10-09"), at("2026-10-10 09:00"))).toBe(slot("2026-10-10"));
  });

  test("what was missed is caught up the same day, and not at night", () => {
    expect(digestDue(calendar, group, slot("2026-11-20"), at("2026-11-24 15:00"))).toBe(slot("2026-11-24"));
    expect(digestDue(calendar, group, slot("2026-11-23"), at("2026-11-24 20:00"))).toBeNull();
  });

  test("sixty groups of one hour are spread out, each always by as much", () => {
    const spread = Array.from({ length: 60 }, (_, i) => stagger(`oc_group_${i}`));
    expect(new Set(spread).size).toBeGreaterThan(40);
    expect(Math.min(...spread)).toBeGreaterThanOrEqual(1);
    expect(spread).toEqual(Array.from({ length: 60 }, (_, i) => stagger(`oc_group_${i}`)));
  });

  test.each([
    ["08:30", 510],
    ["7:05", 425],
    ["25:00", 510],
    ["noon", 510],
  ])("%s is minute %i of the day", (text, minutes) => {
    expect(minutesOf(text)).toBe(minutes);
  });
});
