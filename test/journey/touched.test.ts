import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { PersonAtPhone } from "../support/people.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

const ROAD = "永安大路73号门口的路面塌了一块";

let office: Office;
afterEach(() => office.close());

/** 2026, local. */
const moveTo = (local: string): Promise<void> =>
  office.advance(Date.parse(`2026-${local}:00+08:00`) - office.sandbox.now());

async function opened() {
  office = await openOffice();
  const manager = office.person("ou_demo_e22");
  await manager.say(`${ROAD},货车进不来`);
  return { manager, cadre: office.person("ou_demo_c15"), head: office.person("ou_demo_c14") };
}

const fromBot = (person: PersonAtPhone): number => person.messages().filter(({ from }) => from === "bot").length;

const state = async (path: string): Promise<unknown> =>
  (await office.db.all<{ v: unknown }>(sql`select json_extract(state, ${path}) v from tickets`))[0]?.v;

test("a late ticket is reminded of once a working day, however often it is touched, and not at night (domain.md B.13)", async () => {
  const { manager, cadre, head } = await opened();
  await cadre.press("接收");
  await moveTo("12-02T08:31");
  expect(cadre.sees()).toContain("已超");
  for (const [when, touch] of [
    ["12-02T14:00", async () => (await cadre.press("写进展"), cadre.submit({ progress_text: "在等路政的人" }))],
    ["12-02T22:00", async () => (await cadre.press("写进展"), cadre.submit({ progress_text: "明早到场" }))],
  ] as const) {
    await moveTo(when);
    await touch();
    const before = [cadre, head].map(fromBot);
    await office.advance(2 * 60_000);
    expect([cadre, head].map(fromBot), `${when}: nobody is pinged by a touch`).toEqual(before);
  }
  await moveTo("12-02T22:30");
  await manager.say("催一下,怎么还没修");
  const before = fromBot(head);
  await office.advance(2 * 60_000);
  expect(fromBot(head)).toBe(before);
  await moveTo("12-03T08:31");
  expect(fromBot(head), "the next working morning it is").toBeGreaterThan(before);
});

test("a reminder about what is to be dispatched leaves the dispatcher the button (000-16)", async () => {
  const { cadre } = await opened();
  await cadre.press("不归我管");
  await cadre.submit({ return_kind: "duty", return_reason: "是县公路的", return_unit: "D03" });
  const dispatcher = office.person(`ou_demo_${String(await state("$.responsibleId")).toLowerCase()}`);
  await moveTo("12-02T08:31");
  expect(dispatcher.card("QF-20261124-0001")).toContain("[派单");
});

test("who let it pass has no hand in it once a colleague has accepted (domain.md B.3)", async () => {
  const { cadre } = await opened();
  await moveTo("11-24T16:30");
  await office.person("ou_demo_c16").press("接收");
  expect(cadre.card(ROAD)).not.toContain("[不归我管");
  expect(await state("$.assigneeId")).toBe("C16");
});
