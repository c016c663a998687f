import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import type { PersonAtPhone } from "../support/people.ts";

const ROAD = "永安大路73号门口的路面塌了一块";

let office: Office;
afterEach(() => office.close());

const person = (id: string): PersonAtPhone => office.person(`ou_demo_${id}`);
/** 2026, local. */
const moveTo = (local: string): Promise<void> =>
  office.advance(Date.parse(`2026-${local}:00+08:00`) - office.sandbox.now());
/** The ticket's own card, not the bundle that names it. */
const cardOf = (id: string): string => person(id).card("首接");

/** Nobody accepts it, and its final limit passes on 12-01. */
async function offeredTooLong(): Promise<void> {
  office = await openOffice();
  await person("e22").say(`${ROAD},货车进不来`);
  for (const at of ["11-24T16:30", "11-25T14:30", "11-26T14:30"]) await moveTo(at);
  const [row] = await office.db.all<{ id: string }>(sql`select offered_to_id as id from tickets`);
  expect(row?.id).toBe("C14");
}

test("the morning a ticket that nobody has accepted is late, its dispatcher can still send it elsewhere", async () => {
  await offeredTooLong();
  expect(cardOf("c06")).toContain("[派单]");
  await moveTo("12-02T08:31");
  expect(cardOf("c06")).toContain("[派单]");
  expect(cardOf("c14"), "who is asked to accept has the card for that").toContain("[接收]");
});
