import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { flag, instant } from "./columns.ts";

/**
 * One row a round of a ticket: what every figure is made of, kept by the one writer in the transaction that stores the
 * events, so that a digest never reads the log. No names and no words are in it.
 */
export const ticketFacts = sqliteTable(
  "ticket_facts",
  {
    id: integer("id").primaryKey(),
    ticketId: text("ticket_id").notNull(),
    round: integer("round").notNull(),
    no: text("no").notNull(),
    openedAt: instant("opened_at").notNull(),
    startedAt: instant("started_at").notNull(),
    cause: text("cause", { enum: ["bad_mark", "not_solved", "relapse"] }),
    channel: text("channel").notNull(),
    urgency: text("urgency").notNull(),
    stage: text("stage").notNull(),
    category: text("category"),
    unitId: text("unit_id"),
    responsibleId: text("responsible_id").notNull(),
    enterpriseId: text("enterprise_id"),
    acceptDueAt: instant("accept_due_at"),
    acceptSettled: flag("accept_settled").notNull(),
    acceptedAt: instant("accepted_at"),
    contactDueAt: instant("contact_due_at").notNull(),
    contactedAt: instant("contacted_at"),
    resolveDueAt: instant("resolve_due_at").notNull(),
    resolvedAt: instant("resolved_at"),
    handledMinutes: integer("handled_minutes"),
    benefitFen: integer("benefit_fen"),
    pausedSince: instant("paused_since"),
    rating: integer("rating"),
    ratedAt: instant("rated_at"),
    returnedAt: instant("returned_at"),
    extendedAt: instant("extended_at"),
    secondMaterialsAt: instant("second_materials_at"),
    endedAt: instant("ended_at"),
    endReason: text("end_reason"),
  },
  (t) => [
    uniqueIndex("ticket_facts_round").on(t.ticketId, t.round),
    // All figures of a period come from the rounds that lived in it: those still open, and those that ended after its start.
    index("ticket_facts_open")
      .on(t.startedAt)
      .where(sql`ended_at is null`),
    index("ticket_facts_ended").on(t.endedAt, t.startedAt),
    index("ticket_facts_by_day").on(t.startedAt, t.id),
    index("ticket_facts_by_unit").on(t.unitId, t.startedAt),
    index("ticket_facts_by_category").on(t.category, t.startedAt),
    index("ticket_facts_by_enterprise").on(t.enterpriseId, t.startedAt),
    check("ticket_facts_rating", sql`${t.rating} is null or ${t.rating} between 1 and 5`),
  ],
);
