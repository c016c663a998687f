import { afterEach, beforeEach, expect, test } from "vitest";
import { learnedExamples } from "../../db/schema/index.ts";
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

const learned = () => office.db.select().from(learnedExamples);

test("a correction made on a card changes the next classification, until an admin takes it back", async () => {
  const words = "永安大路73号门口的路面塌了一块,货车进不来";
  const dispatcher = office.person("ou_demo_c06");
  const first = office.person("ou_demo_c15");
  await office.person("ou_demo_e22").say(words);
  expect(office.person("ou_demo_e22").card("路面塌了")).toContain("道路");

  // The unit says it is not theirs, the dispatcher gives it to another category.
  await first.press("不归我管");
  await first.submit({ return_kind: "duty", return_reason: "是企业自己的停车场", return_unit: "" });
  await dispatcher.press("派单", { on: "路面塌了" });
  await dispatcher.submit({ dispatch_category: "park", dispatch_unit: "" });
  const [lesson] = await learned();
  expect(lesson).toMatchObject({
    text: words,
    category: "park",
    guessed: "road",
    origin: "return",
    ticketNo: "QF-20261124-0001",
    personId: "C06",
  });

  // Another firm, nearly the same words: the same mistake is not made twice.
  const next = office.person("ou_demo_e01");
  await next.say("永安大路73号门口路面塌了一块，货车进不来了");
  expect(next.card("QF-20261124-0002")).toContain("园区配套");

  await dispatcher.say("学习记录");
  expect(dispatcher.card("学习记录1条")).toMatch(/道路.* → 园区配套[\s\S]*房若水退回后改派/);
  const removed = await dispatcher.press("删除", { on: "学习记录1条" });
  expect(removed.toast?.content).toContain("已删除");
  expect(await learned()).toEqual([]);
  const third = office.person("ou_demo_e02");
  await third.say("永安大路73号门口的路面塌了一块,货车都进不来");
  expect(third.card("QF-20261124-0003")).toContain("道路");
});

test("only who dispatches sees what was learned", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("学习记录");
  expect(manager.sees()).not.toContain("学习记录0条");
  const dispatcher = office.person("ou_demo_c06");
  await dispatcher.say("学习记录");
  expect(dispatcher.card("学习记录0条")).toContain("还没有学到什么");
});

test("a dispatch that only confirms the guess teaches nothing, nor does a confidential matter", async () => {
  const dispatcher = office.person("ou_demo_c06");
  const first = office.person("ou_demo_c15");
  await office.person("ou_demo_e22").say("永安大路73号门口的路面塌了一块,货车进不来");
  await first.press("不归我管");
  await first.submit({ return_kind: "duty", return_reason: "这段路归园区办管", return_unit: "D03" });
  await dispatcher.press("派单", { on: "路面塌了" });
  await dispatcher.submit({ dispatch_category: "road", dispatch_unit: "D03" });
  expect(await learned()).toEqual([]);

  // Stopped by the complaint gate, then handled as an ordinary matter by its sender's wish: still nothing to learn from.
  const manager = office.person("ou_demo_e01");
  await manager.say("规建办的人态度恶劣,故意刁难我们,吃拿卡要");
  await manager.press("普通办理");
  await dispatcher.press("派单", { on: /刁难|态度/ });
  const given = await dispatcher.submit({ dispatch_category: "construction", dispatch_unit: "" });
  expect(given.toast).toMatchObject({ type: "success" });
  expect(await learned()).toEqual([]);
});

test("有出入: what the requester says about one of several reaches its worker and is learned", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("两件事：一是园区门口路灯坏了三盏，晚上看不见；二是厂里蒸汽压力不够，供汽老是断");
  const list = manager.card("收到2件事");
  await manager.press("有出入");
  const second = /② ([^\n（*]+)/.exec(list)?.[1] ?? "";
  expect(second).not.toBe("");
  await manager.say("第2件是供电");
  const [lesson] = await learned();
  expect(lesson).toMatchObject({
    category: "power",
    origin: "several",
    ticketNo: "QF-20261124-0002",
    personId: "P-E01",
  });
});

test("是新的事: the same words are taken as a new matter the next time", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("园区纬二路停电了,注塑机全停了");
  await manager.say("园区纬二路停电了,注塑机还停着");
  await manager.press("是新的事");
  const [lesson] = await learned();
  expect(lesson).toMatchObject({ intent: "new_request", category: null, origin: "new_matter" });
});
