import { and, desc, eq, sql } from "drizzle-orm";
import { learnedExamples, settings } from "../../db/schema/index.ts";
import { compiled } from "./compiled.ts";
import type { Database, Statement } from "./database.ts";

/** One correction: what words mean, who said so, and where. */
export interface Lesson {
  readonly text: string;
  /** An intent of the assistant's; `other` = no request at all. */
  readonly intent: string;
  readonly category: string | null;
  /** Category the desk had thought of; null = none. */
  readonly guessed: string | null;
  readonly origin: "dispatch" | "return" | "several" | "new_matter" | "not_request";
  readonly ticketNo: string | null;
  readonly personId: string | null;
  /** UTC ms. */
  readonly at: number;
}

/** The newest are used; an office that corrects more than this a year has a new bank to write. */
const MOST = 500;

const LEARNED_VERSION = "learned_version";

/** Rises with every change of the examples; read with every message, so that each instance uses them from the next one on. */
export const learnedVersion = (db: Database) => version(db, {});
const version = compiled((db) =>
  db.select({ value: settings.value }).from(settings).where(eq(settings.key, LEARNED_VERSION)),
);

const bump = (db: Database): Statement =>
  db
    .insert(settings)
    .values({ key: LEARNED_VERSION, value: 1 })
    .onConflictDoUpdate({ target: settings.key, set: { value: sql`cast(${settings.value} as integer) + 1` } });

/** One correction; the same words corrected again replace what was learned from them before. */
export const addLesson = (db: Database, id: string, lesson: Lesson): Statement[] => [
  db
    .delete(learnedExamples)
    .where(and(eq(learnedExamples.text, lesson.text), eq(learnedExamples.intent, lesson.intent))),
  db.insert(learnedExamples).values({ id, ...lesson }),
  bump(db),
];

export const removeLesson = (db: Database, id: string): Statement[] => [
  db.delete(learnedExamples).where(eq(learnedExamples.id, id)),
  bump(db),
];

/** Forgets what was learned from one ticket in one way. */
export const unlearn = (db: Database, ticketNo: string, origin: Lesson["origin"]): Statement[] => [
  db.delete(learnedExamples).where(and(eq(learnedExamples.ticketNo, ticketNo), eq(learnedExamples.origin, origin))),
  bump(db),
];

/** Newest first. */
export const newestLessons = (db: Database, limit = MOST) =>
  db.select().from(learnedExamples).orderBy(desc(learnedExamples.at), desc(learnedExamples.id)).limit(limit);

export type LearnedRow = typeof learnedExamples.$inferSelect;
