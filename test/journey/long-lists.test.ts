import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

let office: Office;
afterEach(() => office.close());

/** A ticket of the cadre C15, and so many more just like it. */
async function manyLike(copies: number) {
  office = await openOffice();
  await office.person("ou_demo_e22").say("永安大路73号门口的路面塌了一块,货车进不来");
  const cadre = office.person("ou_demo_c15");
  await cadre.press("接收");
  await office.db.run(sql`insert into tickets (id, no, version, stage, category, unit_id, responsible_id, offered_to_id,
      opened_at, resolve_by, closed_at, head_hash, state)
    with recursive n(n) as (select 1 union all select n + 1 from n where n <= ${copies})
    select 'copy' || n, 'QF-20261123-' || (1000 + n), version, stage, category, unit_id, responsible_id, offered_to_id,
      opened_at, resolve_by + n, null, head_hash,
      json_set(state, '$.id', 'copy' || n, '$.no', 'QF-20261123-' || (1000 + n)) from tickets, n where n <= ${copies}`);
  return cadre;
}

test("a list says how many there are, and 以上 where not all were read", async () => {
  const cadre = await manyLike(49);
  await cadre.say("我的待办");
  expect(cadre.card("手上有50件")).toMatch(/第1到6件，共50件$/m);
  await office.close();
  const busy = await manyLike(60);
  await busy.say("我的待办");
  expect(busy.card("手上有50件以上")).toContain("第1到6件，共50件以上");
  const head = office.person("ou_demo_c14");
  await head.say("本单位待办");
  expect(head.card("本单位手上有50件以上")).toContain("共50件以上");
  await office.advance(14 * 86_400_000);
  await busy.say("今天到期");
  expect(busy.card("今天到期和超期的有50件以上")).toContain("共50件以上");
  await office.person("ou_demo_l02").say("督办");
  expect(office.person("ou_demo_l02").card("要过问的有50件以上")).toContain("共50件以上");
});

test("a ticket he may read is found behind more than fifty of the same number that he may not", async () => {
  await manyLike(0);
  await office.db
    .run(sql`insert into tickets (id, no, version, stage, unit_id, responsible_id, opened_at, head_hash, state)
    with recursive n(n) as (select 0 union all select n + 1 from n where n < 59)
    select 'other' || n, 'QF-' || strftime('%Y%m%d', '2026-11-23', '-' || n || ' days') || '-0001', version, stage, 'D12',
      'C29', opened_at + 1, head_hash, json_set(state, '$.id', 'other' || n, '$.unitId', 'D12', '$.firstResponderId', 'C29',
      '$.responsibleId', 'C29', '$.assigneeId', 'C29', '$.offeredToId', null, '$.requester', json('{}')) from tickets, n`);
  const cadre = office.person("ou_demo_c15");
  const before = cadre.cards().length;
  await cadre.say("查 1");
  expect(cadre.cards().length).toBe(before + 1);
  expect(cadre.card("QF-20261124-0001")).toContain("写进展");
});
