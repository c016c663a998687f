import { afterEach, beforeEach, expect, test } from "vitest";
import { guideCounts, guideGaps, guides, tickets } from "../../db/schema/index.ts";
import { guideById, guideWrites, toGuides } from "../../src/store/guides.ts";
import { writeAll } from "../../src/store/database.ts";
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

const ticketCount = async (): Promise<number> => (await office.db.select().from(tickets)).length;

test("a question is answered by the published guide with all four ones, and opens no ticket", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("请问办食品经营许可证需要什么材料?");
  const card = manager.card("食品经营许可");
  expect(card).toMatch(/8个工作日办好 · 不收费/);
  expect(card).toMatch(/镇便民服务中心2楼/);
  for (const paper of ["申请书", "营业执照", "布局流程图", "食品安全制度", "健康证明"]) expect(card).toContain(paper);
  expect(card).toContain("网上申请 → 材料审核 → 现场核查 → 发证");
  expect(card).toContain("监督电话：0000-8880112");
  expect(card).toMatch(/依据[\s\S]*有效期到2026年12月31日/);
  expect(card).toContain("[没答到，请人办]");
  expect(await ticketCount()).toBe(0);
  expect(await office.db.select().from(guideCounts)).toEqual([
    { kind: "guide", guideId: "G02", day: "2026-11-24", shown: 1, missed: 0 },
  ]);
});

test("when the guide was not the answer, a person has the very question", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("请问办食品经营许可证需要什么材料?");
  const pressed = await manager.press("没答到，请人办");
  expect(pressed.toast).toMatchObject({ type: "success" });
  expect(manager.card("QF-20261124-0001")).toMatch(/已收到/);
  expect(manager.card("监督电话")).not.toContain("[没答到");
  const [count] = await office.db.select().from(guideCounts);
  expect(count).toMatchObject({ shown: 1, missed: 1 });
  expect(await ticketCount()).toBe(1);
});

test("a question no guide answers is said to be so, offered to a person, and seen as a gap without who asked", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("请问外籍员工的工作签证怎么办理?我的电话14000001001");
  expect(manager.card("还没有现成的答复")).toContain("[请人来答复]");
  expect(await ticketCount()).toBe(0);
  const gaps = await office.db.select().from(guideGaps);
  expect(gaps).toHaveLength(1);
  expect(gaps[0]?.words).toContain("外籍员工");
  expect(JSON.stringify(gaps)).not.toMatch(/14000001001|苗德润|ou_demo/);

  await manager.press("请人来答复");
  expect(manager.card("QF-20261124-0001")).toMatch(/负责人|最晚/);
  expect(await ticketCount()).toBe(1);
  // Pressed again: nothing is opened twice.
  expect(await office.db.select().from(guideGaps)).toEqual(gaps);

  const dispatcher = office.person("ou_demo_c06");
  await dispatcher.say("办事指南");
  expect(dispatcher.card("近30天")).toMatch(/指南公布15项[\s\S]*外籍员工/);
  // What is missing is for who keeps the guides; an enterprise sees what there is.
  await manager.say("办事指南");
  expect(manager.card("办事指南15项")).not.toContain("外籍员工");
});

test("an office that has published no guides takes a question as every request", async () => {
  await office.db.delete(guides);
  const manager = office.person("ou_demo_e01");
  await manager.say("请问办食品经营许可证需要什么材料?");
  expect(manager.card("QF-20261124-0001")).toContain("已收到");
  expect(manager.sees()).not.toContain("指南");
});

test("several near guides are a choice; the chosen one is shown in its place", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("营业执照丢了怎么办理?");
  const asked = manager.card("您问的是哪一项");
  expect(asked).toContain("[企业设立登记]");
  await manager.press("企业设立登记");
  expect(manager.card("监督电话")).toContain("设立登记申请书");
  expect(await ticketCount()).toBe(0);
});

