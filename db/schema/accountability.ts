import { sql } from "drizzle-orm";
import { check, index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { instant, json } from "./columns.ts";

/** 责任追究 drafts: what the rules noticed, for a leader to confirm or reject; never published by the system (000-18). */
export const accountabilityDrafts = sqliteTable(
  "accountability_drafts",
  {
    id: text("id").primaryKey(),
    ticketId: text("ticket_id").notNull(),
    reason: text("reason").notNull(),
    personId: text("person_id").notNull(),
    unitId: text("unit_id"),
    leaderId: text("leader_id"),
    evidence: json<readonly { at: number; text: string; kind?: string }[]>("evidence").notNull(),
    state: text("state", { enum: ["draft", "confirmed", "rejected"] }).notNull(),
    createdAt: instant("created_at").notNull(),
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
  },
  (t) => [
    index("accountability_of_ticket").on(t.ticketId),
    index("accountability_by_leader").on(t.leaderId, t.state),
    check("accountability_state", sql`${t.state} in ('draft','confirmed','rejected')`),
  ],
);
