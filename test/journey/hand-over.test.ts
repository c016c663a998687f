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
const state = async (path: string): Promise<unknown> =>
  (await office.db.all<{ v: unknown }>(sql`select json_extract(state, ${path}) v from tickets`))[0]?.v;

test("转办 to another unit: its head may accept, the giver hears who has it, and until then both see who is asked (000-16)", async () => {
  office = await openOffice();
  await office.person("ou_demo_e22").say(`${ROAD},货车进不来`);
  const giver = office.person("ou_demo_c15");
  await giver.press("接收");
  await giver.press("转办");
  await giver.submit({ hand_unit: "D11", hand_reason: "是自来水管漏的" });
  expect(office.person("ou_demo_c29").card(ROAD)).toContain("[接收]");
  expect(await state("$.unitId")).toBe("D11");

  // Four office hours later nobody has accepted: the receiving unit's head is asked, and the giver is told.
  await moveTo("11-24T17:00");
  expect(await state("$.offeredToId")).toBe("C28");
  expect(giver.sees()).toContain("鲜于澄");
  expect(giver.card(ROAD), "he may still take it back").toContain("[接收]");
  await office.person("ou_demo_c28").press("接收");
  expect(giver.sees()).toContain("鲜于澄已接手");
  expect(await state("$.responsibleId")).toBe("C28");
  // What was due at 16:00 is not held against who got it afterwards.
  expect(Number(await state("$.deadlines.contactBy"))).toBeGreaterThan(Date.parse("2026-11-25T08:30:00+08:00"));
});
