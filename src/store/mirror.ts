import { and, asc, eq, gt, isNotNull, isNull, lte, sql } from "drizzle-orm";
import { mirrorState, mirrorTickets, ticketEvents } from "../../db/schema/index.ts";
import type { Database, Statement } from "./database.ts";
import { writeAll } from "./database.ts";

const KEY = "mirror";
const s = mirrorState;
const m = mirrorTickets;

/** Events looked at together. */
const PAGE = 500;
/** A transaction may be written this long after the instant its events bear, ms: what is younger is looked at again. */
const OVERLAP_MS = 600_000;

export type MirrorState = typeof mirrorState.$inferSelect;

/** A turn somebody holds: nobody else writes to the base until it ends or runs out. */
export interface Turn {
  readonly token: string;
  /** UTC ms. */
  readonly until: number;
}

/** A ticket that waits to be mirrored. `wanted` as read is what has been done when it is written. */
export interface WaitingTicket {
  readonly ticketId: string;
  readonly recordId: string | null;
  readonly wanted: number;
}

export async function mirrorStateOf(db: Database): Promise<MirrorState | null> {
  const [row] = await db.select().from(s).where(eq(s.key, KEY));
  return row ?? null;
}

/**
 * Takes the turn when it is due and free; null = it is not. Another target than the last one's empties what is known of the
 * base, so that everything is mirrored anew.
 */
export async function takeTurn(db: Database, target: string, turn: Turn, now: number): Promise<MirrorState | null> {
  const known = await mirrorStateOf(db);
  if (known === null)
    await db
      .insert(s)
      .values({
        key: KEY,
        target,
        state: "on",
        turnUntil: 0,
        nextAt: 0,
        eventsUpTo: 0,
        limitsUpTo: now,
        checked: false,
      })
      .onConflictDoNothing();
  else if (known.turnUntil > now || (known.nextAt > now && known.target === target)) return null;
  const [taken] = await db
    .update(s)
    .set({ turn: turn.token, turnUntil: turn.until })
    .where(and(eq(s.key, KEY), lte(s.turnUntil, now)))
    .returning();
  if (taken === undefined || taken.target === target) return taken ?? null;
  const fresh = { target, eventsUpTo: 0, limitsUpTo: now, checked: false, writtenAt: null, fault: null };
  await writeAll(db, [guard(db, turn), db.delete(m), db.update(s).set(fresh).where(eq(s.key, KEY))]);
  return { ...taken, ...fresh };
}

/** First statement of everything a turn writes: the NOT NULL of `state` refuses when the turn has passed to somebody else. */
const guard = (db: Database, turn: Turn): Statement =>
  db
    .update(s)
    .set({ state: sql`case when ${s.turn} = ${turn.token} then 'on' else null end`, turnUntil: turn.until })
    .where(eq(s.key, KEY));

/** @param end when the next turn may be taken, and what stopped this one. */
export async function endTurn(
  db: Database,
  turn: Turn,
  end: Pick<MirrorState, "nextAt" | "fault" | "checked"> & { readonly writtenAt?: number },
): Promise<void> {
  await db
    .update(s)
    .set({ ...end, turn: null, turnUntil: 0 })
    .where(and(eq(s.key, KEY), eq(s.turn, turn.token)));
}

/**
 * Notes which tickets have moved: those with events not looked at yet whose version is new, and those whose limit has
 * passed, because being late is told too. Stops when `enough` wait. UTC ms.
 */
export async function noteMoved(db: Database, turn: Turn, now: number, enough: number): Promise<void> {
  const state = await mirrorStateOf(db);
  if (state === null) return;
  let at = state.eventsUpTo;
  for (;;) {
    const page = await db
      .select({ at: ticketEvents.at })
      .from(ticketEvents)
      .where(gt(ticketEvents.at, at))
      .orderBy(asc(ticketEvents.at))
      .limit(PAGE);
    const upTo = page.at(-1)?.at ?? at;
    const eventsUpTo = Math.max(state.eventsUpTo, Math.min(upTo, now - OVERLAP_MS));
    await writeAll(db, [
      guard(db, turn),
      wantWhere(
        db,
        now,
        sql`t.id in (select ticket_id from ticket_events where at > ${at} and at <= ${upTo})
        and not exists (select 1 from mirror_tickets k where k.ticket_id = t.id and k.wanted_version >= t.version)`,
      ),
      wantWhere(db, now, sql`t.closed_at is null and t.resolve_by > ${state.limitsUpTo} and t.resolve_by <= ${now}`),
      db.update(s).set({ eventsUpTo, limitsUpTo: now }).where(eq(s.key, KEY)),
    ]);
    at = upTo;
    if (page.length < PAGE || (await waitingTickets(db, enough, false)).length >= enough) return;
  }
}

const wantWhere = (db: Database, now: number, condition: ReturnType<typeof sql>): Statement =>
  db.run(sql`
    insert into mirror_tickets (ticket_id, version, wanted_version, wanted, written, waiting_since)
    select t.id, 0, t.version, 1, 0, ${now} from tickets t where ${condition}
    on conflict (ticket_id) do update set
      wanted_version = excluded.wanted_version,
      wanted = mirror_tickets.wanted + 1,
      waiting_since = case when mirror_tickets.wanted > mirror_tickets.written then mirror_tickets.waiting_since else excluded.waiting_since end`);

