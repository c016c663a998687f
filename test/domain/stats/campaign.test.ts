import { describe, expect, test } from "vitest";
import { campaignAsked } from "../../../src/domain/stats/campaign.ts";
import { sampleDirectory } from "../../support/sample-directory.ts";

const directory = sampleDirectory();
const NOW = Date.parse("2026-11-24T10:00:00+08:00");
const day = (text: string): number => Date.parse(`${text}T00:00:00+08:00`);
const ask = (text: string) => campaignAsked(directory, text, NOW);
const power = [...directory.categories.values()].find(({ code }) => code === "power");
const [unit] = directory.units.values();

/** 002-01: a campaign has a name, a first and a last day. */
describe("what is said of a campaign", () => {
  test.each([
    ["专项行动 护航开工 3月1日到4月30日 战报", "2026-03-01", "2026-05-01"],
    ["专项行动护航开工3月1日至4月30日战报", "2026-03-01", "2026-05-01"],
    ["专项行动：护航开工，11月1号-30号", "2026-11-01", "2026-12-01"],
    ["专项行动 护航开工 12月20日到1月31日", "2026-12-20", "2027-02-01"],
    ["专项行动 护航开工 2025年12月20日到2026年1月31日。", "2025-12-20", "2026-02-01"],
    ["专项行动 护航开工 11月24日到11月24日", "2026-11-24", "2026-11-25"],
  ])("%s", (text, from, to) => {
    expect(ask(text)).toEqual({
      type: "planned",
      plan: { name: "护航开工", from: day(from), to: day(to), category: null, unitId: null },
    });
  });

  test("a category or unit behind the days narrows it; a confidential one and one nobody knows do not exist", () => {
    const days = "专项行动 护航开工 11月1日到11月30日";
    expect(ask(`${days} ${power?.name}`)).toMatchObject({ plan: { category: power?.code, unitId: null } });
    expect(ask(`${days} 只看${unit?.name} 战报`)).toMatchObject({ plan: { category: null, unitId: unit?.id } });
    const secret = [...directory.categories.values()].find(({ confidential }) => confidential);
    expect(ask(`${days} ${secret?.name}`)).toEqual({ type: "unclear", why: "filter" });
    expect(ask(`${days} 没有这个部门`)).toEqual({ type: "unclear", why: "filter" });
  });

  test.each([
    ["专项行动 护航开工 2月30日到4月30日", "period"],
    ["专项行动 护航开工 13月1日到14月1日", "period"],
    ["专项行动 护航开工 1月1日到12月31日", "period"],
    ["专项行动 护航开工 2026年4月30日到2026年3月1日", "period"],
    ["专项行动 3月1日到4月30日", "name"],
    [`专项行动 ${"长".repeat(21)} 3月1日到4月30日`, "name"],
  ])("%s is not understood because of its %s", (text, why) => {
    expect(ask(text)).toEqual({ type: "unclear", why });
  });

  test("by its name, or all of them", () => {
    for (const text of ["专项行动 护航开工", "专项行动护航开工战报"])
      expect(ask(text)).toEqual({ type: "named", name: "护航开工", sure: true });
    for (const text of ["护航开工战报", "护航开工 战报"])
      expect(ask(text)).toEqual({ type: "named", name: "护航开工", sure: false });
    for (const text of ["专项行动", "专项行动有哪些", " 专项行动。"]) expect(ask(text)).toEqual({ type: "list" });
  });

  test.each(["月报", "本月三率", "我们想参加专项行动", "3月1日到4月30日停电", "看板"])(
    "%s is something else",
    (text) => {
      expect(ask(text)).toBeNull();
    },
  );
});
