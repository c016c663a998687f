import { afterAll, beforeAll, expect, test } from "vitest";
import { campaigns, tickets } from "../../db/schema/index.ts";
import { DAY, HOUR, MINUTE } from "../support/clock.ts";
import { openOffice } from "../support/office.ts";
import type { Office } from "../support/office.ts";
import { wordsOf } from "../support/people.ts";

let office: Office;
const DAILY = "oc_demo_daily";
const LEADER = "ou_demo_l03";
const DISPATCHER = "ou_demo_c06";

beforeAll(async () => {
  // Tuesday, ten o'clock.
  office = await openOffice();
  await office.advance(MINUTE);
});
afterAll(() => office.close());

const newest = (openId: string): string => office.person(openId).messages().map(wordsOf).at(-1) ?? "";
const newestCard = (openId: string): string => JSON.stringify(office.person(openId).cards().at(-1)?.content);
const told = (): string[] =>
  office
    .person("ou_demo_l02")
    .cards(DAILY)
    .map((card) => (card.content as { header?: { title?: { content?: string } } }).header?.title?.content ?? "")
    .filter((title) => /战报|小结/.test(title));
const stored = () => office.db.select().from(campaigns);

test("a leader asks for figures of days that have a name; nothing is begun by asking", async () => {
  await office.person("ou_demo_e01").say("纬二路停电了,注塑机全停,请尽快来修");
  await office.person(LEADER).say("专项行动 护航开工 11月20日到12月6日 战报");
  expect(newestCard(LEADER)).toContain("护航开工战报");
  expect(newestCard(LEADER)).toContain("新收1 办结0 在办1");
  expect(newestCard(LEADER)).toContain("第5天，共17天：11月20日至12月6日");
  expect(await stored()).toEqual([]);
  await office.person(LEADER).say("专项行动");
  expect(newest(LEADER)).toContain("还没有专项行动。发“专项行动 护航开工 3月1日到4月30日”");
});

test("neither a cadre nor a firm; and a firm's sentence stays a request", async () => {
  await office.person("ou_demo_c12").say("专项行动 护航开工 11月20日到12月6日");
  expect(newest("ou_demo_c12")).toContain("这个数您这边查不了");
  const before = (await office.db.select().from(tickets)).length;
  await office.person("ou_demo_e02").say("专项行动 检查 11月20日到12月6日来了五次,影响生产,希望协调");
  expect(await office.db.select().from(tickets)).toHaveLength(before + 1);
});

test("a dispatcher begins it on the card, once; the name is taken from then on", async () => {
  const dispatcher = office.person(DISPATCHER);
  await dispatcher.say("专项行动 护航开工 11月20日到12月6日");
  const press = () => dispatcher.click("开始行动");
  await Promise.all([press(), press()]);
  await office.settle();
  expect(await stored()).toMatchObject([{ name: "护航开工", startedBy: "C06", endedAt: null }]);
  await dispatcher.say("专项行动 护航开工 11月21日到12月6日");
  await dispatcher.press("开始行动");
  expect(await stored()).toHaveLength(1);
  await office.person(LEADER).say("护航开工战报");
  expect(newestCard(LEADER)).toContain("[结束行动]".slice(1, -1));
  await office.person(LEADER).say("专项行动");
  expect(newestCard(LEADER)).toContain("进行中 · 11月20日至12月6日");
  await office.person(LEADER).press("看战报");
  expect(newestCard(LEADER)).toContain("护航开工战报");
  await office.person(LEADER).say("专项行动 清零行动");
  expect(newest(LEADER)).toContain("没有叫“清零行动”的专项行动");
  // Of a name nobody knows it is a sentence like any other.
  await office.person(LEADER).say("收到上周的战报");
  expect(newest(LEADER)).toContain("还可以发");
});

test("at most five at a time", async () => {
  const dispatcher = office.person(DISPATCHER);
  for (const name of ["行动二", "行动三", "行动四", "行动五", "行动六"]) {
    await dispatcher.say(`专项行动 ${name} 11月20日到12月6日`);
    await dispatcher.press("开始行动");
  }
  expect((await stored()).map(({ name }) => name)).toEqual(["护航开工", "行动二", "行动三", "行动四", "行动五"]);
  for (const name of ["行动二", "行动三", "行动四", "行动五"]) {
    await dispatcher.say(`专项行动 ${name}`);
    await dispatcher.press("结束行动");
  }
  expect((await stored()).filter(({ endedAt }) => endedAt === null)).toHaveLength(1);
});

test("the bound group gets it each Monday morning, and a summary the morning after its end, each once", async () => {
  // Wednesday to Sunday: the summaries of those ended yesterday, once each; no weekly one yet.
  await office.advance(22 * HOUR + 40 * MINUTE);
  expect(told().toSorted()).toEqual(["行动三小结", "行动二小结", "行动五小结", "行动四小结"].toSorted());
  await office.advance(4 * DAY);
  const before = told().length;
  expect(before).toBe(4);
  await office.advance(DAY);
  expect(told().slice(before)).toEqual(["护航开工战报"]);
  const [week] = office.person("ou_demo_l02").cards(DAILY).slice(-1);
  expect(JSON.stringify(week?.content)).not.toMatch(/开始行动|结束行动/);
  await office.advance(HOUR);
  expect(told()).toHaveLength(before + 1);
  // It runs its time: the next Monday is the summary's.
  await office.advance(7 * DAY);
  expect(told().slice(before + 1)).toEqual(["护航开工小结"]);
  await office.advance(DAY);
  await office.advance(7 * DAY);
  expect(told()).toHaveLength(before + 2);
  await office.person(LEADER).say("专项行动 护航开工");
  expect(newestCard(LEADER)).toContain("已结束，共17天");
}, 60_000);
