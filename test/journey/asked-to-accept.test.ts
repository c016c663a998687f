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
const offeredTo = async (): Promise<string | undefined> =>
  (await office.db.all<{ id: string }>(sql`select offered_to_id as id from tickets`))[0]?.id;
const cardOf = (id: string): string => office.person(`ou_demo_${id}`).card(ROAD);

test("passed on by rule, only who has it offered now is asked to accept; the others read whom it waits for (003-11)", async () => {
  office = await openOffice();
  await office.person("ou_demo_e22").say(`${ROAD},货车进不来`);
  expect(cardOf("c15")).toMatch(/请在.*接收/);
  for (let i = 0; i < 40 && (await offeredTo()) !== "C14"; i += 1) await office.advance(5 * 60_000);
  expect(cardOf("c14")).toMatch(/请在.*接收/);
  for (const id of ["c15", "c16"]) {
    expect(cardOf(id), id).toMatch(/等.+接收，/);
    expect(cardOf(id), id).not.toMatch(/请在.*接收|请尽快接收/);
    expect(cardOf(id), "a colleague may still take it").toContain("[接收]");
  }
});

test("who has given it on reads whom it waits for, and may take it back (首问, 000-16)", async () => {
  office = await openOffice();
  await office.person("ou_demo_e22").say(`${ROAD},货车进不来`);
  const cadre = office.person("ou_demo_c15");
  await cadre.press("接收");
  await cadre.press("转办");
  await cadre.submit({ hand_unit: "D11", hand_reason: "是自来水管漏的" });
  expect(cardOf("c15")).toContain("等尤在渊接收");
  expect(cardOf("c15")).not.toMatch(/请在.*接收/);
  expect(cardOf("c15")).toContain("[接收]");
});

test("who answers for it till it is accepted is spoken to, with whom to ring up; above him his name stands (000-16)", async () => {
  office = await openOffice();
  await office.person("ou_demo_e22").say(`${ROAD},货车进不来`);
  const [first, leader] = [office.person("ou_demo_c06"), office.person("ou_demo_l02")];
  for (const at of ["11-24T16:30", "11-25T15:00", "11-26T12:01", "11-27T08:31", "11-30T08:31"]) await moveTo(at);
  expect(await offeredTo()).toBe("C14");
  expect(first.sees()).toMatch(/郎清越还没接收，已过时限。接收前由你负责，请打电话问一下：郎清越 140-0000-0114。/);
  expect(leader.sees()).toMatch(/郎清越还没接收.*接收前由房若水负责，请打电话问一下：郎清越 140-0000-0114。/);
});

test("a return at night: message and card name one limit; undecided the second morning, who heads the desk hears (B.3)", async () => {
  office = await openOffice({ now: Date.parse("2026-11-27T16:00:00+08:00") });
  await office.person("ou_demo_e22").say(`${ROAD},货车进不来`);
  await moveTo("11-27T20:00");
  const cadre = office.person("ou_demo_c15");
  await cadre.press("不归我管");
  await cadre.submit({ return_kind: "duty", return_reason: "是自来水管漏的", return_unit: "D11" });
  const [desk, head] = [office.person("ou_demo_c06"), office.person("ou_demo_c04")];
  expect(desk.sees()).toContain("请在11月30日(周一)17:30前重新派单");
  expect(desk.card("退回原因")).toContain("请在11月30日(周一)17:30前派单");
  await moveTo("12-01T08:31");
  expect(desk.sees()).toContain("退回后还没重新派单，已过时限，请现在定下来");
  expect(desk.card("退回原因"), "the card turns with it").toContain("应在11月30日(周一)17:30前派单");
  expect(head.sees()).not.toContain("退回");
  await moveTo("12-02T08:31");
  expect(head.sees()).toContain("退回后房若水还没重新派单，已过时限。请打电话催一下：房若水 140-0000-0106");
});
