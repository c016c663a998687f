import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { MINUTE } from "../support/clock.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import type { PersonAtPhone } from "../support/people.ts";
import { wordsOf } from "../support/people.ts";

let office: Office;
afterEach(() => office.close());

const alarms = (person: PersonAtPhone): number =>
  person.messages().filter((message) => message.from === "bot" && wordsOf(message).includes("请现在打电话")).length;
const down = (): void => void office.sandbox.control.setFaults({ apiServerError: 1_000_000 });
const up = (): void => void office.sandbox.control.setFaults({ apiServerError: 0 });
const waiting = () =>
  office.db.all<{ serial: string; n: number }>(
    sql`select serial, count(*) as n from jobs where state = 'waiting' and json_extract(payload, '$.notice.kind') = 'duty_alarm' group by serial`,
  );

async function fire() {
  office = await openOffice();
  await office.person("ou_demo_e01").say("车间着火了,快来人");
  return [office.person("ou_demo_c01"), office.person("ou_demo_c02")] as const;
}

test("of the alarms of an outage the last alone waits for each reader, and is said at once after it", async () => {
  const [first] = await fire();
  const before = alarms(first);
  expect(before).toBe(1);
  down();
  for (let i = 0; i < 6; i += 1) await office.advance(6 * MINUTE);
  const lanes = await waiting();
  expect(
    lanes.some(({ serial }) => serial.startsWith("to:oc_")),
    "the duty group, too",
  ).toBe(true);
  for (const { serial, n } of lanes) expect(n, serial).toBeLessThanOrEqual(2);
  up();
  await office.advance(MINUTE);
  expect(alarms(first) - before).toBe(1);
});

test("what somebody has taken in the outage alarms nobody after it", async () => {
  const [first, second] = await fire();
  down();
  for (let i = 0; i < 2; i += 1) await office.advance(6 * MINUTE);
  await first.press("我来处理");
  await office.advance(10 * MINUTE);
  const before = [alarms(first), alarms(second)];
  up();
  await office.advance(5 * MINUTE);
  expect([alarms(first), alarms(second)]).toEqual(before);
  expect(await waiting()).toEqual([]);
});
