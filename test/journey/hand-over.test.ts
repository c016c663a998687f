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
  expect(office.person("ou_demo_e22").card(ROAD), "to the manager nothing goes backwards").toContain(
    "连以宁正在为您办理",
  );
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

test("what was offered to one and accepted by another is told as it was: who let it pass, to whom it went, who took it (000-16)", async () => {
  office = await openOffice();
  await office.person("ou_demo_e22").say(`${ROAD},货车进不来`);
  const first = office.person("ou_demo_c15");
  expect(await state("$.offeredToId")).toBe("C15");
  await moveTo("11-24T16:05");
  const second = String(await state("$.offeredToId"));
  expect(second).not.toBe("C15");
  await first.press("接收");
  expect(await state("$.chain[1].to"), "history is not rewritten").toBe(second);
  const [next] = [
    (await office.db.all<{ v: string }>(sql`select name v from people where id = ${second}`))[0]?.v ?? "",
  ];
  const card = first.card(ROAD);
  expect(card).toContain(`连以宁 没有按时接收，转给：${next}`);
  expect(card).toContain("连以宁 接收");
  expect(card).toContain(`连以宁（未接收） → ${next}（连以宁接收）`);
});

test("who is given a ticket reads why on its card, and the history keeps it; the enterprise reads who, not why (000-16)", async () => {
  office = await openOffice();
  const manager = office.person("ou_demo_e22");
  await manager.say(`${ROAD},货车进不来`);
  const giver = office.person("ou_demo_c15");
  await giver.press("接收");
  await giver.press("转办");
  await giver.submit({ hand_unit: "D11", hand_reason: "要先修水管" });
  const receiver = office.person("ou_demo_c29");
  expect(receiver.card(ROAD)).toContain("连以宁转办说明：要先修水管");
  expect(receiver.card(ROAD)).toContain("连以宁 转办：尤在渊（要先修水管）");
  expect(manager.card(ROAD)).toContain("转办：尤在渊");
  expect(manager.card(ROAD)).not.toContain("要先修水管");
});

test("until a hand-over is accepted the giver's unit answers: its head and leader hear of what is late, not the receiver's (003-11)", async () => {
  office = await openOffice();
  await office.person("ou_demo_e22").say(`${ROAD},货车进不来`);
  const giver = office.person("ou_demo_c15");
  await giver.press("接收");
  await moveTo("12-02T17:25");
  await giver.press("转办");
  await giver.submit({ hand_unit: "D11", hand_reason: "要先修水管" });
  await moveTo("12-03T08:31");
  expect(office.person("ou_demo_c14").sees()).toContain("尤在渊还没接收，办结期限已超2个工作日。接收前由连以宁负责");
  expect(office.person("ou_demo_c28").sees()).not.toContain("已超");
  expect(office.person("ou_demo_c29").sees()).not.toContain("公用事业服务站连以宁");
});
