import { and, asc, desc, eq, gte, inArray, lt, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { exportTraces, importedTickets, ticketFacts } from "../../db/schema/index.ts";
import type { Directory } from "../domain/people/directory.ts";
import type { RoundFacts } from "../domain/stats/facts.ts";
import { searchQuery } from "../domain/stats/search-words.ts";
import type { Database } from "./database.ts";
import { toFacts, visible } from "./reports.ts";

const f = ticketFacts;

/** What of the ledger is wanted; every part narrows it. */
export interface LedgerFilter {
  /** Opened from (UTC ms, included) … */
  readonly from?: number;
  /** … to (not included). */
  readonly to?: number;
  readonly unitId?: string;
  readonly category?: string;
  readonly enterpriseId?: string;
  /** open = neither a result nor another end yet; overdue = open, running and past its limit. */
  readonly state?: "open" | "overdue" | "ended";
  /** Characters that stand next to each other in number, title, place or firm. */
  readonly text?: string;
}

/** Where the next page begins. */
export interface LedgerCursor {
  readonly startedAt: number;
  readonly id: number;
}

export interface LedgerPage {
  /** Ids of tickets, newest first. */
  readonly ticketIds: readonly string[];
  /** Where each of them stands: a page that ends behind it goes on from there. */
  readonly cursors: readonly LedgerCursor[];
  /** Null = that was the last page. */
  readonly next: LedgerCursor | null;
}

/** One page of the ledger by index, however long it is. @param limit 1–1000. @param now UTC ms, for overdue. */
export async function ledgerPage(
  db: Database,
  directory: Pick<Directory, "categories">,
  filter: LedgerFilter,
  page: { readonly after: LedgerCursor | null; readonly limit: number; readonly now: number },
): Promise<LedgerPage> {
  const { after, limit, now } = page;
  const query = searchOf(filter);
  if (query === null) return { ticketIds: [], cursors: [], next: null };
  const conditions = conditionsOf(directory, filter, now);
  if (query === undefined) {
    const later =
      after === null
        ? undefined
        : or(lt(f.startedAt, after.startedAt), and(eq(f.startedAt, after.startedAt), lt(f.id, after.id)));
    const rows = await db
      .select({ id: f.id, ticketId: f.ticketId, startedAt: f.startedAt })
      .from(f)
      .where(and(...conditions, after === null ? undefined : sql`${f.startedAt} <= ${after.startedAt}`, later))
      .orderBy(desc(f.startedAt), desc(f.id))
      .limit(limit + 1);
    return pageOf(rows, limit);
  }
  // The index of words is read from its newest end, so that a word in every ticket costs no more than a rare one.
  const words = sql`${f.id} = s.rowid and s.words match ${query}`;
  const rows = await db
    .select({ id: sql<number>`${f.id}`, ticketId: sql<string>`${f.ticketId}`, startedAt: sql<number>`${f.startedAt}` })
    .from(sql`ticket_search s cross join ticket_facts`)
    .where(and(words, after === null ? undefined : sql`s.rowid < ${after.id}`, ...conditions))
    .orderBy(sql`s.rowid desc`)
    .limit(limit + 1);
  return pageOf(rows, limit);
}

/** How many tickets a filter finds; counts no further than `most`. @param now UTC ms, for overdue. */
export async function ledgerCount(
  db: Database,
  directory: Pick<Directory, "categories">,
  filter: LedgerFilter,
  { now, most }: { readonly now: number; readonly most: number },
): Promise<number> {
  const query = searchOf(filter);
  if (query === null) return 0;
  const conditions = conditionsOf(directory, filter, now);
  const found =
    query === undefined
      ? db
          .select({ one: sql`1` })
          .from(f)
          .where(and(...conditions))
          .limit(most)
      : db
          .select({ one: sql`1` })
          .from(sql`ticket_search s cross join ticket_facts`)
          .where(and(sql`${f.id} = s.rowid and s.words match ${query}`, ...conditions))
          .limit(most);
  const [row] = await db.all<{ n: number }>(sql`select count(*) n from (${found})`);
  return row?.n ?? 0;
}

/** Undefined = any words; null = nothing in the words can be looked for: nothing is found, rather than everything. */
export const searchOf = ({ text }: LedgerFilter): string | null | undefined =>
  text === undefined || text.trim() === "" ? undefined : searchQuery(text);

function conditionsOf(
  directory: Pick<Directory, "categories">,
  filter: LedgerFilter,
  now: number,
): readonly (SQL | undefined)[] {
  return [
    eq(f.round, 0),
    visible(directory),
    filter.from === undefined ? undefined : gte(f.startedAt, filter.from),
    filter.to === undefined ? undefined : lt(f.startedAt, filter.to),
    filter.unitId === undefined ? undefined : eq(f.unitId, filter.unitId),
    filter.category === undefined ? undefined : eq(f.category, filter.category),
    filter.enterpriseId === undefined ? undefined : eq(f.enterpriseId, filter.enterpriseId),
    stateIs(filter.state, now),
  ];
}

function pageOf(
  rows: readonly { readonly id: number; readonly ticketId: string; readonly startedAt: number }[],
  limit: number,
): LedgerPage {
  const shown = rows.slice(0, limit);
  const cursors = shown.map(({ startedAt, id }) => ({ startedAt, id }));
  const next = rows.length > limit ? (cursors.at(-1) ?? null) : null;
  return { ticketIds: shown.map(({ ticketId }) => ticketId), cursors, next };
}

/** A ticket is open or late by its last round, which is the only one without an end. */
function stateIs(state: LedgerFilter["state"], now: number): SQL | undefined {
  if (state === undefined) return undefined;
  const open = sql`select o.ticket_id from ticket_facts o where o.ended_at is null and o.resolved_at is null`;
  if (state === "open") return sql`${f.ticketId} in (${open})`;
  if (state === "ended") return sql`${f.ticketId} not in (${open})`;
  return sql`${f.ticketId} in (${open} and o.paused_since is null and o.resolve_due_at < ${now})`;
}

/** All rounds of some tickets, each ticket's in order. */
export async function roundsOfTickets(
  db: Database,
  ticketIds: readonly string[],
): Promise<ReadonlyMap<string, readonly RoundFacts[]>> {
  const found = new Map<string, RoundFacts[]>();
  if (ticketIds.length === 0) return found;
  const rows = await db
    .select()
    .from(f)
    .where(inArray(f.ticketId, [...ticketIds]))
    .orderBy(asc(f.ticketId), asc(f.round));
  for (const row of rows) {
    const own = found.get(row.ticketId);
    if (own === undefined) found.set(row.ticketId, [toFacts(row)]);
    else own.push(toFacts(row));
  }
  return found;
}

/** One row an export, however often its job was tried. */
export const traceExport = (db: Database, trace: typeof exportTraces.$inferInsert) =>
  db
    .insert(exportTraces)
    .values(trace)
    .onConflictDoUpdate({ target: exportTraces.id, set: { rows: trace.rows } });

/** Numbers that are in the ledger already, as tickets of the desk or as imported ones. */
export async function knownNumbers(db: Database, numbers: readonly string[]): Promise<ReadonlySet<string>> {
  if (numbers.length === 0) return new Set();
  const [own, imported] = await db.batch([
    db
      .select({ no: f.no })
      .from(f)
      .innerJoin(sql`tickets`, sql`tickets.id = ${f.ticketId}`)
      .where(sql`tickets.no in ${[...numbers]} and ${f.round} = 0`),
    db
      .select({ no: importedTickets.no })
      .from(importedTickets)
      .where(inArray(importedTickets.no, [...numbers])),
  ]);
  return new Set([...own, ...imported].map(({ no }) => no));
}

/** Ids of all tickets, a page at a time. */
export const ticketIdsAfter = (db: Database, after: string, limit: number) =>
  db.all<{ id: string }>(sql`select id from tickets where id > ${after} order by id limit ${limit}`);

/** How many tickets come after one. */
export async function countTickets(db: Database, after: string): Promise<number> {
  const [row] = await db.all<{ n: number }>(sql`select count(*) n from tickets where id > ${after}`);
  return row?.n ?? 0;
}

/** Tickets that have no facts yet: written before there were any. */
export const ticketsWithoutFacts = (db: Database, limit: number) =>
  db.all<{ id: string }>(
    sql`select t.id from tickets t where not exists (select 1 from ticket_facts f where f.ticket_id = t.id and f.round = 0) limit ${limit}`,
  );
