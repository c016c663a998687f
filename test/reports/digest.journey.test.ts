import { afterAll, beforeAll, expect, test } from "vitest";
import { slots } from "../../db/schema/index.ts";
import { HOUR, MINUTE, DAY } from "../support/clock.ts";
import { openOffice } from "../support/office.ts";
import type { Office } from "../support/office.ts";
import { wordsOf } from "../support/people.ts";

let office: Office;
const DAILY = "oc_demo_daily";
const told = (): string[] =>
  office
    .person("ou_demo_l02")
    .messages(DAILY)
    .map(wordsOf)
    .filter((t) => t.includes("企业服务日报"));

beforeAll(async () => {
  // Tuesday, ten o'clock: the hour of the digest has passed before the office was opened.
  office = await openOffice();
  await office.advance(MINUTE);
});
afterAll(() => office.close());

test("the group is told each working morning, once, what happened since; never at a weekend", async () => {
  expect(told()).toHaveLength(0);
  await office.person("ou_demo_e01").say("纬二路停电了,注塑机全停,请尽快来修");
  await office.advance(22 * HOUR + 36 * MINUTE);
  expect(told()).toHaveLength(1);
  expect(told()[0]).toContain("11月25日(周三)企业服务日报");
  expect(JSON.stringify(office.person("ou_demo_l02").cards(DAILY))).toContain("新收1 办结0 在办1");
  await office.advance(MINUTE);
  await office.advance(HOUR);
  expect(told()).toHaveLength(1);

  // Two instances at one moment: the slot is one.
  await office.db.delete(slots);
  await office.advance(MINUTE);
  expect(told()).toHaveLength(1);

  await office.advance(DAY);
  await office.advance(DAY);
  const friday = told().length;
  expect(friday).toBe(3);
  await office.advance(DAY);
  await office.advance(DAY);
  expect(told()).toHaveLength(friday);
  await office.advance(DAY);
  expect(told()).toHaveLength(friday + 1);
}, 60_000);

test("a leader who presses 督办 gets the ticket's card in private, with 督办 on it", async () => {
  const leader = office.person("ou_demo_l02");
  expect(leader.cards(DAILY).at(-1)).toBeDefined();
  await leader.press("督办", {}, DAILY);
  expect(leader.card("纬二路停电")).toContain("[督办]");
});
