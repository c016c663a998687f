import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import type { PersonAtPhone } from "../support/people.ts";
import { moveTo as to, saidTo as said } from "../support/told.ts";

const ROAD = "永安大路73号门口的路面塌了一块";
const POWER = "园区纬二路停电了";

let office: Office;
afterEach(() => office.close());

const person = (id: string): PersonAtPhone => office.person(`ou_demo_${id}`);
const moveTo = (local: string): Promise<void> => to(office, local);
const fromBot = (id: string): string[] => said(person(id));
const open = async (local: string): Promise<void> => {
  office = await openOffice({ now: Date.parse(`2026-${local}:00+08:00`) });
};
/** What each of some people is told while something happens, message by message. */
async function heard(ids: readonly string[], during: () => Promise<unknown>): Promise<string[][]> {
  const before = ids.map((id) => fromBot(id).length);
  await during();
  return ids.map((id, i) => fromBot(id).slice(before[i]));
}

const STAFF = ["c06", "c14", "c15", "c16", "c25", "l02", "l03"];
const NOBODY = STAFF.map(() => []);

/** On Friday afternoon the road is in hand; then it is night. */
async function roadAtNight(): Promise<void> {
  await open("11-27T16:00");
  await person("e22").say(`${ROAD},货车进不来`);
  await person("c15").press("接收");
  await moveTo("11-27T22:30");
}

test("urged and supplemented at night: the enterprise is answered, its people sleep and hear it once on Monday (B.13)", async () => {
  await roadAtNight();
  const night = await heard(STAFF, async () => {
    const [answer] = await heard(["e22"], () => person("e22").say("催一下"));
    expect(answer?.join("\n")).toMatch(/现在是下班时间，负责人11月30日\(周一\)上午8:30上班后处理；着急请打值班电话/u);
    await person("e22").say("补充一下,是在东门那边,挡住了货车");
    for (const at of ["11-27T23:30", "11-28T10:00", "11-29T21:00", "11-30T08:29"]) await moveTo(at);
  });
  expect(night).toEqual(NOBODY);
  expect(person("c15").card(ROAD), "the card itself is silent, and true").toContain("企业已催1次");

  const [morning] = await heard(["c15"], () => moveTo("11-30T08:30"));
  expect(morning?.map((text) => /催办|补充/u.exec(text)?.[0]).filter(Boolean)).toEqual(["催办", "补充"]);
  const [later] = await heard(["c15"], () => moveTo("11-30T09:30"));
  expect(later?.join("\n")).not.toMatch(/催办|补充：/u);
});

test("supervised at night: who owes the answer and his head read it on the next working morning, with the card (B.13)", async () => {
  await roadAtNight();
  await person("l02").say("0001");
  const night = await heard(["c14", "c15"], async () => {
    await person("l02").press("督办");
    await person("l02").submit({ supervise_grade: "2", supervise_text: "周一给答复" });
    await moveTo("11-29T12:00");
    // What changes meanwhile makes a card that waits no more urgent.
    await person("e22").say("催一下");
    await moveTo("11-30T08:29");
  });
  expect(night).toEqual([[], []]);
  const [head, cadre] = await heard(["c14", "c15"], () => moveTo("11-30T08:30"));
  expect(cadre?.filter((text) => text.includes("溪望山督办QF"))).toHaveLength(1);
  expect(head?.[0], "first the card it answers").toContain("溪望山督办：周一给答复");
  expect(head?.[1]).toMatch(/溪望山督办QF.*请督促连以宁/u);
  expect(head).toHaveLength(2);
});

test("a new ordinary matter at night: who only reads along has his card in the morning (B.13)", async () => {
  await open("11-27T22:30");
  const [bundled] = await heard(["c25"], async () => {
    await person("e22").say(`${ROAD},货车进不来`);
    await person("e22").say("催一下");
    await moveTo("11-30T08:29");
  });
  expect(bundled).toEqual([]);
  const [morning] = await heard(["c25"], () => moveTo("11-30T08:30"));
  expect(morning).toHaveLength(1);
  expect(morning?.[0]).toContain("供您了解");
});

test("what has been done or is over by the morning is not asked for then", async () => {
  await roadAtNight();
  await person("l02").say("0001");
  await person("l02").press("督办");
  await person("l02").submit({ supervise_grade: "2", supervise_text: "今晚到场" });
  await person("e22").say("催一下");
  await person("c15").press("写进展");
  await person("c15").submit({ progress_text: "人已到场", progress_visible: "yes" });
  await person("c15").press("回复督办");
  await person("c15").submit({ supervise_reply_text: "已围挡" });
  const [cadre, head, leader] = await heard(["c15", "c14", "l02"], () => moveTo("11-30T08:30"));
  expect(cadre?.join("\n")).not.toMatch(/催办「|督办QF/u);
  expect(head?.join("\n")).not.toContain("请督促");
  expect(leader?.join("\n"), "who asked reads the answer").toContain("已围挡");
});

test("withdrawn in the same night: one line says so, and none that it is urged", async () => {
  await roadAtNight();
  await person("e22").say("催一下");
  await person("e22").press("撤回");
  await person("e22").submit({ withdraw_reason: "先不办" });
  const [cadre] = await heard(["c15"], () => moveTo("11-30T08:30"));
  expect(cadre).toHaveLength(1);
  expect(cadre?.[0]).toContain("撤回");
});

test("who acts himself at night is answered at once, in front of what waits for him", async () => {
  await roadAtNight();
  await person("e22").say("催一下");
  const [cadre] = await heard(["c15"], () => person("c15").say("我的待办"));
  expect(cadre).toHaveLength(1);
  expect(cadre?.[0]).toContain("路面塌了");
});

test("a power cut and an emergency wait for no morning (B.13, B.14)", async () => {
  await open("11-27T22:30");
  await person("e01").say(`${POWER},注塑机全停了`);
  const [row] = await office.db.all<{ id: string }>(sql`select json_extract(state, '$.offeredToId') id from tickets`);
  const offered = String(row?.id).toLowerCase();
  const [urged] = await heard([offered], () => person("e01").say("催一下"));
  expect(urged?.join("\n")).toContain("催办");

  await person("e22").say("车间着火了,有人被困");
  const [fire] = await office.db.all<{ no: string; id: string }>(
    sql`select no, json_extract(state, '$.responsibleId') id from tickets where json_extract(state, '$.urgency') = 'emergency'`,
  );
  const answering = String(fire?.id).toLowerCase();
  const [alarmed] = await heard([answering], () => person("e22").say(`催一下${fire?.no ?? ""}`));
  expect(alarmed?.join("\n")).toContain("催办");
});

test("a Monday that has become a holiday takes what waits for it along", async () => {
  await roadAtNight();
  await person("e22").say("催一下");
  await office.db.run(sql`insert into calendar_days (day, name, kind) values ('2026-11-30', '临时放假', 'off')`);
  await office.db.run(sql`update settings set value = cast(value as integer) + 1 where key = 'directory_version'`);
  const [holiday] = await heard(["c15"], () => moveTo("11-30T09:00"));
  expect(holiday?.join("\n")).not.toContain("催办");
  const [cadre] = await heard(["c15"], () => moveTo("12-01T08:30"));
  expect(cadre?.filter((text) => text.includes("催办"))).toHaveLength(1);
});
