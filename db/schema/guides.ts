import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { instant, json } from "./columns.ts";

/**
 * 办事指南 with its 四个一 (003-03). The full-text index over it, `guide_index`, is a table of FTS5 that the migration makes by
 * hand and src/store/guides.ts writes in the same transaction.
 */
export const guides = sqliteTable(
  "guides",
  {
    id: text("id").primaryKey(),
    title: text("title").notNull(),
    also: json<readonly string[]>("also").notNull(),
    category: text("category").notNull(),
    unitId: text("unit_id"),
    flow: json<readonly string[]>("flow").notNull(),
    list: json<{ applyAt: string; workingDays: number | null; fee: string; basis: string }>("list").notNull(),
    materials: json<readonly { name: string; copies: number; original: string }[]>("materials").notNull(),
    supervisionPhone: text("supervision_phone").notNull(),
    contactPhone: text("contact_phone").notNull(),
    validFrom: text("valid_from").notNull(),
    validTo: text("valid_to").notNull(),
    version: integer("version").notNull(),
    state: text("state", { enum: ["draft", "published"] }).notNull(),
  },
  (t) => [check("guides_state", sql`${t.state} in ('draft','published')`)],
);

/** 政策: what the office may say of a policy, with source and validity; `policy_index` is its full-text index (001-12). */
export const policies = sqliteTable(
  "policies",
  {
    id: text("id").primaryKey(),
    title: text("title").notNull(),
    also: json<readonly string[]>("also").notNull(),
    category: text("category").notNull(),
    unitId: text("unit_id"),
    text: text("text").notNull(),
    source: text("source").notNull(),
    validFrom: text("valid_from").notNull(),
    validTo: text("valid_to").notNull(),
    version: integer("version").notNull(),
    state: text("state", { enum: ["draft", "published"] }).notNull(),
  },
  (t) => [check("policies_state", sql`${t.state} in ('draft','published')`)],
);

/**
 * What a person made public of a closed ticket, in words that name nobody; `public_answer_index` is its full-text index. The
 * ticket is named for who keeps the answers and is never shown to who asks.
 */
export const publicAnswers = sqliteTable(
  "public_answers",
  {
    /** The ticket's id: one answer a ticket, made public again it is replaced. */
    id: text("id").primaryKey(),
    ticketNo: text("ticket_no").notNull(),
    question: text("question").notNull(),
    answer: text("answer").notNull(),
    category: text("category").notNull(),
    unitId: text("unit_id"),
    /** Local day of the result. */
    answeredOn: text("answered_on").notNull(),
    validTo: text("valid_to").notNull(),
    publishedBy: text("published_by").notNull(),
    publishedAt: instant("published_at").notNull(),
  },
  (t) => [index("public_answers_by_time").on(t.publishedAt)],
);

/** How often an answer was shown on a day, and how often the asker said that it was not the answer. */
export const guideCounts = sqliteTable(
  "guide_counts",
  {
    kind: text("kind", { enum: ["guide", "policy", "answer"] })
      .notNull()
      .default("guide"),
    /** Id of the guide, the policy or the public answer. */
    guideId: text("guide_id").notNull(),
    day: text("day").notNull(),
    shown: integer("shown").notNull().default(0),
    missed: integer("missed").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.kind, t.guideId, t.day] })],
);

/** What was asked and no guide says: subjects only, without who asked and without his words around it. */
export const guideGaps = sqliteTable(
  "guide_gaps",
  {
    words: text("words").primaryKey(),
    category: text("category"),
    times: integer("times").notNull(),
    firstDay: text("first_day").notNull(),
    lastDay: text("last_day").notNull(),
  },
  (t) => [index("guide_gaps_by_day").on(t.lastDay)],
);

/** What people corrected, as examples for the next message; an admin may take each of them back. */
export const learnedExamples = sqliteTable(
  "learned_examples",
  {
    id: text("id").primaryKey(),
    text: text("text").notNull(),
    intent: text("intent").notNull(),
    category: text("category"),
    /** What the desk had thought. */
    guessed: text("guessed"),
    origin: text("origin", { enum: ["dispatch", "return", "several", "new_matter", "not_request"] }).notNull(),
    ticketNo: text("ticket_no"),
    /** Person who corrected; null = somebody the directory does not know. */
    personId: text("person_id"),
    at: instant("at").notNull(),
  },
  (t) => [
    index("learned_examples_by_time").on(t.at),
    check("learned_examples_origin", sql`${t.origin} in ('dispatch','return','several','new_matter','not_request')`),
  ],
);