/** Wants every ticket of the base once more: after names in the directory have changed, or rows were spoilt by hand. */
export const wantAllAgain = (db: Database, now: number) =>
  writeAll(db, [
    db.update(m).set({ wanted: sql`${m.wanted} + 1`, waitingSince: now, refused: null }),
    db.update(s).set({ nextAt: 0, checked: false }),
  ]);

/** Lets the next turn begin at once and look at the columns again. */
export const wakeMirror = (db: Database) => db.update(s).set({ nextAt: 0, checked: false });

/** Waiting longest first, without those nobody knows the end of. @param known only those that have a record already. */
export const waitingTickets = (db: Database, limit: number, known: boolean): Promise<WaitingTicket[]> =>
  db
    .select({ ticketId: m.ticketId, recordId: m.recordId, wanted: m.wanted })
    .from(m)
    .where(and(sql`wanted > written`, isNull(m.token), known ? isNotNull(m.recordId) : undefined))
    .orderBy(asc(m.waitingSince), asc(m.ticketId))
    .limit(limit);

/** Tickets whose creation was tried before an instant, and nobody knows whether it was carried out. */
export const unknownTickets = (db: Database, triedBefore: number, limit: number) =>
  db
    .select({ ticketId: m.ticketId })
    .from(m)
    .where(and(isNotNull(m.token), lte(m.triedAt, triedBefore)))
    .orderBy(asc(m.triedAt))
    .limit(limit);

/** Said before a creation goes out: whatever happens now, it will be looked for before it is made again. */
export const noteTrying = (db: Database, turn: Turn, ids: readonly string[], token: string, now: number) =>
  writeAll(db, [guard(db, turn), db.update(m).set({ token, triedAt: now }).where(among(ids))]);

/** The creation was not carried out, or its record was looked for and is not there: it may be made. */
export const noteNotMade = (db: Database, turn: Turn, ids: readonly string[]) =>
  writeAll(db, [guard(db, turn), db.update(m).set({ token: null, triedAt: null }).where(among(ids))]);

/** Records found by their number, or found to be gone (null). They still wait to be written. */
export const noteRecords = (
  db: Database,
  turn: Turn,
  rows: readonly { readonly ticketId: string; readonly recordId: string | null }[],
) =>
  writeAll(db, [
    guard(db, turn),
    db.run(sql`
      update mirror_tickets set record_id = j.value ->> 'recordId', token = null, tried_at = null
      from json_each(${JSON.stringify(rows)}) j where mirror_tickets.ticket_id = j.value ->> 'ticketId'`),
  ]);

/** What was written, with the version it shows; whoever moved meanwhile still waits. */
export const noteWritten = (
  db: Database,
  turn: Turn,
  rows: readonly (WaitingTicket & { readonly version: number; readonly refused?: number | null })[],
) =>
  writeAll(db, [
    guard(db, turn),
    db.run(sql`
      update mirror_tickets set
        record_id = j.value ->> 'recordId', version = j.value ->> 'version', written = j.value ->> 'wanted',
        refused = j.value ->> 'refused', token = null, tried_at = null
      from json_each(${JSON.stringify(rows)}) j where mirror_tickets.ticket_id = j.value ->> 'ticketId'`),
  ]);

/** In one parameter, so that a batch of any length is one statement. */
const among = (ids: readonly string[]) => sql`${m.ticketId} in (select value from json_each(${JSON.stringify(ids)}))`;

export interface MirrorCounts {
  readonly waiting: number;
  /** UTC ms; null = nobody waits. */
  readonly waitingSince: number | null;
  /** Creations nobody knows the end of, among the waiting. */
  readonly unknown: number;
  /** Records the platform refuses for what is in them. */
  readonly refused: number;
}

/** Whether tickets have moved that nobody has looked at yet, beyond what is always looked at again. @param now UTC ms. */
export async function isBehind(db: Database, state: Pick<MirrorState, "eventsUpTo">, now: number): Promise<boolean> {
  const [row] = await db
    .select({ at: ticketEvents.at })
    .from(ticketEvents)
    .where(and(gt(ticketEvents.at, state.eventsUpTo), lte(ticketEvents.at, now - OVERLAP_MS)))
    .limit(1);
  return row !== undefined;
}

/** Counted over small indexes: what waits and what is wrong, never what is well. */
export async function mirrorCounts(db: Database): Promise<MirrorCounts> {
  const [[waiting], [unknown], [refused]] = await db.batch([
    db
      .select({ n: sql<number>`count(*)`, since: sql<number | null>`min(${m.waitingSince})` })
      .from(m)
      .where(sql`wanted > written`),
    db
      .select({ n: sql<number>`count(*)` })
      .from(m)
      .where(isNotNull(m.token)),
    db
      .select({ n: sql<number>`count(*)` })
      .from(m)
      .where(isNotNull(m.refused)),
  ]);
  return {
    waiting: waiting?.n ?? 0,
    waitingSince: waiting?.since ?? null,
    unknown: unknown?.n ?? 0,
    refused: refused?.n ?? 0,
  };
}
