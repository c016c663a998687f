import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

let office: Office;
afterEach(() => office.close());

const ROAD = "永安大路73号门口的路面塌了一块";
/** 2026, local. */
const moveTo = (local: string): Promise<void> =>
  office.advance(Date.parse(`2026-${local}:00+08:00`) - office.sandbox.now());
const stage = async (): Promise<unknown> =>
  (await office.db.all<{ v: unknown }>(sql`select json_extract(state, '$.stage') v from tickets`))[0]?.v;
const botTo = (id: string): number =>
  office.person(id).messages().filter(({ from }) => from === "bot").length; // prettier-ignore

async function inHand() {
  office = await openOffice();
  await office.person("ou_demo_e22").say(`${ROAD},货车进不来`);
  const cadre = office.person("ou_demo_c15");
  await cadre.press("接收");
  return cadre;
}

test("who stands in is told at once, gets the reminders, and works on it in the other's name; at 销假 it ends", async () => {
  const cadre = await inHand();
  const colleague = office.person("ou_demo_c16");
  await cadre.say("请假");
  await cadre.submit({ leave_from: "2026-11-24", leave_to: "2026-11-27", leave_delegate: "C16" });
  const told = colleague.card("请您代办");
  for (const words of ["连以宁", "11月24日(周二)", "11月27日(周五)", "1件", "今天14:00"]) expect(told).toContain(words);

  const before = botTo("ou_demo_c15");
  await moveTo("11-24T17:00");
  expect(colleague.sees(), "first contact is overdue").toContain("还没联系企业");
  expect(botTo("ou_demo_c15"), "the absent is left alone").toBe(before);

  await colleague.press("我的待办");
  await colleague.press("查看", { on: "手上有" });
  await colleague.press("写进展", { on: ROAD });
  await colleague.submit({ progress_text: "明早去修", progress_visible: "yes" });
  expect(colleague.card(ROAD)).toContain("麻向晚（代连以宁）");
  expect(office.person("ou_demo_e22").sees()).toContain("明早去修");

  await cadre.say("销假");
  await cadre.press("销假");
  expect(colleague.sees()).toContain("连以宁那边不用您代办了");
  await moveTo("12-02T08:40");
  expect(cadre.sees()).toContain("已超");
});

/** C15 has asked for a parking; the leader who was asked, and another. */
async function asked() {
  const cadre = await inHand();
  await cadre.press("申请挂账");
  await cadre.submit({
    park_reason: "等县里的补助资金",
    park_plan: "每周问一次",
    park_until: Date.parse("2026-12-02T17:30:00+08:00").toString(),
  });
  const [{ id } = { id: "" }] = await office.db.all<{ id: string }>(
    sql`select json_extract(state, '$.approval.approverId') id from tickets`,
  );
  return { cadre, leader: id, other: ["L01", "L02", "L03"].find((one) => one !== id) ?? "" };
}
const account = (id: string): string => `ou_demo_${id.toLowerCase()}`;

test("who stands in for a leader gets what waits for that one's word, and is reminded before it ends (B.4)", async () => {
  const { leader, other } = await asked();
  const absent = office.person(account(leader));
  const standIn = office.person(account(other));
  await absent.say("请假");
  await absent.submit({ leave_from: "2026-11-24", leave_to: "2026-11-27", leave_delegate: other });
  expect(standIn.card("请您代办")).toContain("1件，最早的明天17:30前要办");
  expect(standIn.card(ROAD)).toContain("[同意]");
  const before = botTo(account(leader));
  await moveTo("11-25T08:31");
  expect(standIn.sees()).toContain("还等您批");
  expect(botTo(account(leader)), "the absent is left alone").toBe(before);
  await standIn.press("同意", { on: ROAD });
  expect(await stage()).toBe("parked");
});

test("who was asked for a word is reminded on the morning of the day on which it ends as a no (B.4)", async () => {
  const { leader } = await asked();
  await moveTo("11-25T08:31");
  expect(office.person(account(leader)).sees()).toContain("还等您批");
});

test("who will stand in later is told what there will be then, without the limit of what is parked", async () => {
  const { cadre, leader } = await asked();
  await office.person(account(leader)).press("同意", { on: ROAD });
  expect(await stage()).toBe("parked");
  await cadre.say("请假");
  await cadre.submit({ leave_from: "2026-11-30", leave_to: "2026-12-01", leave_delegate: "C16" });
  const told = office.person("ou_demo_c16").card("请您代办");
  expect(told).toContain("1件到那时可能还没办完。");
  expect(told).not.toContain("最早");
});

