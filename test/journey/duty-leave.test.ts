import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import { wordsOf } from "../support/people.ts";

let office: Office;
afterEach(() => office.close());

async function onLeave(id: string, delegate?: string) {
  const person = office.person(`ou_demo_${id}`);
  await person.say("请假");
  const days = { leave_from: "2026-11-24", leave_to: "2026-11-27" };
  await person.submit(delegate === undefined ? days : { ...days, leave_delegate: delegate });
  return person;
}
const fire = async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("配电房着火了,里面还有两个人没出来");
  return manager;
};
const first = (person: ReturnType<Office["person"]>): string =>
  person.cards().map(wordsOf).find((words) => words.includes("119")) ?? ""; // prettier-ignore

test("an emergency names and alarms who stands in for a duty person on leave; he can take it in hand, in that one's name (B.14)", async () => {
  office = await openOffice();
  const away = await onLeave("c01", "C04");
  const before = away.messages().length;
  const manager = await fire();
  const standIn = office.person("ou_demo_c04");
  const [name] = await office.db.all<{ name: string }>(sql`select name from people where id = 'C04'`);
  expect(first(manager), "whom the enterprise rings up is there").toContain(name?.name);
  expect(away.messages().length, "left in peace on leave").toBe(before);
  expect(standIn.sees()).toContain("着火");

  await standIn.press("我来处理");
  const last = (person: typeof manager): string => person.messages().slice(-1).map(wordsOf).join();
  expect(last(manager)).toContain(name?.name);
  expect(standIn.card("配电房")).toContain("（代安景明）");
  expect(last(office.person("ou_demo_c02"))).toContain(name?.name);
});

test("with the duty person and everybody who could stand in for him away, he is alarmed all the same: never nobody", async () => {
  office = await openOffice();
  for (const id of ["c02", "c03", "c04", "c05", "c06", "c07", "c08"]) await onLeave(id);
  const duty = await onLeave("c01", "C04");
  const before = duty.messages().length;
  const manager = await fire();
  expect(first(manager)).toContain("安景明");
  expect(duty.messages().slice(before).map(wordsOf).join()).toContain("着火");
});

test("whom the enterprise is told to ring is whom the alarm reaches: a stand-in without an account is not named", async () => {
  office = await openOffice();
  const away = await onLeave("c01", "C04");
  await office.db.run(sql`delete from identities where person_id = 'C04'`);
  await office.db.run(sql`update settings set value = cast(value as integer) + 1 where key = 'directory_version'`);
  const before = away.messages().length;
  const manager = await fire();
  expect(away.messages().slice(before).map(wordsOf).join()).toContain("着火");
  expect(first(manager)).toContain("安景明");
});
