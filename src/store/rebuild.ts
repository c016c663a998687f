import { asc, eq, inArray, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { reminders, settings, ticketFacts, ticketParts, tickets } from "../../db/schema/index.ts";
import type { RoundFacts } from "../domain/stats/facts.ts";
import type { TicketState } from "../domain/ticket/state.ts";
import type { Database, Statement } from "./database.ts";
import { writeAll } from "./database.ts";
import { conflictOn } from "./errors.ts";
import type { PartRow, TicketRow } from "./refold.ts";
import { marked } from "./refold.ts";
import { roundsOfTickets } from "./report-ledger.ts";
import type { EventRow } from "./tickets.ts";
import { changedTicket, eventsOf, indexColumns } from "./tickets.ts";

/** How far the states of a database are folded by which version of the rules. */
export interface FoldMark {
  /** Every state was folded by this version or a newer one; 0 = nobody knows. */
  readonly done: number;
  /** The version a rebuilding was begun with that has not ended. */
  readonly doing: number | null;
  /** Id of the last ticket that rebuilding has done. */
  readonly after: string;
}

const KEY = "fold";
const mark = (name: keyof FoldMark): SQL => sql.raw(`json_extract(settings.value, '$.${name}')`);
/** The newest version that has written or begun to. */
const newest = sql`max(${mark("done")}, coalesce(${mark("doing")}, 0))`;

/** Null = the database is of before there was such a mark. */
export async function foldMark(db: Database): Promise<FoldMark | null> {
  const [row] = await db.select({ value: settings.value }).from(settings).where(eq(settings.key, KEY));
  return (row?.value as FoldMark | undefined) ?? null;
}

export const newestFold = (known: FoldMark | null): number => Math.max(known?.done ?? 0, known?.doing ?? 0);

/**
 * Begins a rebuilding, or goes on with one of the same version. From then on an older release knows that it must not fold.
 * Returns the id after which to go on; null = a newer version has begun or ended one.
 */
export async function beginRebuild(db: Database, version: number): Promise<string | null> {
  const fresh: FoldMark = { done: 0, doing: version, after: "" };
  const begun = sql`case when ${mark("doing")} = ${version} then settings.value
    else json_set(settings.value, '$.doing', ${version}, '$.after', '') end`;
  await db
    .insert(settings)
    .values({ key: KEY, value: fresh })
    .onConflictDoUpdate({ target: settings.key, set: { value: begun }, setWhere: sql`${newest} <= ${version}` });
  const now = await foldMark(db);
  return now === null || newestFold(now) > version ? null : now.after;
}

/** Notes how far it has come. One that somebody else has brought to its end meanwhile stays ended. */
export const noteRebuilt = (db: Database, version: number, after: string) =>
  db
    .update(settings)
    .set({ value: sql`json_set(settings.value, '$.after', ${after})` })
    .where(sql`${settings.key} = ${KEY} and ${mark("doing")} = ${version}`);

export const endRebuild = (db: Database, version: number) =>
  db
    .update(settings)
    .set({ value: { done: version, doing: null, after: "" } satisfies FoldMark })
    .where(sql`${settings.key} = ${KEY} and ${newest} <= ${version}`);

export type ReminderState = Pick<typeof reminders.$inferSelect, "kind" | "dueAt" | "state">;

/** All that is stored of a ticket and follows from its events. */
export interface StoredWhole {
  readonly row: TicketRow;
  /** Version and reminders as read: what is written rests on them. */
  readonly stamp: string;
  readonly events: readonly EventRow[];
  readonly parts: readonly PartRow[];
  readonly facts: readonly RoundFacts[];
  readonly reminders: readonly ReminderState[];
  /** Its words can be looked for. */
  readonly searchable: boolean;
}

/** A change takes a new version, a reminder that is sent another state: after either, what was read is no more. */
const stamp = sql<string>`tickets.version || coalesce((select group_concat(r.kind || r.state || r.due_at) from
  (select kind, state, due_at from reminders where ticket_id = tickets.id order by kind) r), '')`;

/** Reads tickets whole. The stamp comes first: what changes while the rest is read is found out when it is written. */
export async function wholeTickets(db: Database, ids: readonly string[]): Promise<StoredWhole[]> {
  const rows = await db
    .select({ row: tickets, stamp })
    .from(tickets)
    .where(inArray(tickets.id, [...ids]))
    .orderBy(asc(tickets.id));
  const [parts, planned, found] = await db.batch([
    db
      .select()
      .from(ticketParts)
      .where(inArray(ticketParts.ticketId, [...ids])),
    remindersOf(db, ids),
    db
      .select({ id: ticketFacts.ticketId })
      .from(ticketFacts)
      .where(
        sql`ticket_facts.round = 0 and ${inArray(ticketFacts.ticketId, [...ids])}
          and exists (select 1 from ticket_search s where s.rowid = ticket_facts.id)`,
      ),
  ]);
  const facts = await roundsOfTickets(db, ids);
  const events = Map.groupBy(await eventsOf(db, ids), ({ event }) => event.ticketId);
  const searchable = new Set(found.map(({ id }) => id));
  const partsBy = Map.groupBy(parts, ({ ticketId }) => ticketId);
  const plannedBy = Map.groupBy(planned, ({ ticketId }) => ticketId);
  return rows.map((one) => ({
    ...one,
    events: events.get(one.row.id) ?? [],
    parts: partsBy.get(one.row.id) ?? [],
    facts: facts.get(one.row.id) ?? [],
    reminders: plannedBy.get(one.row.id) ?? [],
    searchable: searchable.has(one.row.id),
  }));
}

export const remindersOf = (db: Database, ids: readonly string[]) =>
  db
    .select({
      ticketId: reminders.ticketId,
      kind: reminders.kind,
      dueAt: reminders.dueAt,
      state: reminders.state,
    })
    .from(reminders)
    .where(inArray(reminders.ticketId, [...ids]));

/** State and columns in the place of those of the same version. @param at UTC ms. */
export const rebuiltTicket = (db: Database, state: TicketState, headHash: string, at: number): Statement =>
  changedTicket(db, {
    ...indexColumns(state),
    headHash,
    state: marked(state, at),
    id: state.id,
    before: state.version,
  });

/** A round as it is, not merged into what stands there: the row keeps its id, by which its words are found. */
export const rebuiltRound = (db: Database, round: RoundFacts): Statement =>
  db
    .insert(ticketFacts)
    .values(round)
    .onConflictDoUpdate({ target: [ticketFacts.ticketId, ticketFacts.round], set: round });

/** Rounds that the events know nothing of. */
export const droppedRounds = (db: Database, ticketId: string, known: number): Statement =>
  db.delete(ticketFacts).where(sql`${ticketFacts.ticketId} = ${ticketId} and ${ticketFacts.round} >= ${known}`);

/** Has the mirror show tickets once more whose version is the same as before. @param now UTC ms. */
export const mirrorAgain = (db: Database, ids: readonly string[], now: number): Statement =>
  db.run(sql`
    update mirror_tickets set wanted = wanted + 1, refused = null,
      waiting_since = case when wanted > written then waiting_since else ${now} end
    where ticket_id in (select value from json_each(${JSON.stringify(ids)}))`);

/**
 * Writes what was rebuilt, in one transaction. False = nothing was written: one of the tickets is no more as it was read, or
 * a newer version of the rules has begun to fold.
 */
export async function writeRebuilt(
  db: Database,
  version: number,
  read: readonly Pick<StoredWhole, "row" | "stamp">[],
  statements: readonly Statement[],
): Promise<boolean> {
  const stamps = JSON.stringify(read.map((one) => [one.row.id, one.stamp]));
  // A key that is there already refuses a second row, and the whole transaction with it.
  const guard = db.run(sql`
    insert into settings (key, value) select settings.key, settings.value from settings
    where settings.key = ${KEY} and (${newest} > ${version} or exists (
      select 1 from json_each(${stamps}) e where not exists (
        select 1 from tickets where tickets.id = e.value ->> 0 and ${stamp} = e.value ->> 1)))`);
  try {
    await writeAll(db, [guard, ...statements]);
    return true;
  } catch (error) {
    if (conflictOn(error) === "settings") return false;
    throw error;
  }
}

/** Whether the database refuses what was decided on a state of before its rebuilding: false = it is not migrated yet. */
export async function knowsRebuilt(db: Database): Promise<boolean> {
  const rows = await db.all(sql`select 1 from sqlite_master where type = 'trigger' and name = 'tickets_rebuilt'`);
  return rows.length > 0;
}

/** The latest instant the desk has written: its clock may be ahead of this machine's, where it is moved by hand. UTC ms. */
export async function latestInstant(db: Database): Promise<number> {
  const [row] = await db.all<{ at: number | null }>(
    sql`select max(coalesce((select max(at) from ticket_events), 0), coalesce((select max(at) from commands), 0)) at`,
  );
  return row?.at ?? 0;
}
