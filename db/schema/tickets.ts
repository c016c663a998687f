import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { instant, json } from "./columns.ts";

/** Current state of a ticket: a cache of its events, written by one function only. */
export const tickets = sqliteTable(
  "tickets",
  {
    id: text("id").primaryKey(),
    no: text("no").notNull(),
    version: integer("version").notNull(),
    stage: text("stage").notNull(),
    category: text("category"),
    unitId: text("unit_id"),
    responsibleId: text("responsible_id").notNull(),
    offeredToId: text("offered_to_id"),
    requesterOpenId: text("requester_open_id"),
    requesterPersonId: text("requester_person_id"),
    enterpriseId: text("enterprise_id"),
    openedAt: instant("opened_at").notNull(),
    resolveBy: instant("resolve_by"),
    closedAt: instant("closed_at"),
    /** Hash of the newest event, to which the next one is chained. */
    headHash: text("head_hash").notNull(),
    /** The folded state, complete; the columns above are for finding it. */
    state: json<unknown>("state").notNull(),
  },
  (t) => [
    uniqueIndex("tickets_no").on(t.no),
    index("tickets_by_requester").on(t.requesterOpenId, t.closedAt),
    index("tickets_by_requester_person").on(t.requesterPersonId, t.closedAt),
    index("tickets_open_by_limit")
      .on(t.resolveBy)
      .where(sql`closed_at is null`),
    index("tickets_by_enterprise").on(t.enterpriseId, t.openedAt),
    index("tickets_open_by_responsible")
      .on(t.responsibleId, t.resolveBy)
      .where(sql`closed_at is null`),
    index("tickets_open_by_offered")
      .on(t.offeredToId)
      .where(sql`closed_at is null`),
    index("tickets_open_by_unit")
      .on(t.unitId, t.resolveBy)
      .where(sql`closed_at is null`),
    index("tickets_parked")
      .on(t.resolveBy)
      .where(sql`stage = 'parked'`),
    check("tickets_version", sql`${t.version} > 0`),
  ],
);

/** Whom besides its own people an open ticket waits for: an assisting part, a decision, a confirmation. Follows from its state. */
export const ticketParts = sqliteTable(
  "ticket_parts",
  {
    ticketId: text("ticket_id").notNull(),
    personId: text("person_id").notNull(),
    /** Of an assisting part. */
    unitId: text("unit_id"),
  },
  (t) => [
    index("ticket_parts_of").on(t.ticketId),
    index("ticket_parts_by_person").on(t.personId),
    index("ticket_parts_by_unit")
      .on(t.unitId)
      .where(sql`unit_id is not null`),
  ],
);

/** What happened, in order, chained by hash. Never updated except to redact `content`. */
export const ticketEvents = sqliteTable(
  "ticket_events",
  {
    ticketId: text("ticket_id").notNull(),
    seq: integer("seq").notNull(),
    type: text("type").notNull(),
    at: instant("at").notNull(),
    actor: json<unknown>("actor").notNull(),
    data: json<unknown>("data").notNull(),
    /** Texts people wrote, with a salt; may be redacted later without breaking the chain, which holds only the hash. */
    content: json<{ salt: string; value: unknown } | null>("content"),
    contentHash: text("content_hash").notNull(),
    prevHash: text("prev_hash").notNull(),
    hash: text("hash").notNull(),
    /** The message, click or job behind it. */
    commandId: text("command_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ticketId, t.seq] }),
    index("ticket_events_by_time").on(t.at),
    check("ticket_events_seq", sql`${t.seq} > 0`),
  ],
);

/** The one card of a ticket that a person (or group) has; updated in place, or renewed when he must act. */
export const cards = sqliteTable(
  "cards",
  {
    ticketId: text("ticket_id").notNull(),
    /** open_id or chat_id. */
    recipient: text("recipient").notNull(),
    audience: text("audience").notNull(),
    /** How many messages this card has had so far; part of the platform uuid, so a retry never posts twice. */
    renewal: integer("renewal").notNull(),
    /** Renewal that was really sent; below `renewal` while the new message is on its way. */
    sentRenewal: integer("sent_renewal").notNull().default(0),
    messageId: text("message_id"),
    /** Ticket version shown and hash of the card as sent; a card that would look the same is not sent again. */
    shownVersion: integer("shown_version").notNull().default(0),
    shownHash: text("shown_hash"),
    sentAt: instant("sent_at"),
    /** Somebody has a form open on it: until then it is not changed under his fingers. */
    busyUntil: instant("busy_until"),
  },
  (t) => [primaryKey({ columns: [t.ticketId, t.recipient] }), index("cards_by_message").on(t.messageId)],
);

/** Reminders are rows planned ahead; when due they ask the domain again whether they are still wanted. */
export const reminders = sqliteTable(
  "reminders",
  {
    ticketId: text("ticket_id").notNull(),
    kind: text("kind").notNull(),
    dueAt: instant("due_at").notNull(),
    state: text("state", { enum: ["planned", "sent", "cancelled"] }).notNull(),
    reason: text("reason"),
    settledAt: instant("settled_at"),
  },
  (t) => [
    primaryKey({ columns: [t.ticketId, t.kind] }),
    index("reminders_due")
      .on(t.dueAt)
      .where(sql`state = 'planned'`),
    check("reminders_state", sql`${t.state} in ('planned','sent','cancelled')`),
  ],
);
