import { afterEach, beforeEach, expect, test } from "vitest";
import { learnedExamples, ticketFacts, tickets } from "../../db/schema/index.ts";
import { checkFacts } from "../../src/desk/reports/check-facts.ts";
import { figures } from "../../src/domain/stats/figures.ts";
import type { TicketState } from "../../src/domain/ticket/state.ts";
import { audit } from "../../src/store/audit.ts";
import { loadDirectory } from "../../src/store/directory.ts";
import { toFacts } from "../../src/store/reports.ts";
import { LOCAL_APP } from "../../src/local/app.ts";
import { DAY, TUESDAY_10 } from "../support/clock.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(async () => {
  expect(office.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  // Whatever was done: every state is what its events say, and so is every figure.
  const told: unknown[] = [];
  await audit(office.db, { onDifference: (one) => told.push(one) });
  const directory = await loadDirectory(office.db, LOCAL_APP.appId);
  await checkFacts(office.db, directory, (one) => told.push(one));
  expect(told).toEqual([]);
  await office.close();
});

const ADVERT = "专业代理记账,需要的企业请找我们";
const ASKED = "请问镇里今年的篮球比赛什么时候报名,麻烦安排人回复一下";

const states = async (): Promise<TicketState[]> =>
  (await office.db.select().from(tickets)).map(({ state }) => state as TicketState);
const learned = () => office.db.select().from(learnedExamples);
const counted = async () => {
  const rows = (await office.db.select().from(ticketFacts)).map(toFacts);
  const { calendar } = await loadDirectory(office.db, LOCAL_APP.appId);
  const period = { kind: "day" as const, from: TUESDAY_10 - DAY, to: TUESDAY_10 + DAY };
  return figures(calendar, rows, period, TUESDAY_10 + DAY);
};

test("an advert is closed with a kind word, counted apart, and the same mistake is not made twice", async () => {
  const sender = office.person("ou_demo_e01");
  const dispatcher = office.person("ou_demo_c06");
  await sender.say(ADVERT);
  await dispatcher.press("不是诉求");
  const done = await dispatcher.submit({ dismiss_kind: "advert", dismiss_text: "" });
  expect(done.toast).toMatchObject({ type: "success" });
  expect(sender.card("这类信息不在这里办")).toMatch(/推广信息就不登记了[\s\S]*\[还是需要处理\]/);
  expect(dispatcher.card("非诉求：广告、推广")).toContain("⚪");
  expect(await states()).toMatchObject([{ stage: "not_request", closeReason: "not_request" }]);

  const all = await counted();
  expect(all.otherwise.not_request).toBe(1);
  expect(all).toMatchObject({ opened: 1, resolved: 0, inHandAfter: 0, unrated: 0 });
  for (const share of [all.solution, all.satisfaction, all.onTime, all.response, all.accept])
    expect(share).toEqual({ of: 0, good: 0 });

  expect(await learned()).toMatchObject([
    { intent: "other", origin: "not_request", ticketNo: "QF-20261124-0001", personId: "C06" },
  ]);
  const next = office.person("ou_demo_e02");
  await next.say("专业代理记账,有需要的企业请找我们");
  expect(await states()).toHaveLength(1);
  expect(next.card("这是要我们办的事吗")).toContain("[是诉求，请受理]");
  // Not dropped either: who means it gets his ticket.
  await next.press("是诉求，请受理");
  expect(await states()).toHaveLength(2);

  await dispatcher.say("学习记录");
  expect(dispatcher.card("学习记录1条")).toMatch(/不是诉求[\s\S]*房若水标为非诉求/);
});

test("还是需要处理 opens it again with a new clock, and nothing wrong stays learned", async () => {
  const sender = office.person("ou_demo_e01");
  const dispatcher = office.person("ou_demo_c06");
  await sender.say("我们厂新到一批二手叉车低价处理,哪家企业需要请联系");
  const [opened] = await states();
  const worker = office.person(`ou_demo_${(opened?.offeredToId ?? "").toLowerCase()}`);
  await worker.press("接收");
  await worker.press("不是诉求");
  await worker.submit({ dismiss_kind: "advert", dismiss_text: "二手设备可以发到商会群里。" });
  expect(sender.card("这类信息不在这里办")).toContain("二手设备可以发到商会群里。");

  await office.advance(2 * 3_600_000);
  const back = await sender.press("还是需要处理");
  expect(back.toast?.content).toContain("马上重新派人办");
  const [again] = await states();
  expect(again).toMatchObject({ stage: "triage", assigneeId: null, closedAt: null, redo: 1 });
  expect(again?.responsibleId).toBe(again?.firstResponderId);
  expect(again?.deadlines.acceptBy).toBeGreaterThan(opened?.deadlines.acceptBy ?? 0);
  // No apology for work that nobody has done yet, and no second dismissal.
  expect(sender.cards().at(-1) && sender.card("QF-20261124-0001")).not.toContain("没让您满意");
  expect(dispatcher.sees()).toContain("对方说还是要办，请派单");
  expect(dispatcher.card("QF-20261124-0001")).not.toContain("[不是诉求]");
  expect(await learned()).toEqual([]);

  const all = await counted();
  expect(all).toMatchObject({ opened: 1, inHandAfter: 1, otherwise: { not_request: 1 } });
  expect(all.redo).toEqual({ bad_mark: 0, not_solved: 0, relapse: 0, was_request: 1 });

  await dispatcher.press("派单", { on: "叉车" });
  await dispatcher.submit({ dispatch_category: "market", dispatch_unit: "" });
  expect((await states())[0]?.stage).toBe("offered");
});

