import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { flag, instant, json } from "./columns.ts";

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
    cause: text("cause", { enum: ["bad_mark", "not_solved", "relapse", "was_request"] }),
    channel: text("channel").notNull(),
    urgency: text("urgency").notNull(),
    stage: text("stage").notNull(),
    category: text("category"),
    unitId: text("unit_id"),
    responsibleId: text("responsible_id").notNull(),
    enterpriseId: text("enterprise_id"),
    projectId: text("project_id"),
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
    level: integer("level").$type<0 | 1 | 2>().notNull().default(0),
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

/**
 * 季度排队: a ranking as it was shown. Never changed: a decided objection adds the next version with its reason, so that the
 * trail from the first to the last is whole (001-33).
 */
export const rankings = sqliteTable(
  "rankings",
  {
    /** Kind and first day of the period, e.g. quarter:2026-07-01. */
    id: text("id").notNull(),
    version: integer("version").notNull(),
    periodFrom: instant("period_from").notNull(),
    periodTo: instant("period_to").notNull(),
    /** Weights, ranked units and those with too little work, complete. */
    frozen: json<unknown>("frozen").notNull(),
    excluded: json<string[]>("excluded").notNull(),
    reason: text("reason").notNull(),
    decidedBy: text("decided_by"),
    createdAt: instant("created_at").notNull(),
    objectionsUntil: instant("objections_until").notNull(),
  },
  (t) => [primaryKey({ columns: [t.id, t.version] }), check("rankings_version", sql`${t.version} > 0`)],
);

/** What a unit's head says against a ranking, and what was decided on it. */
export const rankingObjections = sqliteTable(
  "ranking_objections",
  {
    id: text("id").primaryKey(),
    rankingId: text("ranking_id").notNull(),
    unitId: text("unit_id").notNull(),
    personId: text("person_id").notNull(),
    text: text("text").notNull(),
    createdAt: instant("created_at").notNull(),
    state: text("state", { enum: ["open", "granted", "denied"] }).notNull(),
    decision: text("decision"),
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
  },
  (t) => [
    index("ranking_objections_of").on(t.rankingId, t.createdAt),
    check("ranking_objections_state", sql`${t.state} in ('open','granted','denied')`),
  ],
);

/** Who took a sheet out of the house: every export needs a role and a reason and leaves this row. */
export const exportTraces = sqliteTable(
  "export_traces",
  {
    id: text("id").primaryKey(),
    personId: text("person_id").notNull(),
    reason: text("reason").notNull(),
    /** What was asked for, in words of the filter. */
    filter: json<unknown>("filter").notNull(),
    format: text("format", { enum: ["xlsx", "csv"] }).notNull(),
    rows: integer("rows").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [index("export_traces_by_time").on(t.at)],
);

/** Former years' ledgers, taken over from sheets: counted in no rate, because their clock was another, but found, listed and exported. */
export const importedTickets = sqliteTable(
  "imported_tickets",
  {
    /** Row of its words in imported_search. */
    id: integer("id").primaryKey(),
    no: text("no").notNull().unique(),
    openedAt: instant("opened_at").notNull(),
    enterprise: text("enterprise").notNull(),
    category: text("category").notNull(),
    title: text("title").notNull(),
    unit: text("unit").notNull(),
    responsible: text("responsible").notNull(),
    resolvedAt: instant("resolved_at"),
    rating: integer("rating"),
    result: text("result").notNull(),
    importedAt: instant("imported_at").notNull(),
  },
  (t) => [index("imported_tickets_by_day").on(t.openedAt, t.id)],
);
