import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

let office: Office;
afterEach(() => office.close());

/** 2026, local. */
const moveTo = (local: string): Promise<void> =>
  office.advance(Date.parse(`2026-${local}:00+08:00`) - office.sandbox.now());
const stuck = (): string[] => office.log.filter((line) => line.includes('"event":"reminder.stuck"'));

const ids = async (): Promise<string[]> =>
  (await office.db.all<{ id: string }>(sql`select id from tickets order by no`)).map(({ id }) => id);
/** A state no rule can read; written by no code of ours. */
const spoil = (id: string) =>
  office.db.run(
    sql`update tickets set state = json_remove(state, '$.deadlines', '$.chain', '$.notes') where id = ${id}`,
  );

test("a ticket whose rule fails stops only its own reminders; it is named once in the log and goes on when it is mended", async () => {
  office = await openOffice();
  await office.person("ou_demo_e22").say("永安大路73号门口的路面塌了一块,货车进不来");
  await office.person("ou_demo_c15").press("接收");
  await office.person("ou_demo_e01").say("园区纬二路停电了,注塑机全停了");
  await office.person("ou_demo_c29").press("接收");
  const [broken = ""] = await ids();
  const [{ state: sound } = { state: "" }] = await office.db.all<{ state: string }>(
    sql`select state from tickets where id = ${broken}`,
  );
  await spoil(broken);
  await moveTo("11-24T17:00");
  await moveTo("11-25T09:00");
  expect(office.person("ou_demo_c29").sees(), "the other ticket's").toContain("还没联系企业");
  expect(office.person("ou_demo_c15").sees()).not.toContain("还没联系企业");
  expect(stuck(), "two looks, one line").toHaveLength(1);
  expect(stuck()[0]).toMatch(/"ticket":"QF-20261124-0001".*"reference":"\w{6}"/);
  expect(stuck().join("\n")).not.toContain("永安");
  expect(office.log.join("\n")).not.toContain("sweep.failed");

  await office.db.run(sql`update tickets set state = ${sound} where id = ${broken}`);
  await moveTo("11-25T09:20");
  expect(office.person("ou_demo_c15").sees()).toContain("还没联系企业");
});

test("more stuck ones than one look takes in do not hide those behind them", async () => {
  office = await openOffice();
  await office.person("ou_demo_e22").say("永安大路73号门口的路面塌了一块,货车进不来");
  await office.person("ou_demo_e01").say("园区纬二路停电了,注塑机全停了");
  await office.person("ou_demo_c29").press("接收");
  const [broken = ""] = await ids();
  await spoil(broken);
  const columns = await office.db.all<{ name: string }>(sql`select name from pragma_table_info('tickets')`);
  const special: Record<string, string> = {
    id: "id || '-' || n",
    no: "no || '-' || n",
    state: "json_set(state, '$.id', id || '-' || n)",
  };
  const copied = columns.map(({ name }) => special[name] ?? name).join(", ");
  await office.db.run(
    sql.raw(`with recursive many (n) as (select 1 union all select n + 1 from many where n < 410)
      insert into tickets (${columns.map(({ name }) => name).join(", ")}) select ${copied} from tickets, many where id = '${broken}'`),
  );
  await office.db.run(
    sql`insert into reminders (ticket_id, kind, due_at, state)
      select id, 'contact_overdue', ${office.sandbox.now()}, 'planned' from tickets where no like '%-0001-%'`,
  );
  await moveTo("11-24T17:00");
  expect(office.person("ou_demo_c29").sees()).toContain("还没联系企业");
  expect(stuck().length).toBeGreaterThanOrEqual(410);
});
