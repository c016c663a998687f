import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { flag, instant, json } from "./columns.ts";

/** The mirror's one row: whose turn it is, how far tickets have been looked through, and what is wrong. */
export const mirrorState = sqliteTable("mirror_state", {
  key: text("key").primaryKey(),
  /** Base and table the records below are in; another one = everything is mirrored anew. */
  target: text("target").notNull(),
  /** Always "on": set to NULL by a writer whose turn has passed, so that his whole transaction falls. */
  state: text("state").notNull(),
  turn: text("turn"),
  turnUntil: instant("turn_until").notNull(),
  /** Nobody takes a turn before. */
  nextAt: instant("next_at").notNull(),
  /** Events up to here have been looked through, and limits that passed up to here. */
  eventsUpTo: instant("events_up_to").notNull(),
  limitsUpTo: instant("limits_up_to").notNull(),
  /** The table's columns were right when last looked at. */
  checked: flag("checked").notNull(),
  writtenAt: instant("written_at"),
  /** What stopped the last turn; null = nothing did. */
  fault: json<unknown>("fault"),
});

/** What of a ticket stands in the base. It waits while `wanted` is above `written`. */
export const mirrorTickets = sqliteTable(
  "mirror_tickets",
  {
    ticketId: text("ticket_id").primaryKey(),
    recordId: text("record_id"),
    /** Ticket version that was mirrored last, and the one that was wanted last. */
    version: integer("version").notNull(),
    wantedVersion: integer("wanted_version").notNull(),
    wanted: integer("wanted").notNull(),
    written: integer("written").notNull(),
    waitingSince: instant("waiting_since").notNull(),
    /** client_token of a creation that nobody knows the end of; looked up by number before it is made again. */
    token: text("token"),
    triedAt: instant("tried_at"),
    /** Platform code with which this record alone was refused. */
    refused: integer("refused"),
  },
  (t) => [
    index("mirror_tickets_waiting")
      .on(t.waitingSince, t.ticketId)
      .where(sql`wanted > written`),
    index("mirror_tickets_unknown")
      .on(t.triedAt)
      .where(sql`token is not null`),
    index("mirror_tickets_refused")
      .on(t.refused)
      .where(sql`refused is not null`),
  ],
);
