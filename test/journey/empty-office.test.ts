import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { DAY } from "../support/clock.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

let office: Office;
afterEach(() => office.close());

test("an office that has imported nothing yet takes every request: a ticket, a receipt, and nothing breaks as time passes", async () => {
  office = await openOffice({ town: false });
  const manager = office.person("ou_demo_e01");
  await manager.say("纬二路停电了,机器全停");
  expect(manager.card("已收到")).toContain("QF-20261124-0001");
  await manager.say("办得怎么样了");
  await manager.say("催一下");
  for (let day = 0; day < 5; day += 1) await office.advance(DAY);
  const [ticket] = await office.db.all<{ stage: string; responsible: string }>(
    sql`select stage, responsible_id responsible from tickets`,
  );
  expect(ticket).toEqual({ stage: "triage", responsible: "desk" });
  expect(office.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});
