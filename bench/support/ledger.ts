import type { Database } from "../../src/store/database.ts";
import { deskInProcess } from "./desk.ts";
import { MATTERS, managerAt, textDelivery } from "./events.ts";

/** Requesters, and cadres, among whom the tickets are spread: with a million tickets each has a hundred. */
export const PEOPLE = 10_000;
/** A requester with a long past. */
export const BUSIEST = { openId: "ou_busiest", personId: "P-busiest", closed: 20_000 } as const;

export interface Ledger {
  /** UTC ms at which the reminders of `dueTickets` are due, and no other. */
  readonly dueAt: number;
  readonly dueTickets: number;
}

/**
 * Fills an office with open tickets, all copies of one that really came in, each with two reminders planned. Written past
 * the desk, for a million through it would take hours; only the columns that tell one ticket from another differ.
 */
export async function fillLedger(db: Database, tickets: number, dueTickets: number): Promise<Ledger> {
  const { $client: client } = db;
  const desk = await deskInProcess({ db });
  await desk.deliver(textDelivery(managerAt(0), MATTERS[0], Date.now()));
  const planned = await client.execute("select max(due_at) as at from reminders where kind = 'overdue'");
  const dueAt = Number(planned.rows[0]?.["at"]);
  // Not durable while it fills; the file is thrown away when this fails.
  await client.execute("pragma synchronous = off");
  await client.execute("pragma cache_size = -500000");
  await client.execute("create table template as select * from tickets");
  const everyOne = `with recursive n (i) as (select 1 union all select i + 1 from n where i < ${tickets})`;
  await client.execute(copies(everyOne, { id: "'tk_bench_' || printf('%08d', i)", person: `i * 7919 % ${PEOPLE}` }));
  await client.execute(
    `insert into reminders (ticket_id, kind, due_at, state) ${everyOne}
     select 'tk_bench_' || printf('%08d', i), k.value, ${dueAt} + 86400000 + i, 'planned'
     from n, json_each('["due_soon", "overdue"]') k`,
  );
  // Every thirtieth waits for somebody else's word or part as well.
  await client.execute(
    `insert into ticket_parts (ticket_id, person_id, unit_id) ${everyOne}
     select 'tk_bench_' || printf('%08d', i), 'X' || (i * 7919 % ${PEOPLE}), null from n where i % 30 = 0`,
  );
  await addBusiest(db);
  await client.execute("drop table template");
  await client.execute("delete from reminders where ticket_id not like 'tk_bench_%'");
  await client.execute("pragma cache_size = -16000");
  await client.execute("pragma wal_checkpoint(truncate)");
  await client.execute("pragma synchronous = full");
  return { dueAt, dueTickets };
}

/** Makes every so manieth ticket's reminders due (again), half of them the warning and half the missed limit. */
export async function makeDue(db: Database, tickets: number, { dueAt, dueTickets }: Ledger): Promise<void> {
  const step = Math.floor(tickets / dueTickets);
  await db.$client.batch(
    [
      "delete from jobs",
      `with recursive n (i) as (select ${step} union all select i + ${step} from n where i < ${step * dueTickets})
       insert or replace into reminders (ticket_id, kind, due_at, state)
       select 'tk_bench_' || printf('%08d', i), iif(i / ${step} % 2 = 0, 'due_soon', 'overdue'), ${dueAt}, 'planned' from n`,
    ],
    "write",
  );
}

/** @param of SQL of what differs, over the row number `i`. */
function copies(numbers: string, of: { readonly id: string; readonly person: string }): string {
  const no = "'QF-20250101-' || printf('%08d', i)";
  // Real cadres are the responsible ones, so that reminders reach somebody; each has many, but lists go by `offered_to_id`.
  return `insert into tickets ${numbers}
    select ${of.id}, ${no}, version, stage, category, unit_id, 'C' || printf('%02d', 1 + i % 30), 'X' || (${of.person}),
      'ou_r' || (${of.person}), 'P-r' || (${of.person}), enterprise_id, opened_at - i * 1000, resolve_by + i, null, head_hash,
      json_set(state, '$.id', ${of.id}, '$.no', ${no}, '$.responsibleId', 'C' || printf('%02d', 1 + i % 30),
        '$.offeredToId', 'C' || printf('%02d', 1 + i * 7 % 30))
    from n, template`;
}

/** Tickets of one requester, all but a few closed years ago. */
async function addBusiest(db: Database): Promise<void> {
  const { openId, personId, closed } = BUSIEST;
  await db.$client.execute(
    `insert into tickets with recursive n (i) as (select 1 union all select i + 1 from n where i < ${closed})
     select 'tk_busiest_' || i, 'QF-20240101-' || printf('%08d', i), version, iif(i <= 3, stage, 'closed'), category, unit_id,
       'C01', null, '${openId}', '${personId}', enterprise_id, opened_at - i * 3600000, resolve_by,
       iif(i <= 3, null, opened_at - i * 3600000 - 31 * 86400000), head_hash, state
     from n, template`,
  );
}
