import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import type { PersonAtPhone } from "../support/people.ts";
import { heardBy, moveTo as to, saidTo as said } from "../support/told.ts";

let office: Office;
afterEach(() => office.close());

const ROAD = "永安大路73号门口的路面塌了一块";
const person = (id: string): PersonAtPhone => office.person(`ou_demo_${id}`);
const moveTo = (local: string): Promise<void> => to(office, local);
const saidTo = (id: string): string[] => said(person(id));
const heard = (id: string, during: () => Promise<unknown>): Promise<string> => heardBy(person(id), during);
async function leave(id: string, from: string, to: string, delegate?: string): Promise<void> {
  await person(id).say("请假");
  const days = { leave_from: `2026-${from}`, leave_to: `2026-${to}` };
  await person(id).submit(delegate === undefined ? days : { ...days, leave_delegate: delegate });
}
async function inHand(): Promise<void> {
  office = await openOffice();
  await person("e22").say(`${ROAD},货车进不来`);
  await person("c15").press("接收");
}
async function spoken(id: string): Promise<void> {
  await person(id).press("写进展", { on: ROAD });
  await person(id).submit({ progress_text: "看过了", progress_visible: "yes" });
}
async function takeUp(id: string): Promise<void> {
  await person(id).press("我的待办");
  await person(id).press("查看", { on: "手上有" });
}

test("a bound leader on leave is not asked why his stand-in has not answered: the first responder is (000-09)", async () => {
  office = await openOffice();
  await leave("l01", "11-24", "12-11");
  await person("e01").say("北环路冷链工地门口的路面塌了一块,货车进不来");
  await person("c15").press("接收");
  await person("c15").press("办结");
  await person("c15").submit({ resolve_text: "路面已用钢板铺通" });
  await moveTo("11-27T09:00");
  expect(person("l02").sees()).toContain("还在等您");
  let told = "";
  const absent = await heard("l01", async () => {
    told = await heard("c06", () => moveTo("11-30T09:00"));
  });
  expect(absent).toBe("");
  expect(told).toContain("报溪望山确认，还没有回音");
});

test("a bound leader who goes on leave after he was asked hears no more: who may confirm in his place does (000-09)", async () => {
  office = await openOffice();
  await person("e01").say("北环路冷链工地门口的路面塌了一块,货车进不来");
  await person("c15").press("接收");
  await person("c15").press("办结");
  await person("c15").submit({ resolve_text: "路面已用钢板铺通" });
  await leave("l01", "11-25", "12-11");
  let told = "";
  const absent = await heard("l01", async () => {
    told = await heard("l02", () => moveTo("11-27T09:00"));
  });
  expect(absent).toBe("");
  expect(told).toContain("还在等您");
  expect(await heard("c06", () => moveTo("11-30T09:00"))).toContain("报溪望山（代云致远）确认，还没有回音");
});

test("a delegate is told that it is his; head, leader and who supervises are told to talk to him, not to who is on leave (003-11)", async () => {
  await inHand();
  await leave("c15", "11-24", "12-11", "C16");
  await moveTo("11-24T14:01");
  expect(await heard("c14", () => moveTo("11-25T08:31"))).toContain("麻向晚（代连以宁）还没联系企业，已过时限，请督促");
  await takeUp("c16");
  await spoken("c16");
  await person("l02").say("0001");
  await person("l02").press("督办");
  const asked = await heard("c14", () => person("l02").submit({ supervise_grade: "1", supervise_text: "抓紧" }));
  expect(asked).toContain("督促麻向晚（代连以宁）在");
  let replies = "";
  for (const at of ["11-26T17:31", "11-27T08:31", "11-30T08:31"]) replies += await heard("c14", () => moveTo(at));
  expect(replies).toContain("督办麻向晚（代连以宁）还没回复，已到时限，请督促");
  await moveTo("12-01T08:31");
  let head = "";
  const late = await heard("c16", async () => {
    head = await heard("c14", () => moveTo("12-02T08:31"));
  });
  expect(late).toContain("由你负责，请今天办结");
  expect(head).toContain("负责人规划建设和交通办公室麻向晚（代连以宁），请今天办结");
  await moveTo("12-03T08:31");
  const leader = await heard("l02", () => moveTo("12-04T08:31"));
  expect(leader).toContain("规划建设和交通办公室麻向晚（代连以宁）负责。请过问一下");
});

test("what was parked is to be taken up again by who stands in: his head is told his name", async () => {
  await inHand();
  await spoken("c15");
  await person("c15").press("申请挂账");
  await person("c15").submit({
    park_until: String(Date.parse("2026-11-26T17:30:00+08:00")),
    park_reason: "等上级批",
    park_plan: "每周问",
  });
  await person("l03").press("同意");
  await leave("c15", "11-25", "12-11", "C16");
  await moveTo("11-26T08:31");
  expect(await heard("c14", () => moveTo("11-27T08:31"))).toContain("麻向晚（代连以宁）还没恢复办理，请督促");
});

test("who stands in for him who gave it on answers until it is accepted: he reads so, his leader whom to ring up (000-16)", async () => {
  await inHand();
  await person("c15").press("转办");
  await person("c15").submit({ hand_unit: "D11", hand_reason: "自来水管爆了冲塌的" });
  await leave("c15", "11-24", "12-11", "C16");
  await moveTo("11-24T10:31");
  expect(await heard("c16", () => moveTo("11-24T11:02"))).toContain("鲜于澄还没接收，已过时限。接收前由你负责");
  expect(await heard("l03", () => moveTo("11-25T08:31"))).toContain("接收前由麻向晚（代连以宁）负责");
});

async function handedOver(): Promise<void> {
  await inHand();
  await person("c15").press("转办");
  await person("c15").submit({ hand_unit: "D11", hand_reason: "自来水管爆了冲塌的" });
  for (const at of ["11-24T10:31", "11-24T11:02"]) await moveTo(at);
  expect(saidTo("e22").join("\n")).toContain("今天14:31前联系您。负责人连以宁");
}

test("the time promised to the enterprise after a lapse is asked for from who answers, once, and held against him only then (000-16)", async () => {
  await handedOver();
  expect(await heard("c15", () => moveTo("11-24T14:32"))).toContain(
    `「${ROAD}」还没联系企业，已过时限。接收前由你负责，请马上联系褚乐山`,
  );
  expect(person("c15").card(ROAD)).toContain("还没联系企业，应在11月24日(周二)14:31前");
  await person("c15").say("我的待办");
  expect(person("c15").card("手上有1件")).toContain("请联系企业");
  const later = await heard("c15", async () => {
    for (const at of ["11-25T08:31", "11-26T08:31"]) await moveTo(at);
  });
  expect(later).not.toContain("还没联系企业");
  expect(person("l02").sees()).toContain("连以宁：没有按时联系企业");
});

test("having spoken to the enterprise he waits for the other again, and nothing is held against him", async () => {
  await handedOver();
  await moveTo("11-24T14:32");
  await spoken("c15");
  await person("c15").say("我的待办");
  expect(person("c15").card("手上有1件")).toContain("对方还没接收，先由你负责");
  expect(person("c15").card(ROAD)).not.toContain("还没联系企业");
  for (const at of ["11-25T08:31", "11-26T08:31"]) await moveTo(at);
  expect(await office.db.all(sql`select person_id from accountability_drafts`)).toEqual([]);
});
