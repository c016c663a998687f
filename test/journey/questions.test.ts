import { afterEach, beforeEach, expect, test } from "vitest";
import { guideCounts, guideGaps, tickets } from "../../db/schema/index.ts";
import type { TicketState } from "../../src/domain/ticket/state.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(async () => {
  expect(office.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  await office.close();
});

const texts = async (): Promise<string[]> =>
  (await office.db.select().from(tickets)).map(({ state }) => (state as TicketState).text);
const counts = async () =>
  (await office.db.select().from(guideCounts))
    .map(({ guideId, shown, missed }) => `${guideId} ${shown} ${missed}`)
    .toSorted();

test("several questions are each answered under their number, on one card, and open no ticket", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("请问食品经营许可证要什么材料?另外高企奖励怎么申请?");
  const card = manager.card("您问的2个问题，答复在下面");
  expect(card).toMatch(
    /① 食品经营许可证要什么材料[\s\S]*8个工作日办好 · 不收费[\s\S]*健康证明[\s\S]*监督电话[\s\S]*有效期到/,
  );
  expect(card).toMatch(/② 高企奖励怎么申请[\s\S]*10万元[\s\S]*来源：[\s\S]*有效期：/);
  expect(manager.cards()).toHaveLength(1);
  expect(await texts()).toEqual([]);
  expect(await counts()).toEqual(["G02 1 0", "P01 1 0"]);

  await manager.press("没答到，请人办");
  expect(await texts()).toHaveLength(2);
  expect(await counts()).toEqual(["G02 1 1", "P01 1 1"]);
  const passedOn = manager.card("好的，已请人答复");
  expect(passedOn).toMatch(/健康证明[\s\S]*编号和负责人在下面/);
  expect(passedOn).not.toContain("[没答到");
});

test("what nothing answers is said to be so, and goes to a person by itself", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("想咨询两个问题:1、企业安静日是哪几天;2、外籍员工的工作签证怎么办理");
  const card = manager.card("答复了1个，还有1个要请人答");
  expect(card).toMatch(/① 企业安静日是哪几天[\s\S]*1日到20日[\s\S]*② 外籍员工的工作签证怎么办理\*\*\n还没有现成的答复/);
  expect((await office.db.select().from(guideGaps)).map(({ words }) => words)).toEqual(["外籍员工工作签证"]);
  await manager.press("请人答复②");
  expect(await texts()).toEqual([expect.stringContaining("外籍员工的工作签证")]);
  expect(await counts()).toEqual(["P03 1 0"]);
  expect(manager.card("QF-20261124-0001")).toContain("已收到");
});

test("two questions in one breath about two things are two; asking on about one thing is one", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("请问办食品经营许可证要什么材料?多少天能办好?");
  expect(manager.card("8个工作日办好")).toContain("[没答到，请人办]");
  expect(manager.sees()).not.toContain("个问题");
  await manager.say("营业执照怎么办理?环评登记表在哪里填?");
  expect(manager.card("您问的2个问题")).toMatch(/企业设立登记[\s\S]*环评登记表备案/);
});

test("a question beside a request: the ticket for one, the answer for the other, under one receipt", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("园区门口路灯坏了三盏,请派人修;另外想问下高企奖励怎么申请");
  const card = manager.card("收到2件事：1件有人负责，1件答复在下面");
  expect(card).toMatch(/① [^\n]*路灯坏了[\s\S]*QF-20261124-0001[\s\S]*② 高新技术企业认定奖励[\s\S]*10万元/);
  expect(await texts()).toEqual([expect.stringContaining("路灯")]);
  expect(manager.cards()).toHaveLength(1);
  expect(await counts()).toEqual(["P01 1 0"]);

  await manager.press("没答到，请人办");
  expect(await texts()).toEqual([expect.stringContaining("路灯"), expect.stringContaining("高企奖励")]);
  expect(await counts()).toEqual(["P01 1 1"]);
  expect(manager.card("收到2件事：1件有人负责")).toMatch(/路灯坏了[\s\S]*已请人答复/);
});

test("several requests and an answered question: confirming keeps the answer; an unanswered one is a ticket like the rest", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say(
    "我们厂反映三个问题:一是用电增容申请一个月没动静;二是厂区后面排水沟堵了一下雨就倒灌;三是想问下高新技术企业奖励怎么申请。",
  );
  expect(manager.card("收到3件事：2件有人负责，1件答复在下面")).toContain("10万元");
  await manager.press("都对");
  expect(manager.card("收到3件事")).toMatch(/10万元[\s\S]*好的，就按这样办/);
  expect(await texts()).toHaveLength(2);

  const other = office.person("ou_demo_e02");
  await other.say("园区东门路灯坏了三盏,请派人修;另外想问下外籍员工的工作签证怎么办理");
  expect(other.card("收到2件事，分别有人负责")).toMatch(/①[\s\S]*②/);
});
