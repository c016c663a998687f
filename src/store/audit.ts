import { asc, count, gt, inArray, like, sql } from "drizzle-orm";
import { counters, ticketEvents, ticketParts, tickets } from "../../db/schema/index.ts";
import type { TicketState } from "../domain/ticket/state.ts";
import { replay } from "../domain/ticket/evolve.ts";
import { partsOf } from "../domain/ticket/todo.ts";
import type { Database } from "./database.ts";
import type { Sha256 } from "./event-chain.ts";
import { CHAIN_START, canonical, hashContent, hashEvent } from "./event-chain.ts";
import type { EventRow } from "./tickets.ts";
import { counterKey, eventsOf, indexColumns, stored } from "./tickets.ts";

/** One thing that is not as the events say. */
export interface Difference {
  /** Number of the ticket, its id where it has no row, or the day's counter. */
  readonly about: string;
  readonly what: string;
}

export interface Audited {
  readonly tickets: number;
  readonly events: number;
  /** Tickets whose texts were redacted: their chain is checked, their texts cannot be rebuilt. */
  readonly redacted: number;
  readonly differences: number;
}

export interface AuditOptions {
  readonly onDifference: (difference: Difference) => void;
  /** Called after each page. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Default: WebCrypto. */
  readonly sha256?: Sha256;
  /** Tickets read at once; default 200. */
  readonly page?: number;
}

type TicketRow = typeof tickets.$inferSelect;

/**
 * Recomputes every hash and rebuilds every ticket from its events, and compares both with what is stored; checks that the
 * numbers of each day have no gap (design.md, one writer). Reads only, page by page.
 */
export async function audit(db: Database, options: AuditOptions): Promise<Audited> {
  const page = options.page ?? 200;
  const result = { tickets: 0, events: 0, redacted: 0, differences: 0 };
  const tell = (about: string, what: string): void => {
    result.differences += 1;
    options.onDifference({ about, what });
  };
  const numbers = new Map<string, { count: number; last: number }>();
  const total = (await db.select({ n: count() }).from(tickets))[0]?.n ?? 0;
  let after = "";
  for (;;) {
    const rows = await db.select().from(tickets).where(gt(tickets.id, after)).orderBy(asc(tickets.id)).limit(page);
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.id;
    const ids = rows.map((row) => row.id);
    const parts = Map.groupBy(
      await db.select().from(ticketParts).where(inArray(ticketParts.ticketId, ids)),
      ({ ticketId }) => ticketId,
    );
    const events = Map.groupBy(await eventsOf(db, ids), ({ event }) => event.ticketId);
    for (const row of rows) {
      const own = events.get(row.id) ?? [];
      result.tickets += 1;
      result.events += own.length;
      if (own.some(isRedacted)) result.redacted += 1;
      for (const what of await differencesOf(row, own, options.sha256)) tell(row.no, what);
      const waiting = partsOf(stored(row).state);
      const written = (parts.get(row.id) ?? []).map(({ personId, unitId }) => ({ personId, unitId }));
      if (canonical(sorted(waiting)) !== canonical(sorted(written)))
        tell(row.no, "its list of those it waits for is not what its state makes of it");
      noteNumber(numbers, row.no);
    }
    options.onProgress?.(result.tickets, total);
  }
  for (const id of await orphans(db)) tell(id, "events without a ticket");
  for (const { key, what } of gaps(numbers, await db.select().from(counters).where(like(counters.key, "QF-%"))))
    tell(key, what);
  return result;
}

const sorted = (parts: readonly { readonly personId: string }[]) =>
  parts.toSorted((a, b) => (a.personId < b.personId ? -1 : 1));

async function differencesOf(row: TicketRow, rows: readonly EventRow[], sha256?: Sha256): Promise<string[]> {
  const found: string[] = [];
  let head = CHAIN_START;
  for (const [i, stored] of rows.entries()) {
    const { event } = stored;
    const name = `event ${event.seq}`;
    if (event.seq !== i + 1) found.push(`${name} stands where ${i + 1} should`);
    if (stored.prevHash !== head) found.push(`${name} does not follow the event before it`);
    if (!isRedacted(stored) && (await hashContent(stored.content, sha256)) !== stored.contentHash)
      found.push(`${name}: the text is not the one that was written`);
    if ((await hashEvent(event, stored.contentHash, stored.prevHash, sha256)) !== stored.hash)
      found.push(`${name} is not the one that was written`);
    head = stored.hash;
  }
  if (rows.length !== row.version) found.push(`version ${row.version}, but ${rows.length} events`);
  if (row.headHash !== head) found.push("the newest event is not the one the ticket was written with");
  // A text that is gone cannot be folded into the state again; what it was is still proved by its hash.
  if (rows.length > 0 && !rows.some(isRedacted)) found.push(...stateDifferences(row, rows));
  return found;
}

function stateDifferences(row: TicketRow, rows: readonly EventRow[]): string[] {
  let state: TicketState;
  try {
    state = replay(rows.map(({ event }) => event));
  } catch (error) {
    return [`the events cannot be replayed: ${error instanceof Error ? error.message : "error"}`];
  }
  const found = differingKeys(row.state, state).map((key) => `state.${key} is not what the events make of it`);
  const columns: Partial<TicketRow> = { id: state.id, no: state.no, openedAt: state.openedAt, ...indexColumns(state) };
  for (const [key, value] of Object.entries(columns))
    if (row[key as keyof TicketRow] !== value) found.push(`column ${key} is not what the events make of it`);
  return found;
}

function differingKeys(stored: unknown, rebuilt: TicketState): string[] {
  const left: Record<string, unknown> =
    typeof stored === "object" && stored !== null ? (stored as Record<string, unknown>) : {};
  const right = rebuilt as unknown as Record<string, unknown>;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].filter(
    // A field that is younger than the row is as empty in the row as in a state that never used it.
    (key) => canonical(left[key] ?? null) !== canonical(right[key] ?? null),
  );
}

/** Its text was taken away later; the hash says that there was one. */
const isRedacted = (row: EventRow): boolean => row.content === null && row.contentHash !== EMPTY_CONTENT;
const EMPTY_CONTENT = await hashContent(null);

function noteNumber(numbers: Map<string, { count: number; last: number }>, no: string): void {
  const key = counterKey(no);
  const day = numbers.get(key) ?? { count: 0, last: 0 };
  numbers.set(key, { count: day.count + 1, last: Math.max(day.last, Number(no.slice(key.length + 1))) });
}

/** Numbers are unique, so as many as the highest means that none is missing. */
function gaps(
  numbers: ReadonlyMap<string, { count: number; last: number }>,
  rows: readonly { key: string; value: number }[],
): { key: string; what: string }[] {
  const counted = new Map(rows.map((row) => [row.key, row.value]));
  return [...new Set([...numbers.keys(), ...counted.keys()])].toSorted().flatMap((key) => {
    const { count: given, last } = numbers.get(key) ?? { count: 0, last: 0 };
    const value = counted.get(key) ?? 0;
    return given === last && last === value
      ? []
      : [{ key, what: `${given} tickets, highest number ${last}, counter ${value}` }];
  });
}

async function orphans(db: Database): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: ticketEvents.ticketId })
    .from(ticketEvents)
    .where(sql`not exists (select 1 from ${tickets} t where t.id = ${ticketEvents.ticketId})`);
  return rows.map((row) => row.id);
}
