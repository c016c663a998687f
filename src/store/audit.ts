import { asc, count, gt, inArray, like, sql } from "drizzle-orm";
import { counters, ticketEvents, ticketParts, tickets } from "../../db/schema/index.ts";
import type { Database } from "./database.ts";
import type { Sha256 } from "./event-chain.ts";
import { CHAIN_START, hashContent, hashEvent } from "./event-chain.ts";
import type { PartRow, TicketRow } from "./refold.ts";
import { differingColumns, differingFields, hasParts, isRedacted, refold } from "./refold.ts";
import type { EventRow } from "./tickets.ts";
import { counterKey, eventsOf, stored } from "./tickets.ts";

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
      if (!isListed(parts.get(row.id) ?? [], row))
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

function isListed(parts: readonly PartRow[], row: TicketRow): boolean {
  try {
    return hasParts(parts, stored(row).state);
  } catch {
    // A state of an older release may lack what the list is made of.
    return false;
  }
}

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
  const folded = refold(rows);
  if ("cannot" in folded) return [folded.cannot];
  const fields = differingFields(row.state, folded.state).map((key) => `state.${key}`);
  const columns = differingColumns(row, folded.state).map((key) => `column ${key}`);
  return [...fields, ...columns].map((what) => `${what} is not what the events make of it`);
}

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