test("a leader names who stands in for him from the list; what is late is then told to that one", async () => {
  await inHand();
  const leader = office.person("ou_demo_l02");
  await leader.say("请假");
  expect(JSON.stringify(leader.cards().at(-1)?.content)).toContain("安景明");
  await leader.submit({ leave_from: "2026-11-24", leave_to: "2026-12-11", leave_delegate: "C01" });
  expect(office.person("ou_demo_c01").card("请您代办")).toContain("溪望山");
  const before = botTo("ou_demo_l02");
  await moveTo("12-04T09:00");
  expect(office.person("ou_demo_c01").sees()).toContain("请过问");
  const pinged = office.person("ou_demo_l02").messages().slice(before).filter(({ type }) => type === "text"); // prettier-ignore
  expect(pinged).toEqual([]);
  const standIn = office.person("ou_demo_c01");
  expect(standIn.card("问责线索请您定"), "his drafts too (000-18)").toContain("超过办结期限");
  await standIn.say("我的待办");
  await standIn.press("查看", { on: "问责线索，请你定" });
  await standIn.press("不成立");
  expect(await office.db.all(sql`select decided_by by from accountability_drafts where state = 'rejected'`)).toEqual([
    { by: "C01" },
  ]);
});

test("a return goes to a dispatcher who is there, and so does the reminder about it (B.3)", async () => {
  office = await openOffice();
  await office.person("ou_demo_e22").say(`${ROAD},货车进不来`);
  const [{ first } = { first: "" }] = await office.db.all<{ first: string }>(
    sql`select json_extract(state, '$.firstResponderId') first from tickets`,
  );
  const away = `ou_demo_${first.toLowerCase()}`;
  await office.person(away).say("请假");
  await office.person(away).submit({ leave_from: "2026-11-24", leave_to: "2026-11-30" });
  const before = botTo(away);
  const cadre = office.person("ou_demo_c15");
  await cadre.press("不归我管");
  await cadre.submit({ return_kind: "duty", return_reason: "是县公路的", return_unit: "D03" });
  await moveTo("11-25T08:40");
  expect(botTo(away)).toBe(before);
  const [{ now } = { now: "" }] = await office.db.all<{ now: string }>(
    sql`select json_extract(state, '$.responsibleId') now from tickets`,
  );
  expect(office.person(`ou_demo_${now.toLowerCase()}`).card(ROAD)).toContain("[派单");
});

test("the manager is given who answers today, with a phone that is picked up (000-16)", async () => {
  office = await openOffice();
  const manager = office.person("ou_demo_e22");
  const cadre = office.person("ou_demo_c15");
  await manager.say("永安大路73号门口的路面塌了一块,货车进不来");
  await cadre.press("接收");
  await cadre.say("请假");
  await cadre.submit({ leave_from: "2026-11-24", leave_to: "2026-11-27", leave_delegate: "C16" });
  await manager.say("催一下");
  expect(manager.sees()).toMatch(/负责人麻向晚（代连以宁） \d/);
  await manager.say("办得怎么样了");
  expect(manager.sees()).toMatch(/负责人：?麻向晚（代连以宁） \d/);
});

test("a part reported for somebody who is away says so (代, 会办)", async () => {
  const cadre = await inHand();
  await cadre.press("请会办");
  await cadre.submit({ assist_unit: "D11", assist_days: "3", assist_text: "核对管线" });
  const absent = office.person("ou_demo_c29");
  await absent.say("请假");
  await absent.submit({ leave_from: "2026-11-24", leave_to: "2026-11-27", leave_delegate: "C27" });
  const colleague = office.person("ou_demo_c27");
  await colleague.press("我这边办好了");
  await colleague.submit({ assist_done_text: "管线已核对" });
  const names = ["C27", "C29"].map(async (id) =>
    office.db.get<{ name: string }>(sql`select name from people where id = ${id}`),
  );
  const [by, whom] = await Promise.all(names);
  await cadre.say("查 1");
  expect(cadre.card("管线已核对")).toContain(`${by?.name}（代${whom?.name}）`);
});

test("a leave that was taken before is told again on its first morning, with what there is then; ended before, it is not", async () => {
  const cadre = await inHand();
  await cadre.press("请会办");
  await cadre.submit({ assist_unit: "D11", assist_days: "7", assist_text: "核对管线" });
  // The one has a ticket in hand, the other a part of it.
  for (const [id, from, delegate] of [
    ["c15", "2026-11-28", "C16"],
    ["c29", "2026-11-26", "C27"],
  ] as const) {
    await office.person(`ou_demo_${id}`).say("请假");
    await office.person(`ou_demo_${id}`).submit({ leave_from: from, leave_to: "2026-12-02", leave_delegate: delegate });
  }
  const told = (id: string): number =>
    office.person(id).cards().filter((card) => JSON.stringify(card.content).includes("请您代办")).length; // prettier-ignore
  await moveTo("11-26T08:20");
  expect(told("ou_demo_c27")).toBe(1);
  await moveTo("11-26T08:31");
  const assistant = office.person("ou_demo_c27");
  expect(told("ou_demo_c27")).toBe(2);
  expect(assistant.card("请您代办")).toContain("1件，最早的");
  expect(assistant.card(ROAD)).toContain("[我这边办好了");
  // From a Saturday: on Monday, when he comes in.
  await moveTo("11-30T08:31");
  expect(told("ou_demo_c16")).toBe(2);
  const other = office.person("ou_demo_c29");
  await other.say("销假");
  await other.press("销假");
  await other.say("请假");
  await other.submit({ leave_from: "2026-12-07", leave_to: "2026-12-09", leave_delegate: "C27" });
  await other.say("请假");
  await other.press("销假");
  const before = told("ou_demo_c27");
  await moveTo("12-07T09:00");
  expect(told("ou_demo_c27")).toBe(before);
});

