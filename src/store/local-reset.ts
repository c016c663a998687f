import { getTableName, is, sql } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import * as schema from "../../db/schema/index.ts";
import type { Database } from "./database.ts";
import { writeAll } from "./database.ts";

const { jobs } = schema;
/** What the office is: people, rules and guides. Everything else is what has happened. */
const OFFICE = new Set<unknown>([
  schema.units,
  schema.people,
  schema.identities,
  schema.enterprises,
  schema.guides,
  schema.policies,
  schema.categories,
  schema.limitPolicies,
  schema.calendarDays,
  schema.settings,
]);

/** Empties everything that happened, figures and last runs too; the office stays. For the local Feishu's reset only. */
export async function emptyOffice(db: Database): Promise<void> {
  const tables = Object.values(schema).filter((one) => is(one, SQLiteTable) && !OFFICE.has(one));
  await writeAll(db, [
    db.run(sql`delete from ticket_search`),
    db.run(sql`delete from public_answer_index`),
    db.run(sql`delete from imported_search`),
    ...tables.map((table) => db.run(sql`delete from ${sql.identifier(getTableName(table as SQLiteTable))}`)),
  ]);
}

/** How many jobs wait that may run at `now`, leased ones included. */
export async function busyJobs(db: Database, now: number): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(*)` })
    .from(jobs)
    .where(sql`${jobs.state} = 'waiting' and (${jobs.runAt} <= ${now} or ${jobs.lockedUntil} > ${now})`);
  return row?.n ?? 0;
}
