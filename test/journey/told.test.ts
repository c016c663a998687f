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

const fromBot = (person: PersonAtPhone): string[] =>
  person
    .messages()
    .filter(({ from }) => from === "bot")
    .map(({ content }) => JSON.stringify(content));

/** What the bot wrote to him while something happened. */
async function heard(person: PersonAtPhone, happens: () => Promise<unknown>): Promise<string> {
  const before = fromBot(person).length;
  await happens();
  return fromBot(person).slice(before).join("\n");
}

async function opened() {
  office = await openOffice();
  const manager = office.person("ou_demo_e22");
  await manager.say("永安大路73号门口的路面塌了一块,货车进不来");
  const first = office.person(`ou_demo_${String(await state("$.firstResponderId")).toLowerCase()}`);
  return { manager, first, cadre: office.person("ou_demo_c15"), head: office.person("ou_demo_c14") };
}

async function parked(cadre: PersonAtPhone, at: string): Promise<void> {
  await cadre.press("申请挂账");
  await cadre.submit({
    park_reason: "等县里的补助资金",
    park_plan: "每周问一次",
    park_until: String(Date.parse(`2026-${at}:00+08:00`)),
  });
  await office.person(`ou_demo_${String(await state("$.approval.approverId")).toLowerCase()}`).press("同意");
}

test("when the limit passes the enterprise hears it at once and once, with who has it and who above him knows (voice.md 10)", async () => {
  const { manager, cadre } = await opened();
  await cadre.press("接收");
  const due = Number(await state("$.deadlines.resolveBy"));
  const told = await heard(manager, () => office.advance(due - office.sandbox.now() + 16 * 3_600_000));
  for (const word of ["没能在", "很抱歉", "140-0000-", "他的领导", "催办"]) expect(told).toContain(word);
  expect(await heard(manager, () => office.advance(2 * 86_400_000)), "not every morning").not.toContain("没能在");
});

test("nobody accepts in time: the enterprise reads the new hour and whom it can ring up, before the old one has passed unsaid (000-16)", async () => {
  const { manager, cadre } = await opened();
  expect(await state("$.offeredToId")).toBe("C15");
  const acceptBy = Number(await state("$.deadlines.acceptBy"));
  const told = await heard(manager, () => office.advance(acceptBy - office.sandbox.now() + 60_000));
  expect(await state("$.offeredToId")).toBe("C16");
  for (const word of ["没有按时接收", "已换人办", "联系您", "140-0000-"]) expect(told).toContain(word);
  // Whoever accepts is on its card; no message for that.
  const colleague = office.person("ou_demo_c16");
  expect(cadre.openId).not.toBe(colleague.openId);
  expect(await heard(manager, () => colleague.press("接收"))).not.toContain("联系您");
});

test("no card says 今天 or 明天, and what stands beside a limit turns with the day on everybody's card", async () => {
  const { manager, cadre, first, head } = await opened();
  await cadre.press("接收");
  for (const person of [manager, cadre, first]) expect(person.card(NO)).not.toMatch(/今天|明天|昨天/);
  expect(manager.card(NO)).not.toContain("还剩");
  await moveTo("11-30T08:31");
  for (const person of [manager, cadre, first]) expect(person.card(NO), person.openId).toContain("还剩1个工作日");
  await moveTo("12-01T08:31");
  for (const person of [manager, cadre, first]) expect(person.card(NO), person.openId).toContain("最后1天");
  await moveTo("12-02T08:31");
  for (const person of [manager, cadre, first, head]) expect(person.card(NO), person.openId).toContain("已超1个工作日");
  await moveTo("12-04T08:31");
  for (const person of [manager, cadre, first, head]) expect(person.card(NO), person.openId).toContain("已超3个工作日");
});

test("the first contact that is missed stands on the enterprise's card without anybody having done anything", async () => {
  const { manager, cadre } = await opened();
  await cadre.press("接收");
  await office.advance(Number(await state("$.deadlines.contactBy")) - office.sandbox.now() + 60_000);
  expect(manager.card(NO)).toContain("说好的时间还没联系您");
});

test("on the day a parked matter is looked at again the enterprise hears it, as it was promised, and once", async () => {
  const { manager, cadre } = await opened();
  await cadre.press("接收");
  await parked(cadre, "12-08T17:30");
  expect(await state("$.stage")).toBe("parked");
  expect(manager.sees()).toContain("12月8日(周二)会再办，到时告诉您");
  expect(manager.card(NO)).toMatch(/等县里的补助资金[\s\S]*每周问一次/);
  const told = await heard(manager, () => moveTo("12-08T08:31"));
  expect(told).toContain("挂账到期了");
  expect(manager.card(NO)).toContain("挂账到期，正在重新看");
  expect(await heard(manager, () => moveTo("12-09T08:31"))).not.toContain("挂账到期了");
  expect(await heard(manager, () => cadre.press("恢复办理"))).toContain("恢复办理了");
});

test("who answers for it is one and the same on the card, when asked and when urged, before somebody has accepted (000-16)", async () => {
  const { manager, first } = await opened();
  const name = String(
    (
      await office.db.all<{ v: string }>(sql`select name v from people where id = ${await state("$.firstResponderId")}`)
    )[0]?.v,
  );
  expect(manager.card(NO)).toContain(`负责人：${name}`);
  expect(await heard(manager, () => manager.say("催一下,怎么还没人来"))).toContain(`负责人${name}`);
  expect(await heard(manager, () => manager.say("办得怎么样了"))).toContain(name);
  expect(first.card(NO), "and he can see what he answers for").toContain("接收");
  expect(first.card(NO), "though it is not for him to accept").not.toContain("请在");
});

test("what comes back after it was closed is a fresh card with person and limit, at the bottom (002-24)", async () => {
  const { manager, cadre } = await opened();
  await cadre.press("接收");
  await cadre.press("办结");
  await cadre.submit({ resolve_text: "补好了" });
  await manager.press("非常满意");
  await moveTo("12-25T08:31");
  expect(manager.sees()).toContain("现在还好吗");
  await manager.press("又出现了");
  const last = manager.messages().at(-1);
  expect(JSON.stringify(last?.content)).toMatch(/负责人[\s\S]*12月/);
  expect(manager.sees()).not.toContain("12月25日(周五)办结的");
  expect(manager.sees()).toContain("11月24日(周二)办结的");
});

test("urged while the office is closed, nobody is said to read it: when work goes on, and the number to ring till then (B.13)", async () => {
  const { manager, cadre } = await opened();
  await cadre.press("接收");
  await moveTo("11-28T22:30");
  const off = "现在是下班时间，负责人11月30日(周一)上午8:30上班后处理；着急请打值班电话";
  const pressed = await manager.press("催办");
  expect(pressed.toast?.content).toContain(off);
  const again = await heard(manager, () => manager.say(`催一下${NO}`));
  expect(again).toContain("刚催过，11月30日(周一)9:30后可以再催。负责人");
  // The one it is for, by name and phone, and whom to ring till he is back.
  expect(again).toMatch(/负责人\S+ 140-\d{4}-\d{4}，11月30日\(周一\)上午8:30上班后处理；着急请打值班电话/u);
  await moveTo("11-30T19:00");
  expect(await heard(manager, () => manager.say(`催一下${NO}`))).toContain(
    `已记下催办${NO}，现在是下班时间，负责人明天`,
  );
});
