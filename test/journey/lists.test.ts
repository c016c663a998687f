import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

let office: Office;
afterEach(() => office.close());

const moveTo = (at: string): Promise<void> => office.advance(Date.parse(`${at}:00+08:00`) - office.sandbox.now());
const end = (day: string): string => String(Date.parse(`${day}T17:30:00+08:00`));

/** What the newest list of a person says. */
async function list(openId: string, words: string, title: string): Promise<string> {
  const person = office.person(openId);
  await person.say(words);
  return person.card(title);
}

async function road() {
  office = await openOffice();
  await office.person("ou_demo_e22").say("永安大路73号门口的路面塌了一块,货车进不来");
  return office.person("ou_demo_c15");
}

test("我的待办 says for each what to do and by when, and the first responder what he still answers for (000-16)", async () => {
  const cadre = await road();
  expect(await list("ou_demo_c15", "我的待办", "手上有1件")).toMatch(/请接收 · 今天\d+:\d\d前/);
  const responder = (await office.db.get<{ id: string }>("select responsible_id as id from tickets")).id;
  expect(await list(`ou_demo_${responder.toLowerCase()}`, "我的待办", "手上有1件")).toContain(
    "对方还没接收，先由你负责",
  );
  await cadre.press("接收");
  expect(await list("ou_demo_c15", "我的待办", "手上有1件")).toMatch(/请联系企业 · .*前/);
  await cadre.press("写进展");
  await cadre.submit({ progress_text: "已到现场" });
  expect(await list("ou_demo_c15", "我的待办", "手上有1件")).toMatch(/请办结 · 12月1日\(周二\)17:30前/);
  await moveTo("2026-12-03T09:00");
  expect(await list("ou_demo_c15", "我的待办", "手上有1件")).toMatch(/🔴.*\n?.*请办结 · 已超2个工作日/s);
});

test("what waits for somebody's word or part stands in his list: 会办, 延期, 督办, 挂账, 问责 (000-10, 000-18, B.1, B.4)", async () => {
  const cadre = await road();
  await cadre.press("接收");
  await cadre.press("写进展");
  await cadre.submit({ progress_text: "已到现场" });
  await cadre.press("请会办");
  await cadre.submit({ assist_unit: "D11", assist_days: "3", assist_text: "核对管线" });
  expect(await list("ou_demo_c29", "我的待办", "手上有1件")).toContain("请完成会办");
  await cadre.press("申请延期");
  await cadre.submit({ extend_until: end("2026-12-04"), extend_reason: "等核对管线" });
  expect(await list("ou_demo_l03", "我的待办", "手上有1件")).toContain("请批延期 · 明天17:30前");
  await office.person("ou_demo_l03").press("同意");
  await office.person("ou_demo_l03").say("我的待办");
  expect(office.person("ou_demo_l03").sees()).toContain("手上没有待办");

  await office.person("ou_demo_l02").say("0001");
  await office.person("ou_demo_l02").press("督办");
  await office.person("ou_demo_l02").submit({ supervise_grade: "1", supervise_text: "抓紧" });
  expect(await list("ou_demo_c15", "我的待办", "手上有1件")).toContain("请回复督办");
  await cadre.press("回复督办");
  await cadre.submit({ supervise_reply_text: "周五完工" });

  await cadre.press("申请挂账");
  await cadre.submit({ park_until: end("2026-12-04"), park_reason: "低温不能铺", park_plan: "钢板铺通" });
  await office.person("ou_demo_l03").press("同意");
  expect(await list("ou_demo_c15", "我的待办", "手上有1件")).toContain("挂账 · 12月4日(周五)复核");
  expect(await list("ou_demo_l02", "督办", "要过问")).toContain("连以宁 · 挂账 · 12月4日(周五)复核");
  await moveTo("2026-12-04T09:00");
  expect(await list("ou_demo_c15", "我的待办", "手上有1件")).toContain("挂账到期，请恢复办理");
});