test("a question that was answered is closed with its answer, and asked of the guides the next time", async () => {
  const sender = office.person("ou_demo_e01");
  await sender.say(ASKED);
  const [opened] = await states();
  const worker = office.person(`ou_demo_${(opened?.offeredToId ?? "").toLowerCase()}`);
  await worker.press("接收");
  await worker.press("不是诉求");
  const missing = await worker.submit({ dismiss_kind: "answered", dismiss_text: "" });
  expect(missing.toast).toMatchObject({ type: "warning", content: expect.stringContaining("想对他说的话") as string });
  await worker.submit({ dismiss_kind: "answered", dismiss_text: "12月5日前到文化站报名。" });
  expect(sender.card("您问的已经答复")).toContain("答复：12月5日前到文化站报名。");

  const next = office.person("ou_demo_e02");
  await next.say("请问镇里今年的篮球比赛什么时候报名呢,麻烦安排人回复一下");
  expect(await states()).toHaveLength(1);
  expect(next.card("还没有现成的答复")).toContain("[请人来答复]");

  // What was answered once may be told to everybody, by a dispatcher's click.
  const dispatcher = office.person("ou_demo_c06");
  await dispatcher.say("办事指南");
  await dispatcher.press("查看", { on: "近30天" });
  await dispatcher.press("公开此答复");
  const told = {
    public_question: "镇里篮球比赛什么时候报名",
    public_answer: "12月5日前到文化站报名。",
    public_months: "3",
  };
  expect((await dispatcher.submit(told)).toast).toMatchObject({ type: "success" });
  await next.say("请问镇里篮球比赛什么时候报名呢?");
  expect(next.card("镇里篮球比赛什么时候报名")).toMatch(/12月5日前[\s\S]*公开答复/);
  await sender.press("还是需要处理");
  await office.person("ou_demo_e03").say("请问镇里篮球比赛什么时候报名?");
  expect(office.person("ou_demo_e03").sees()).not.toContain("12月5日前");
});

test("neither after the first contact, nor an emergency, nor a complaint, nor by others", async () => {
  const click = async (as: string, t: string) => {
    const person = office.person(as);
    await person.say("帮助");
    const messageId = person.cards().at(-1)?.messageId ?? "";
    const value = { k: "submit", a: "dismiss", t, v: 1 };
    const form = { dismiss_kind: "test", dismiss_text: "" };
    const result = await office.sandbox.control.click({
      as,
      messageId,
      action: { tag: "button", value, form_value: form },
    });
    await office.settle();
    return result.toast;
  };
  const sender = office.person("ou_demo_e01");
  await sender.say("园区纬二路停电了,注塑机全停了");
  const cadre = office.person("ou_demo_c29");
  await cadre.press("接收");
  await cadre.press("写进展");
  await cadre.submit({ progress_text: "已联系,在路上", progress_visible: "yes" });
  const [power] = await states();
  if (power === undefined) throw new Error("no ticket");
  expect(await click("ou_demo_c29", power.id)).toMatchObject({
    type: "warning",
    content: expect.stringContaining("已经联系过") as string,
  });
  for (const as of ["ou_demo_e01", "ou_demo_c14", "ou_demo_l03"])
    expect(await click(as, power.id)).toMatchObject({ type: "warning" });

  await office.person("ou_demo_e02").say("车间着火了,快来人");
  await office.person("ou_demo_e03").say("规建办的人态度恶劣,故意刁难我们,吃拿卡要");
  await office.person("ou_demo_e03").press("普通办理");
  for (const { id, no } of (await states()).filter((one) => one.id !== power.id)) {
    const toast = await click("ou_demo_c06", id);
    expect(toast?.content, no).toBe("这类事必须有人办，请派单或转办");
  }
  expect((await states()).every(({ stage }) => stage !== "not_request")).toBe(true);
  expect(await learned()).toEqual([]);
});