test("a guide that is over does not answer; one that misses a part is neither found nor published", async () => {
  const [guide] = toGuides(await guideById(office.db, "G02"));
  if (guide === undefined) throw new Error("no guide");
  await writeAll(office.db, guideWrites(office.db, { ...guide, validTo: "2026-11-23" }));
  const manager = office.person("ou_demo_e01");
  await manager.say("请问办食品经营许可证需要什么材料?");
  expect(manager.sees()).not.toContain("布局流程图");

  const draft = { ...guide, id: "G90", title: "户外广告设置", also: [], supervisionPhone: "", state: "draft" as const };
  await writeAll(office.db, guideWrites(office.db, draft));
  const dispatcher = office.person("ou_demo_c06");
  await dispatcher.say("办事指南");
  expect(dispatcher.card("近30天")).toMatch(/过期了，不再回答：食品经营许可/);
  expect(dispatcher.card("近30天")).toMatch(/户外广告设置：还缺监督电话，不能公布/);
  expect(dispatcher.card("近30天")).not.toContain("[公布]");

  await writeAll(office.db, guideWrites(office.db, { ...draft, supervisionPhone: "0000-8880112" }));
  await dispatcher.say("办事指南");
  const published = await dispatcher.press("公布");
  expect(published.toast?.content).toBe("已公布：户外广告设置");
  await manager.say("户外广告设置要什么材料?");
  expect(manager.card("户外广告设置")).toContain("布局流程图");
});

test("a question asked under one's own ticket goes to whoever has it", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("园区纬二路停电了,注塑机全停了");
  const card = manager.cards().at(-1);
  if (card === undefined) throw new Error("no card");
  const content = { text: "请问增容要带什么材料?" };
  office.sandbox.control.send({ as: "ou_demo_e01", chat: "bot", type: "text", content, replyTo: card.messageId });
  await office.settle();
  expect(await ticketCount()).toBe(1);
  expect(manager.sees()).not.toContain("用电申请表");
  expect(office.person("ou_demo_c29").sees()).toContain("请问增容要带什么材料?");
});

test("thanks move no ticket: a pause stays, nothing is reopened", async () => {
  const manager = office.person("ou_demo_e01");
  const cadre = office.person("ou_demo_c29");
  await manager.say("园区纬二路停电了,注塑机全停了");
  await cadre.press("接收");
  await cadre.press("请补充");
  await cadre.submit({ materials_list: "停电范围照片" });
  await manager.say("好的,谢谢您");
  expect(manager.sees()).toContain("不客气");
  expect(cadre.card("禾穗食品")).toContain("⚪");
});

test("who writes English is answered in English beside the Chinese card", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("The power is out on Weier road since last night, our machines have stopped");
  expect(manager.sees()).toMatch(/We have received your request/);
  expect(await ticketCount()).toBe(1);
});

test("the same matter again with nothing new is told its progress, and can be urged", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("园区纬二路停电了,注塑机全停了");
  await manager.say("园区纬二路停电了,注塑机还停着");
  expect(manager.card("正在办，不用再报")).toMatch(/QF-20261124-0001[\s\S]*\[是新的事\]/);
  expect(await ticketCount()).toBe(1);
  const urged = await manager.press("催办", { on: "正在办，不用再报" });
  expect(urged.toast).toMatchObject({ type: "success" });
  expect(office.person("ou_demo_c29").sees()).toContain("催办");
});

test("what was taken for the same matter is opened as a new one at a press", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("园区纬二路停电了,注塑机全停了");
  await manager.say("园区纬二路停电了,注塑机还停着");
  await manager.press("是新的事");
  expect(await ticketCount()).toBe(2);
});

test("the same outage from two firms: the dispatcher is told, no firm hears of the other", async () => {
  const first = office.person("ou_demo_e01");
  const second = office.person("ou_demo_e02");
  await first.say("园区纬二路停电了,注塑机全停了");
  await second.say("纬二路这边没电了,冷库的货要坏");
  const told = ["ou_demo_c06", "ou_demo_c05", "ou_demo_c07", "ou_demo_c04"].filter((id) =>
    /0002和QF-20261124-0001像是同一处（纬二路）/.test(office.person(id).sees()),
  );
  expect(told).toHaveLength(1);
  expect(first.sees()).not.toMatch(/0002|冷库|同一处/);
  expect(second.sees()).not.toMatch(/0001|注塑机|同一处/);
});

test("when a whole street writes, the dispatcher is not told each time", async () => {
  const told = (): number =>
    ["ou_demo_c06", "ou_demo_c05", "ou_demo_c07", "ou_demo_c04"].reduce(
      (sum, id) =>
        sum +
        (office
          .person(id)
          .sees()
          .match(/像是同一处/g)?.length ?? 0),
      0,
    );
  const counts: number[] = [];
  for (const [i, firm] of ["ou_demo_e01", "ou_demo_e02", "ou_demo_e03", "ou_demo_e04"].entries()) {
    await office.person(firm).say(`我们这边纬二路停电了,${"甲乙丙丁"[i]}车间的设备停了`);
    counts.push(told());
  }
  expect(counts).toEqual([0, 1, 1, 2]);
});
