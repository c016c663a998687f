import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { PersonAtPhone } from "../support/people.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

const NO = "QF-20261124-0001";

let office: Office;
afterEach(() => office.close());

/** 2026, local. */
const moveTo = (local: string): Promise<void> =>
  office.advance(Date.parse(`2026-${local}:00+08:00`) - office.sandbox.now());

const state = async (path: string): Promise<unknown> =>
  (await office.db.all<{ v: unknown }>(sql`select json_extract(state, ${path}) v from tickets`))[0]?.v;

const personIn = async (path: string): Promise<PersonAtPhone> =>
  office.person(`ou_demo_${String(await state(path)).toLowerCase()}`);

async function opened() {
  office = await openOffice();
  const manager = office.person("ou_demo_e22");
  await manager.say("永安大路73号门口的路面塌了一块,货车进不来");
  return { manager, cadre: office.person("ou_demo_c15") };
}

const times = (text: string, words: string): number => text.split(words).length - 1;
const until = (day: string): string => String(Date.parse(`2026-${day}T17:30:00+08:00`));

test("what a leader is only asked for stays inside; what he agrees to is told as his (domain.md B.4)", async () => {
  const { manager, cadre } = await opened();
  await cadre.press("接收");
  await cadre.press("申请挂账");
  await cadre.submit({ park_reason: "等县里的补助资金", park_plan: "每周问一次", park_until: until("12-08") });
  expect(manager.card(NO)).not.toMatch(/挂账|补助资金/);
  expect(cadre.card(NO)).toContain("连以宁 申请挂账：等县里的补助资金");
  await (await personIn("$.approval.approverId")).press("不同意");
  await (await personIn("$.approval.approverId")).submit({ deny_reason: "先用镇里的钱" });
  expect(manager.card(NO), "a no is no news for the enterprise").not.toMatch(/挂账|补助资金|镇里的钱/);
  await cadre.press("申请延期");
  await cadre.submit({ extend_reason: "等沥青到货", extend_until: until("12-03") });
  expect(manager.card(NO)).not.toContain("沥青");
  await (await personIn("$.approval.approverId")).press("同意");
  expect(manager.card(NO)).toContain("柏启新 同意延期：等沥青到货");
});

test("parking on is a request until it is agreed to, and only who resumes it resumes it (挂账, B.1)", async () => {
  const { manager, cadre } = await opened();
  await cadre.press("接收");
  const ask = async (label: string, day: string, reason: string) => {
    await cadre.press(label);
    await cadre.submit({ park_reason: reason, park_plan: "每周问一次", park_until: until(day) });
  };
  const answer = async (label: string) => (await personIn("$.approval.approverId")).press(label);
  await ask("申请挂账", "12-04", "等补助");
  await answer("同意");
  await moveTo("12-04T09:00");
  await ask("再申请挂账", "12-11", "等沥青");
  expect(cadre.card(NO)).toContain("连以宁 申请挂账：等沥青");
  for (const person of [manager, cadre]) expect(person.card(NO)).not.toContain("连以宁 恢复办理");
  expect(manager.card(NO), "not yet decided").not.toContain("等沥青");
  await answer("同意");
  expect(manager.card(NO)).toContain("柏启新 同意挂账：等沥青");
  await moveTo("12-11T09:00");
  await cadre.press("恢复办理");
  for (const person of [manager, cadre]) expect(times(person.card(NO), "连以宁 恢复办理")).toBe(1);
  expect(times(cadre.card(NO), "连以宁 申请挂账")).toBe(2);
});

test("both results of a matter that came back are in its history", async () => {
  const { manager, cadre } = await opened();
  for (const [text, mark] of [
    ["先铺了钢板", "没解决"],
    ["路面重新铺好了", "非常满意"],
  ] as const) {
    if (text === "先铺了钢板") await cadre.press("接收");
    await cadre.press("办结");
    await cadre.submit({ resolve_text: text });
    await manager.press(mark);
    if (mark === "没解决") await manager.submit({ not_solved_reason: "车一过又塌" });
  }
  for (const person of [manager, cadre])
    expect(person.card(NO)).toMatch(/连以宁 办结：先铺了钢板[\s\S]*车一过又塌[\s\S]*连以宁 办结：路面重新铺好了/);
});

test("who let it pass did not dispatch it: passed on by rule is said so (000-16)", async () => {
  const { manager, cadre } = await opened();
  await moveTo("11-24T16:30");
  expect(await state("$.stage")).toBe("offered");
  expect(await state("$.passedOn")).toBeGreaterThan(0);
  expect(manager.card(NO)).toMatch(/没有按时接收，转给/);
  expect(manager.card(NO)).not.toMatch(/连以宁 派单/);
  expect(cadre.sees()).not.toContain("连以宁还没接收");
});

test("退单: the dispatcher reads and finds chosen whose it is said to be, and by when; the card of who returned it is empty (B.3)", async () => {
  const { cadre } = await opened();
  await cadre.press("不归我管");
  await cadre.submit({ return_kind: "duty", return_reason: "是自来水管漏的", return_unit: "D11" });
  const dispatcher = await personIn("$.responsibleId");
  const unit = (await office.db.all<{ v: string }>(sql`select name v from units where id = 'D11'`))[0]?.v ?? "";
  const card = dispatcher.card(NO);
  expect(card).toContain(`建议派给：${unit}`);
  expect(JSON.stringify(dispatcher.cards().at(-1)?.content)).toContain("请在11月24日(周二)17:30前派单");
  expect(dispatcher.sees()).toContain(`建议派给${unit}`);
  expect(cadre.card("不用再管")).not.toMatch(/\[|货车/);
  await dispatcher.press("派单");
  const form = JSON.stringify(
    dispatcher.cards().findLast(({ content }) => JSON.stringify(content).includes("dispatch_unit"))?.content,
  );
  const chosen = /"initial_option":"(D\d+)"/u.exec(form)?.[1];
  expect(chosen).toBe("D11");
  // Left lying, it is said again each morning.
  for (const day of ["11-25", "11-26"]) {
    const before = dispatcher.messages().length;
    await moveTo(`${day}T08:31`);
    expect(JSON.stringify(dispatcher.messages().slice(before)), day).toContain("退回后还没重新派单");
  }
});

test("提级: the leader who has it now, who works on it and his head all hear it; the meeting is the office head's (B.1)", async () => {
  const { cadre } = await opened();
  await cadre.press("接收");
  const dispatcher = office.person("ou_demo_c06");
  await dispatcher.say(NO);
  for (const [level, word] of [
    [1, "由溪望山协调"],
    [2, "提请政府会议研究"],
  ] as const) {
    await dispatcher.press("提级");
    await dispatcher.submit({ level_up_reason: "要跨县协调" });
    expect(await state("$.level")).toBe(level);
    for (const person of [cadre, office.person("ou_demo_c14")]) expect(person.sees()).toContain(word);
  }
  const leader = (await office.db.all<{ v: string }>(sql`select id v from people where name = '溪望山'`))[0]?.v ?? "";
  expect(office.person(`ou_demo_${leader.toLowerCase()}`).sees()).toContain("提请您协调");
});
