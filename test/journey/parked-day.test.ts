import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

let office: Office;
afterEach(() => office.close());

const ROAD = "永安大路73号门口的路面塌了一块";
const moveTo = (local: string): Promise<void> =>
  office.advance(Date.parse(`2026-${local}:00+08:00`) - office.sandbox.now());
const times = (text: string, words: string): number => text.split(words).length - 1;

async function inHand() {
  office = await openOffice();
  await office.person("ou_demo_e22").say(`${ROAD},货车进不来`);
  const cadre = office.person("ou_demo_c15");
  await cadre.press("接收");
  await cadre.press("写进展");
  await cadre.submit({ progress_text: "看过了", progress_visible: "yes" });
  return cadre;
}

test("a parked matter whose day has come: card and list ask in the same words, under one light (挂账, B.4)", async () => {
  const cadre = await inHand();
  await cadre.press("申请挂账");
  await cadre.submit({
    park_until: String(Date.parse("2026-12-02T17:30:00+08:00")),
    park_reason: "等上级批",
    park_plan: "每周问一次",
  });
  const leader = office.person("ou_demo_l02");
  await office.person("ou_demo_l03").press("同意");
  expect(times(cadre.card(ROAD), "挂账到12月2日"), "said once").toBe(1);
  expect(cadre.card(ROAD)).toContain("⚪");
  await moveTo("12-03T09:00");
  const card = cadre.card(ROAD);
  expect(times(card, "挂账到期，请恢复办理")).toBe(1);
  expect(card).not.toContain("到期再办");
  expect(card).toContain("🟡");
  await cadre.say("我的待办");
  const list = cadre.sees().split("我的待办").at(-1) ?? "";
  expect(list).toContain("挂账到期，请恢复办理");
  expect(list).toContain("🟡");
  expect(list).not.toContain("🔴");
  await leader.say("督办");
  expect(leader.sees().split("督办").at(-1)).not.toContain("🔴");
});

test("on the morning of a parked matter's day its worker is reminded, the next morning his head, by name and with its card", async () => {
  const cadre = await inHand();
  const head = office.person("ou_demo_c14");
  await cadre.press("申请挂账");
  await cadre.submit({
    park_until: String(Date.parse("2026-12-04T17:30:00+08:00")),
    park_reason: "等上级批",
    park_plan: "每周问一次",
  });
  await office.person("ou_demo_l03").press("同意");
  await moveTo("12-03T17:31");
  expect(cadre.sees()).not.toContain("到期，请恢复办理");
  await moveTo("12-04T08:31");
  expect(cadre.sees()).toContain("挂账今天到期，请恢复办理");
  expect(cadre.card("首接")).toContain("挂账到期，请恢复办理");
  expect(head.sees()).not.toContain("挂账");
  await moveTo("12-07T08:31");
  expect(head.sees()).toContain("挂账12月4日(周五)到期，连以宁还没恢复办理，请督促");
  expect(head.card("首接")).toContain("[恢复办理]");
});

test("what is parked is parked on without being resumed first; the enterprise is told only what came of it (挂账, B.1)", async () => {
  const cadre = await inHand();
  const [manager, leader] = [office.person("ou_demo_e22"), office.person("ou_demo_l03")];
  const ask = async (label: string, until: string) => {
    await cadre.press(label);
    const at = String(Date.parse(`2026-${until}:00+08:00`));
    return cadre.submit({ park_until: at, park_reason: `还等上级批${until}`, park_plan: "每周问一次" });
  };
  await ask("申请挂账", "12-04T17:30");
  await leader.press("同意");
  await moveTo("12-04T09:00");
  expect(cadre.sees()).toContain("还办不了的再申请挂账");
  const said = manager.messages().length;
  await ask("再申请挂账", "12-11T17:30");
  expect(cadre.card("首接")).toContain("挂账到期，等柏启新批");
  const asking = leader.card("[同意]");
  expect(times(asking, "原因"), "only what is asked for now").toBe(1);
  expect(times(asking, "打算")).toBe(1);
  expect(asking).not.toContain("等柏启新批");
  await leader.press("不同意");
  await leader.submit({ deny_reason: "先看看" });
  expect(cadre.card("首接"), "a no leaves it as it was").toContain("挂账到期，请恢复办理");
  expect(manager.messages().length, "the enterprise hears the outcome alone").toBe(said);
  await ask("再申请挂账", "12-18T17:30");
  await moveTo("12-07T08:31");
  expect(cadre.sees(), "he has asked, and waits for an answer").not.toContain("挂账12月4日(周五)到期");
  await leader.press("同意");
  expect(manager.sees()).toMatch(/还等上级批12-18T17:30。打算：每周问一次。12月18日\(周五\)会再办/);
  expect(manager.sees()).not.toContain("恢复办理了");
  expect(cadre.card("首接")).toContain("挂账到12月18日(周五)，到期再办");
  await moveTo("12-18T08:31");
  expect(cadre.sees()).toContain("挂账今天到期，请恢复办理");
});

