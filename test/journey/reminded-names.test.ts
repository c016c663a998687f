import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import type { PersonAtPhone } from "../support/people.ts";
import { wordsOf } from "../support/people.ts";

let office: Office;
afterEach(() => office.close());

const person = (id: string): PersonAtPhone => office.person(`ou_demo_${id}`);
/** Local, MM-DDThh:mm. */
const moveTo = (local: string): Promise<void> =>
  office.advance(Date.parse(`2026-${local}:00+08:00`) - office.sandbox.now());
const saidTo = (id: string): string[] =>
  person(id)
    .messages()
    .filter(({ from }) => from === "bot")
    .map(wordsOf);
/** What a person is told meanwhile. */
async function heard(id: string, during: () => Promise<unknown>): Promise<string> {
  const before = saidTo(id).length;
  await during();
  return saidTo(id).slice(before).join("\n");
}
async function leave(id: string, from: string, to: string, delegate?: string): Promise<void> {
  await person(id).say("请假");
  const days = { leave_from: `2026-${from}`, leave_to: `2026-${to}` };
  await person(id).submit(delegate === undefined ? days : { ...days, leave_delegate: delegate });
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