test("who is on leave himself is not offered as stand-in; chosen all the same, one sentence says so", async () => {
  const cadre = await inHand();
  const colleague = office.person("ou_demo_c16");
  const form = (): string => JSON.stringify(colleague.cards().at(-1)?.content);
  await colleague.say("请假");
  expect(form()).toContain("连以宁");
  await cadre.say("请假");
  await cadre.submit({ leave_from: "2026-11-24", leave_to: "2026-11-27" });
  const chosen = await colleague.submit({ leave_from: "2026-11-25", leave_to: "2026-11-26", leave_delegate: "C15" });
  expect(chosen.toast?.content).toContain("这位同事那时也请假了");
  await colleague.say("请假");
  expect(form()).toContain("登记请假");
  expect(form()).not.toContain("连以宁");
});

test("whoever is on leave is neither said to have been told, nor named to be rung up (voice.md 10, 会办)", async () => {
  const cadre = await inHand();
  await cadre.press("请会办");
  await cadre.submit({ assist_unit: "D11", assist_text: "核实管线", assist_days: "1" });
  for (const [id, leave_delegate] of [
    ["c14", "C16"],
    ["c29", undefined],
  ] as const) {
    await office.person(`ou_demo_${id}`).say("请假");
    const days = { leave_from: "2026-11-24", leave_to: "2026-12-11" };
    await office.person(`ou_demo_${id}`).submit(leave_delegate === undefined ? days : { ...days, leave_delegate });
  }
  await moveTo("11-26T09:00");
  expect(cadre.sees()).toContain(
    "尤在渊的会办已到时限，办好前不能办结。请打电话催一下：鲜于澄（代尤在渊） 140-0000-0128",
  );
  await moveTo("12-02T09:00");
  const told = office.person("ou_demo_e22").sees();
  expect(told).toContain("，也告诉了麻向晚，");
  expect(told).not.toContain("郎清越");
  expect(office.person("ou_demo_c16").sees()).toContain("已超1个工作日");
});

test("from the first morning of a leave till it is over every card names who answers, though nothing has happened", async () => {
  const cadre = await inHand();
  // Spoken to: no reminder turns the cards on those mornings.
  await cadre.press("写进展");
  await cadre.submit({ progress_text: "看过了", progress_visible: "yes" });
  const manager = office.person("ou_demo_e22");
  const named = () => /负责人：(.*?) 140/.exec(manager.card(ROAD))?.[1];
  const away = async (from: string, to: string) => {
    await cadre.say("请假");
    await cadre.submit({ leave_from: `2026-${from}`, leave_to: `2026-${to}`, leave_delegate: "C16" });
  };
  await away("11-25", "11-26");
  expect(named()).toBe("连以宁");
  await moveTo("11-25T08:31");
  expect(named()).toBe("麻向晚（代连以宁）");
  await moveTo("11-27T08:31");
  expect(named()).toBe("连以宁");
  await away("11-27", "12-11");
  expect(named(), "from now on").toBe("麻向晚（代连以宁）");
  await cadre.say("销假");
  await cadre.press("销假");
  expect(named()).toBe("连以宁");
});

test("to whoever has it its lateness is said as his own, and who stands in for it and its head is asked once (003-11)", async () => {
  const cadre = await inHand();
  await cadre.press("写进展");
  await cadre.submit({ progress_text: "看过了", progress_visible: "yes" });
  await moveTo("12-02T08:31");
  expect(cadre.sees()).toContain("已超1个工作日。由你负责，请今天办结或告诉企业新的时间");
  expect(cadre.sees()).not.toContain("负责人规划建设和交通办公室连以宁");
  expect(office.person("ou_demo_c14").sees()).toContain("负责人规划建设和交通办公室连以宁");
  for (const one of [cadre, office.person("ou_demo_c14")]) {
    await one.say("请假");
    await one.submit({ leave_from: "2026-12-02", leave_to: "2026-12-11", leave_delegate: "C16" });
  }
  const leader = office.person("ou_demo_l02");
  await leader.say("0001");
  await leader.press("督办");
  await leader.submit({ supervise_grade: "2", supervise_text: "今天给答复" });
  expect(office.person("ou_demo_c16").sees()).toContain("今天给答复。请在");
  expect(office.person("ou_demo_c16").sees()).not.toContain("请督促连以宁");
});
