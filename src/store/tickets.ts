import { and, asc, desc, eq, getTableColumns, gt, gte, inArray, isNull, or, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { cards, counters, ticketEvents, ticketParts, tickets } from "../../db/schema/index.ts";
import type { Actor } from "../domain/people/actor.ts";
import type { TicketEvent } from "../domain/ticket/events.ts";
import { BEING_WORKED_ON } from "../domain/ticket/state.ts";
import type { TicketState } from "../domain/ticket/state.ts";
import { partsOf } from "../domain/ticket/todo.ts";
import { compiled, inSlots } from "./compiled.ts";
import type { Slot } from "./compiled.ts";
import type { Database } from "./database.ts";
import type { ChainedEvent } from "./event-chain.ts";

/** A ticket as read, with what the next write must build on. */
export interface StoredTicket {
  readonly state: TicketState;
  readonly headHash: string;
}

export const columns = { state: tickets.state, headHash: tickets.headHash };
/** What states of earlier releases lack. */
const LATER: Partial<TicketState> = { projectId: null, confirmation: null, mergedIntoNo: null };
export const stored = (row: { state: unknown; headHash: string }): StoredTicket => ({
  // Written by this module only, from a value of this type.
  state: { ...LATER, ...(row.state as TicketState) },
  headHash: row.headHash,
});

export const ticketById = (db: Database, id: string) => oneTicket(db, { id });
const oneTicket = compiled((db, slot: Slot<{ id: string }>) =>
  db
    .select(columns)
    .from(tickets)
    .where(eq(tickets.id, slot("id"))),
);

export const ticketsByIds = (db: Database, ids: readonly string[]) => severalTickets(db, { ids: JSON.stringify(ids) });
const severalTickets = compiled((db, slot: Slot<{ ids: string }>) =>
  db
    .select(columns)
    .from(tickets)
    .where(sql`${tickets.id} in (select value from json_each(${slot("ids")}))`),
);

/** Tickets a person has asked for, newest first: all that are open, and those closed since `closedSince`. */
export const ticketsOfRequester = (
  db: Database,
  requester: { readonly openId: string; readonly personId: string | null },
  closedSince: number,
) => requesterTickets(db, { ...requester, closedSince });

interface ByRequester {
  readonly openId: string;
  readonly personId: string | null;
  readonly closedSince: number;
}
const requesterTickets = compiled((db, slot: Slot<ByRequester>) => {
  const own = eq(tickets.requesterOpenId, slot("openId"));
  // Nothing equals the null of somebody unknown.
  const known = eq(tickets.requesterPersonId, slot("personId"));
  // Four cases that an index answers each: a firm with twenty thousand old tickets must not slow its next message.
  const lately = gte(tickets.closedAt, slot("closedSince"));
  const open = isNull(tickets.closedAt);
  return db
    .select(columns)
    .from(tickets)
    .where(or(and(own, open), and(own, lately), and(known, open), and(known, lately)))
    .orderBy(desc(tickets.openedAt))
    .limit(20);
});

/** Older tickets of the same requester that are still worked on: what a dispatcher may merge a ticket into. */
export const olderOpenTickets = (db: Database, ticket: TicketState) =>
  db
    .select(columns)
    .from(tickets)
    .where(
      and(
        isNull(tickets.closedAt),
        inArray(tickets.stage, [...BEING_WORKED_ON]),
        sql`${tickets.id} <> ${ticket.id} and ${tickets.openedAt} <= ${ticket.openedAt}`,
        or(
          ticket.requester.openId === null ? sql`0` : eq(tickets.requesterOpenId, ticket.requester.openId),
          ticket.requester.personId === null ? sql`0` : eq(tickets.requesterPersonId, ticket.requester.personId),
        ),
      ),
    )
    .orderBy(desc(tickets.openedAt))
    .limit(10);

export const ticketOfCard = (db: Database, messageId: string) => cardTicket(db, { messageId });
const cardTicket = compiled((db, slot: Slot<{ messageId: string }>) =>
  db
    .select(columns)
    .from(tickets)
    .innerJoin(cards, eq(cards.ticketId, tickets.id))
    .where(eq(cards.messageId, slot("messageId"))),
);

/** Last number given out today; 0 = none yet. */
export const counterOf = (db: Database, key: string) => oneCounter(db, { key });
const oneCounter = compiled((db, slot: Slot<{ key: string }>) =>
  db
    .select({ value: counters.value })
    .from(counters)
    .where(eq(counters.key, slot("key"))),
);

export const toStored = (rows: readonly { state: unknown; headHash: string }[]): StoredTicket[] => rows.map(stored);

/** What of the state is repeated in columns, to find tickets by. */
export const indexColumns = (state: TicketState) => ({
  version: state.version,
  stage: state.stage,
  category: state.category,
  unitId: state.unitId,
  responsibleId: state.responsibleId,
  offeredToId: state.offeredToId,
  requesterOpenId: state.requester.openId,
  requesterPersonId: state.requester.personId,
  enterpriseId: state.requester.enterpriseId,
  resolveBy: state.deadlines.resolveBy,
  closedAt: state.closedAt,
});

/** Statements that write one ticket's new events and its cached state. The unique keys are the version guard. */
export function ticketWrites(
  db: Database,
  change: {
    readonly before: TicketState | null;
    readonly after: TicketState;
    readonly events: readonly ChainedEvent[];
    readonly commandId: string;
  },
) {
  const { before, after, events, commandId } = change;
  const head = events.at(-1);
  if (head === undefined) throw new Error(`ticket ${after.no}: a write without events`);
  const row = { ...indexColumns(after), headHash: head.hash, state: after };
  const eventRows = events.map(({ event, content, contentHash, prevHash, hash }) => {
    const { ticketId, seq, type, at, actor, data } = event;
    const salted = content === null ? null : { salt: content.salt, value: content.value };
    return addedEvent(db, {
      ticketId,
      seq,
      type,
      at,
      actor,
      data,
      content: salted,
      contentHash,
      prevHash,
      hash,
      commandId,
    });
  });
  if (before === null)
    return [
      newTicket(db, { ...row, id: after.id, no: after.no, openedAt: after.openedAt }),
      ...eventRows,
      ...partWrites(db, before, after),
      countedTo(db, { key: counterKey(after.no), value: counterValue(after.no) }),
    ];
  return [
    ...eventRows,
    ...partWrites(db, before, after),
    changedTicket(db, { ...row, id: after.id, before: before.version }),
  ];
}

/** Written anew only where they change, which few changes do. */
function partWrites(db: Database, before: TicketState | null, after: TicketState) {
  const known = before === null ? [] : partsOf(before);
  return JSON.stringify(partsOf(after)) === JSON.stringify(known) ? [] : newParts(db, after);
}

/** Statements that write a ticket's parts in the place of what stands there. */
export function newParts(db: Database, ticket: TicketState) {
  const { id: ticketId } = ticket;
  return [partsGone(db, { ticketId }), ...partsOf(ticket).map((part) => addedPart(db, { ticketId, ...part }))];
}

const partsGone = compiled((db, slot: Slot<{ ticketId: string }>) =>
  db.delete(ticketParts).where(eq(ticketParts.ticketId, slot("ticketId"))),
);

const addedPart = compiled((db, slot: Slot<typeof ticketParts.$inferSelect>) =>
  db.insert(ticketParts).values(inSlots(slot, getTableColumns(ticketParts))),
);

const addedEvent = compiled((db, slot: Slot<typeof ticketEvents.$inferInsert>) =>
  db.insert(ticketEvents).values(inSlots(slot, getTableColumns(ticketEvents))),
);

const countedTo = compiled((db, slot: Slot<{ key: string; value: number }>) =>
  db
    .insert(counters)
    .values({ key: slot("key"), value: slot("value") })
    .onConflictDoUpdate({ target: counters.key, set: { value: sql`excluded.value` } }),
);

type TicketRow = ReturnType<typeof indexColumns> & { readonly headHash: string; readonly state: TicketState };

/** Every column that changes with the state; the type makes a forgotten one fail to compile. */
const CHANGING: Readonly<Record<keyof TicketRow, SQLiteColumn>> = {
  version: tickets.version,
  stage: tickets.stage,
  category: tickets.category,
  unitId: tickets.unitId,
  responsibleId: tickets.responsibleId,
  offeredToId: tickets.offeredToId,
  requesterOpenId: tickets.requesterOpenId,
  requesterPersonId: tickets.requesterPersonId,
  enterpriseId: tickets.enterpriseId,
  resolveBy: tickets.resolveBy,
  closedAt: tickets.closedAt,
  headHash: tickets.headHash,
  state: tickets.state,
};

const newTicket = compiled((db, slot: Slot<typeof tickets.$inferInsert>) =>
  db.insert(tickets).values(inSlots(slot, getTableColumns(tickets))),
);

/** Writes a state over that of the version before. */
export const changedTicket = compiled((db, slot: Slot<TicketRow & { id: string; before: number }>) =>
  db
    .update(tickets)
    .set(
      Object.fromEntries(
        Object.entries(CHANGING).map(([name, column]) => [name, slot(name as keyof TicketRow, column)]),
      ),
    )
    .where(and(eq(tickets.id, slot("id")), eq(tickets.version, slot("before")))),
);

/** QF-YYYYMMDD-NNNN: the day's counter. */
export const ticketNo = (day: string, value: number): string =>
  `QF-${day.replaceAll("-", "")}-${String(value).padStart(4, "0")}`;
export const counterKey = (no: string): string => no.slice(0, no.lastIndexOf("-"));
const counterValue = (no: string): number => Number(no.slice(no.lastIndexOf("-") + 1));

/** Open tickets by id, a page at a time. */
export const openTicketIds = (db: Database, after: string, limit: number) =>
  db
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(isNull(tickets.closedAt), gt(tickets.id, after)))
    .orderBy(asc(tickets.id))
    .limit(limit);

export interface EventRow {
  readonly event: TicketEvent;
  readonly content: { readonly salt: string; readonly value: unknown } | null;
  readonly contentHash: string;
  readonly prevHash: string;
  readonly hash: string;
}

export async function eventsOf(db: Database, ticketIds: readonly string[]): Promise<EventRow[]> {
  const rows = await db
    .select()
    .from(ticketEvents)
    .where(inArray(ticketEvents.ticketId, [...ticketIds]))
    .orderBy(asc(ticketEvents.ticketId), asc(ticketEvents.seq));
  return rows.map((row) => ({
    // The columns hold what `ticketWrites` put there.
    event: {
      type: row.type,
      ticketId: row.ticketId,
      seq: row.seq,
      at: row.at,
      actor: row.actor as Actor,
      data: row.data,
      content: row.content?.value ?? null,
    } as TicketEvent,
    content: row.content,
    contentHash: row.contentHash,
    prevHash: row.prevHash,
    hash: row.hash,
  }));
}
