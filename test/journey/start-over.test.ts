import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { DAY } from "../support/clock.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

let office: Office;
afterEach(() => office.close());

const KEPT =
  /^(?:units|people|identities|enterprises|guides|guide_index.*|policies|policy_index.*|categories|limit_policies|calendar_days|settings)$/u;
/** Tables of the library, of the migrations and of the search index itself. */
const INNER = /^(?:sqlite_.*|__.*|libsql_.*|(?:ticket|imported)_search_.*|public_answer_index_.*)$/u;

test("starting over forgets all that happened, the leaders' figures too, and the desk works on", async () => {
  office = await openOffice();
  const manager = office.person("ou_demo_e01");
  await manager.say("园区纬二路停电了,注塑机全停了");
  await office.advance(5 * DAY);
  await fetch(`http://127.0.0.1:${office.serving.port}/local/reset`, { method: "POST" });

  const names = await office.db.all<{ name: string }>(sql`select name from sqlite_master where type = 'table'`);
  const left: string[] = [];
  for (const { name } of names) {
    if (KEPT.test(name) || INNER.test(name)) continue;
    const [row] = await office.db.all<{ n: number }>(sql`select count(*) n from ${sql.identifier(name)}`);
    if (row?.n !== 0) left.push(name);
  }
  expect(left).toEqual([]);

  await manager.say("园区纬二路停电了,注塑机全停了");
  expect(await office.db.all(sql`select count(*) n from ticket_facts`)).toEqual([{ n: 1 }]);
  expect(office.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});
