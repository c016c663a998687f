import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import type { PersonAtPhone } from "../support/people.ts";
import { wordsOf } from "../support/people.ts";
import { heardBy, moveTo as to, saidTo as said } from "../support/told.ts";

let office: Office;
afterEach(() => office.close());

const ROAD = "永安大路73号门口的路面塌了一块";
const person = (id: string): PersonAtPhone => office.person(`ou_demo_${id}`);
const moveTo = (local: string): Promise<void> => to(office, local);
const fromBot = (id: string): string[] => said(person(id));

const heard = (id: string, during: () => Promise<unknown>): Promise<string> => heardBy(person(id), during);
async function leave(id: string, from: string, to: string, delegate?: string) {
  await person(id).say("请假");
  const days = { leave_from: `2026-${from}`, leave_to: `2026-${to}` };
  return person(id).submit(delegate === undefined ? days : { ...days, leave_delegate: delegate });
}
async function back(id: string): Promise<void> {
  await person(id).say("销假");
  await person(id).press("销假");
}
async function inHand(now?: string): Promise<void> {
  office = await openOffice(now === undefined ? {} : { now: Date.parse(`2026-${now}:00+08:00`) });
  await person("e22").say(`${ROAD},货车进不来`);
  await person("c15").press("接收");
}
async function spoken(): Promise<void> {
  await person("c15").press("写进展");
  await person("c15").submit({ progress_text: "看过了", progress_visible: "yes" });
}
const named = (): string => /负责人：(.*?) 140/.exec(person("e22").card(ROAD))?.[1] ?? "";
const takenOver = (words: string): number => words.split("请您代办").length - 1;

test("nobody named: whoever the enterprise is told answers now is told at once, and the absent one reads who; at 销假 it ends", async () => {
  await inHand();
  let said = "";
  const told = await heard("c14", async () => {
    said = (await leave("c15", "11-24", "11-27")).toast?.content ?? "";
  });
  expect(named()).toBe("郎清越（代连以宁）");
  expect(told).toContain("连以宁11月24日(周二)到11月27日(周五)请假，请您代办");
  expect(told).toContain("1件，最早的今天14:00前要办");
  expect(said).toContain("郎清越代办");
  await person("c15").say("请假");
  expect(person("c15").sees()).toContain("郎清越代办");
  expect(await heard("c14", () => back("c15"))).toContain("连以宁那边不用您代办了");
});

test("nobody named for a leave to come: he is told on its first morning, and at night nobody is woken", async () => {
  await inHand();
  await spoken();
  expect(await heard("c14", () => leave("c15", "11-25", "11-27"))).toBe("");
  const morning = await heard("c14", () => moveTo("11-25T08:31"));
  expect(takenOver(morning)).toBe(1);
  await back("c15");
  await moveTo("11-25T22:00");
  expect(await heard("c14", () => leave("c15", "11-25", "11-27"))).toBe("");
  expect(named()).toBe("郎清越（代连以宁）");
  expect(takenOver(await heard("c14", () => moveTo("11-26T08:31")))).toBe(1);
});

test("with nothing in hand nobody but who was named is told", async () => {
  office = await openOffice();
  expect(await heard("c14", () => leave("c15", "11-24", "11-27"))).toBe("");
});

test("a delegate who goes on leave himself: whoever takes it over hears of it, and when he is back both do", async () => {
  await inHand();
  await spoken();
  await leave("c15", "11-24", "12-04", "C16");
  await leave("c16", "11-25", "11-26");
  let left = "";
  const told = await heard("c14", async () => {
    left = await heard("c16", () => moveTo("11-25T08:31"));
  });
  expect(told).toContain("连以宁11月24日(周二)到12月4日(周五)请假，请您代办");
  expect(left, "left in peace").toBe("");
  expect(named()).toBe("郎清越（代连以宁）");
  let again = "";
  const over = await heard("c14", async () => {
    again = await heard("c16", () => moveTo("11-27T08:31"));
  });
  expect(over).toContain("连以宁那边不用您代办了");
  expect(takenOver(again)).toBe(1);
  expect(named()).toBe("麻向晚（代连以宁）");
});

test("a unit wholly away: one person answers from day to day, and has been told once", async () => {
  await inHand();
  await spoken();
  for (const id of ["c14", "c15", "c16"]) await leave(id, "11-25", "12-10");
  const days = ["11-25T08:31", "11-26T08:31", "11-27T08:31", "11-30T08:31"];
  const names: string[] = [];
  for (const at of days) {
    await moveTo(at);
    await person("e22").say("办得怎么样了");
    names.push(named());
  }
  expect(names).toEqual(days.map(() => names[0]));
  const [{ id } = { id: "" }] = await office.db.all<{ id: string }>(
    sql`select id from people where name = ${names[0]?.replace("（代连以宁）", "")}`,
  );
  expect(takenOver(fromBot(id.toLowerCase()).join("\n"))).toBe(1);
  expect(takenOver(fromBot("c14").join("\n"))).toBe(0);
});

test("提级 while its leader is away: who is told is who is named, and he himself hears on his first morning back", async () => {
  await inHand();
  await spoken();
  await leave("l02", "11-24", "11-30");
  await person("c06").press("提级");
  const pressed = await person("c06").submit({ level_up_reason: "要县公路中心出钱" });
  expect(fromBot("l01").join("\n")).toContain("提请您协调");
  expect(pressed.toast?.content).toBe("已提级，云致远（代溪望山）马上知道");
  expect(person("c15").sees()).toContain("由云致远（代溪望山）协调");
  await moveTo("11-30T08:31");
  expect(fromBot("l02").join("\n")).not.toContain(ROAD);
  await moveTo("12-01T08:31");
  expect(person("l02").card(ROAD)).toContain("已提级，请分管领导协调");
});

test("提级 while its leader is away, solved before he is back: he is left alone", async () => {
  await inHand();
  await leave("l02", "11-24", "11-26");
  await person("c06").press("提级");
  await person("c06").submit({ level_up_reason: "要县公路中心出钱" });
  await person("c15").press("办结");
  await person("c15").submit({ resolve_text: "路面已回填压实" });
  expect(await heard("l02", () => moveTo("11-27T08:31"))).toBe("");
});

test("a card that grows old comes to who does its work, once, and not to who is on leave; back, he has his own anew", async () => {
  await inHand("09-24T10:00");
  await spoken();
  await person("c15").press("申请挂账");
  await person("c15").submit({
    park_until: String(Date.parse("2026-10-08T17:30:00+08:00")),
    park_reason: "等上级批",
    park_plan: "每周问",
  });
  await person("l03").press("同意");
  await leave("c15", "10-08", "10-12", "C16");
  for (const at of ["09-30T17:00", "10-07T20:00"]) await moveTo(at);
  const cards = (id: string): number => person(id).cards().filter((card) => wordsOf(card).includes(ROAD)).length; // prettier-ignore
  expect(await heard("c15", () => moveTo("10-08T09:31"))).toBe("");
  expect(person("c16").card(ROAD)).toContain("[恢复办理]");
  await moveTo("10-09T11:31");
  expect(cards("c16")).toBe(1);
  const before = cards("c15");
  await moveTo("10-13T11:31");
  expect(cards("c15")).toBe(before + 1);
});