test("resumed after it had missed its limit: no date in the past is promised, and nobody is told that it moves (B.1)", async () => {
  const cadre = await inHand();
  const [manager, leader] = [office.person("ou_demo_e22"), office.person("ou_demo_l03")];
  await moveTo("12-02T09:00");
  await cadre.press("申请挂账");
  const at = String(Date.parse("2026-12-08T17:30:00+08:00"));
  await cadre.submit({ park_until: at, park_reason: "等上级批", park_plan: "每周问一次" });
  await leader.press("同意");
  await moveTo("12-08T09:00");
  const before = manager.messages().length;
  const pressed = await leader.press("恢复办理");
  expect(pressed.toast?.content).toBe("已恢复办理，原定期限已过，请告诉企业新的时间");
  const told = JSON.stringify(manager.messages().slice(before));
  expect(told).toContain("恢复办理了。原定12月1日(周二)17:30前办完，没能做到，很抱歉，新的时间会告诉您。");
  expect(told).not.toContain("17:30前办结。");
  expect(cadre.sees()).toContain("原定12月1日(周二)17:30前办结，已过期限，请告诉企业新的时间");
});

test("a part of another unit that is late is as red on its card as in its list (会办)", async () => {
  const cadre = await inHand();
  await cadre.press("请会办");
  await cadre.submit({ assist_unit: "D11", assist_text: "核实管线", assist_days: "1" });
  const other = office.person("ou_demo_c29");
  await moveTo("11-26T09:00");
  expect(other.card("请您会办")).toContain("🔴");
  await other.say("我的待办");
  expect(other.sees().split("我的待办").at(-1)).toContain("🔴");
});

test("who has a part of a parked matter reads until when it is parked, not that its day has come (会办, 挂账)", async () => {
  const cadre = await inHand();
  await cadre.press("请会办");
  await cadre.submit({ assist_unit: "D11", assist_text: "核实管线", assist_days: "5" });
  await cadre.press("申请挂账");
  const at = String(Date.parse("2026-12-18T17:30:00+08:00"));
  await cadre.submit({ park_until: at, park_reason: "等上级批", park_plan: "每周问一次" });
  await office.person("ou_demo_l03").press("同意");
  const other = office.person("ou_demo_c29");
  expect(other.card("请您会办")).toContain("挂账到12月18日(周五)，到期再办");
  expect(other.card("请您会办")).not.toContain("挂账到期");
  await moveTo("12-18T08:31");
  expect(other.card("请您会办")).toContain("挂账到期，等连以宁恢复办理");
});

test("to the lead it is said whose part is late, how to reach him, and that he cannot close before (会办)", async () => {
  const cadre = await inHand();
  await cadre.press("请会办");
  await cadre.submit({ assist_unit: "D11", assist_text: "核实管线", assist_days: "1" });
  expect(cadre.card("首接"), "the missing button is explained").toContain("会办办好前不能办结");
  expect(cadre.card("首接")).not.toContain("[办结]");
  await moveTo("11-26T09:00");
  expect(cadre.sees()).toContain("公用事业服务站尤在渊的会办已到时限，办好前不能办结。请打电话催一下：尤在渊 140-");
  expect(cadre.sees()).not.toContain("请今天办好");
  expect(office.person("ou_demo_c29").sees()).toContain("的会办已到时限，请今天办好");
});

test("the head of a unit hears from its own part's second morning on, however late another unit's is (会办)", async () => {
  const cadre = await inHand();
  for (const [unit, days] of [
    ["D11", "1"],
    ["D07", "3"],
  ] as const) {
    await cadre.press("请会办");
    await cadre.submit({ assist_unit: unit, assist_text: "核实管线", assist_days: days });
  }
  const [one, other] = [office.person("ou_demo_c28"), office.person("ou_demo_c20")];
  for (const at of ["11-26T08:31", "11-27T08:31"]) await moveTo(at);
  expect(one.sees()).toContain("公用事业服务站尤在渊的会办已到时限，请督促");
  await moveTo("11-30T08:31");
  expect(other.sees()).not.toContain("会办已到时限，请督促");
  await moveTo("12-01T08:31");
  expect(other.sees()).toContain("会办已到时限，请督促");
});

test("to the head it is named who has it, and he has the card to act on (003-11)", async () => {
  await inHand();
  const leader = office.person("ou_demo_l02");
  const head = office.person("ou_demo_c14");
  await leader.say("0001");
  await leader.press("督办");
  await leader.submit({ supervise_grade: "2", supervise_text: "今天给答复" });
  expect(head.sees()).toContain("请督促连以宁在");
  expect(head.card(ROAD)).toContain("[回复督办]");
  await moveTo("11-26T09:00");
  expect(head.sees()).toContain("的督办连以宁还没回复，已到时限，请督促");
  expect(office.person("ou_demo_c15").sees()).toContain("的督办还没回复，已到时限");
});