test("a draft of 责任追究 stands in its leader's list until he has decided (000-18)", async () => {
  office = await openOffice();
  await office.person("ou_demo_e01").say("园区纬二路停电了,注塑机全停了");
  await office.person("ou_demo_c29").press("接收");
  await moveTo("2026-12-01T09:00");
  const leader = office.person("ou_demo_l03");
  expect(await list("ou_demo_l03", "我的待办", "手上有")).toContain("问责线索，请你定");
  const drafts = (): number =>
    leader.cards().filter((m) => JSON.stringify(m.content).includes("有一条问责线索")).length;
  const before = drafts();
  await leader.press("查看", { on: "问责线索，请你定" });
  expect(drafts()).toBe(before + 1);
  await leader.press("不成立");
  await leader.say("我的待办");
  await leader.press("查看", { on: "问责线索，请你定" });
  await leader.press("不成立", { on: /超过办结期限[\s\S]*\[不成立\]/ });
  await leader.say("我的待办");
  expect(leader.sees()).toContain("手上没有待办");
});

test("今天到期 shows what is due today or late, and nothing else", async () => {
  const cadre = await road();
  await cadre.press("接收");
  await cadre.press("写进展");
  await cadre.submit({ progress_text: "已到现场" });
  await cadre.say("今天到期");
  expect(cadre.sees()).toContain("今天没有到期的");
  await moveTo("2026-12-01T09:00");
  expect(await list("ou_demo_c15", "今天到期", "今天到期和超期的有1件")).toContain("请办结 · 今天17:30前");
});

test("a unit's head sees what his people have in hand, by person; others are told whom it is for (003-11)", async () => {
  const cadre = await road();
  await office.person("ou_demo_e22").say("三号桥限高杆太低,货车要绕行");
  const own = await list("ou_demo_c14", "本单位待办", "本单位手上有2件");
  expect(own).toMatch(/连以宁1件、麻向晚1件|麻向晚1件、连以宁1件/);
  expect(own).toMatch(/连以宁 · QF-…0001 · 请接收/);
  await cadre.say("本单位待办");
  expect(cadre.sees()).toContain("这个功能给单位负责人用。");
  await office.person("ou_demo_c28").say("本单位待办");
  expect(office.person("ou_demo_c28").sees()).toContain("本单位手上没有待办");
});

test("a colleague opens a ticket by its number, and only one he may see (fails closed)", async () => {
  const cadre = await road();
  for (const words of ["QF-20261124-0001", "0001", "查 0001", "查1", "QF-…0001"]) {
    const before = cadre.cards().length;
    await cadre.say(words);
    expect(cadre.cards().length, words).toBe(before + 1);
    expect(cadre.card("QF-20261124-0001"), words).toContain("[接收");
  }
  await office.person("ou_demo_l02").say("查一下0001");
  expect(office.person("ou_demo_l02").card("QF-20261124-0001")).toContain("[督办");
  const stranger = office.person("ou_demo_c29");
  for (const words of ["QF-20261124-0001", "0001", "查 0099"]) await stranger.say(words);
  expect(stranger.cards()).toEqual([]);
  expect(stranger.sees().match(/没有这个编号，或者这件不由你办/g)).toHaveLength(3);
});

test("whoever may not use a command, or is not understood, is told so before the help", async () => {
  const cadre = await road();
  expect(await list("ou_demo_c15", "督办", "这个功能")).toContain("这个功能给领导和派单员用。");
  await cadre.say("帮助");
  const help = cadre.card("还可以发");
  for (const word of ["看板", "三率", "超期", "今天到期", "查 0007"]) expect(help).toContain(word);
  expect(help).not.toContain("这个功能");
  expect(await list("ou_demo_c15", "嘟嘟嘟嘟", "没看懂")).toContain("这句话没看懂");
});

test("销假 without a leave is one sentence, and days of a leave are said as people say them", async () => {
  const cadre = await road();
  await cadre.say("销假");
  expect(cadre.sees()).toContain("你现在没有请假");
  expect(cadre.sees()).not.toContain("[登记请假");
  await cadre.say("请假");
  await cadre.submit({ leave_from: "2026-11-24", leave_to: "2026-11-25", leave_delegate: "C16" });
  const leave = cadre.card("请假");
  expect(leave).toContain("11月24日(周二)到11月25日(周三)");
  expect(leave).not.toContain("2026-11");
});
