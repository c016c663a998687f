import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { instant, json } from "./columns.ts";

/** Every message and event of the platform, stored before it is acknowledged (feishu.md 1.1: two-level de-duplication). */
export const inbound = sqliteTable(
  "inbound",
  {
    id: text("id").primaryKey(),
    appId: text("app_id").notNull(),
    /** message_id for messages, event_id (v2) or uuid (v1) for the rest. */
    eventKey: text("event_key").notNull(),
    /** chat + sender + create_time + content hash: a redelivery may come with a fresh message_id. */
    contentKey: text("content_key"),
    kind: text("kind").notNull(),
    senderOpenId: text("sender_open_id"),
    chatId: text("chat_id"),
    receivedAt: instant("received_at").notNull(),
    payload: json<unknown>("payload").notNull(),
    /** What became of it: ticket numbers, "question", "ignored" … for the operator; never texts. */
    outcome: text("outcome"),
  },
  (t) => [
    uniqueIndex("inbound_event_key").on(t.appId, t.eventKey),
    uniqueIndex("inbound_content_key").on(t.appId, t.contentKey),
    index("inbound_by_time").on(t.receivedAt),
  ],
);

/** Work to be done: at once, later, or again. Claimed under a lease; one at a time per `serial`. */
export const jobs = sqliteTable(
  "jobs",
  {
    id: text("id").primaryKey(),
    kind: text("kind").notNull(),
    /** What the job is about. While it waits, adding it again moves it instead of doubling it. */
    key: text("key"),
    serial: text("serial"),
    /** 1 = waits for nothing that is before it in its lane: it saves a life. */
    ahead: integer("ahead").notNull().default(0),
    payload: json<unknown>("payload").notNull(),
    state: text("state", { enum: ["waiting", "done", "buried"] }).notNull(),
    runAt: instant("run_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
    /** Tries of the present outage, which are no fault of the job's; all of them together are one of `attempts`. */
    outageTries: integer("outage_tries").notNull().default(0),
    maxAttempts: integer("max_attempts").notNull(),
    /** Rises when the job is added again; a run that began before must not be the last. */
    revision: integer("revision").notNull().default(1),
    lockedBy: text("locked_by"),
    lockedUntil: instant("locked_until"),
    lastError: text("last_error"),
    /** Since when every try has met a platform that is down or does not let us; null = the last one did not. */
    failingSince: instant("failing_since"),
    createdAt: instant("created_at").notNull(),
    finishedAt: instant("finished_at"),
    /** 1 = ended without asking the platform: it says nothing about whether anything gets through. */
    unsent: integer("unsent").notNull().default(0),
  },
  (t) => [
    uniqueIndex("jobs_key")
      .on(t.key)
      .where(sql`state = 'waiting' and key is not null`),
    // One for each look of a claim, in whose order it reads.
    index("jobs_ahead")
      .on(t.runAt, t.id)
      .where(sql`state = 'waiting' and ahead = 1`),
    index("jobs_due")
      .on(t.runAt, t.id)
      .where(sql`state = 'waiting' and ahead = 0 and failing_since is null`),
    index("jobs_failing")
      .on(t.runAt, t.id)
      .where(sql`state = 'waiting' and ahead = 0 and failing_since is not null`),
    index("jobs_serial")
      .on(t.serial, t.id)
      .where(sql`state = 'waiting'`),
    index("jobs_finished")
      .on(t.finishedAt)
      .where(sql`state <> 'waiting'`),
    check("jobs_state", sql`${t.state} in ('waiting','done','buried')`),
  ],
);

/** Commands already carried out: a click or message that comes twice is answered, not done twice. */
export const commands = sqliteTable("commands", { id: text("id").primaryKey(), at: instant("at").notNull() }, (t) => [
  index("commands_by_time").on(t.at),
]);

/** Ticket numbers, one row a day. Written in the transaction that opens the ticket, so failures leave no gaps. */
export const counters = sqliteTable("counters", {
  key: text("key").primaryKey(),
  value: integer("value").notNull(),
});

/** Last slot of each recurring task: an instance may run it only by moving the slot forward. */
export const slots = sqliteTable("slots", {
  name: text("name").primaryKey(),
  at: instant("at").notNull(),
});

/** The last thing the desk asked or told a person, without which a bare "四台" cannot be understood. */
export const conversations = sqliteTable(
  "conversations",
  {
    appId: text("app_id").notNull(),
    openId: text("open_id").notNull(),
    chatId: text("chat_id"),
    lastBot: text("last_bot"),
    lastTicketId: text("last_ticket_id"),
    /** When the identity form was last put to an unknown person. */
    identityAskedAt: instant("identity_asked_at"),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.appId, t.openId] })],
);
