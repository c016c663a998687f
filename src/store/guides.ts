import { asc, desc, eq, gte, sql } from "drizzle-orm";
import { guideCounts, guideGaps, guides } from "../../db/schema/index.ts";
import type { AnswerKind } from "../domain/guides/answer.ts";
import type { Guide } from "../domain/guides/guide.ts";
import { terms } from "../domain/guides/words.ts";
import { compiled } from "./compiled.ts";
import type { Slot } from "./compiled.ts";
import type { Database, Statement } from "./database.ts";

/** Answers of a kind that a question is judged against; the rule, not the index, decides whether any of them answers. */
export const CANDIDATES = 12;
/** Pairs of one message that are looked for; it may hold several questions, and a long story's end is not what is asked. */
const MOST_TERMS = 120;

const quoted = (term: string): string => `"${term.replaceAll('"', "")}"`;

/** The index reads words apart by blanks; pairs of characters are such words. */
export const indexed = (...texts: readonly string[]): string => [...terms(texts.join("。"))].join(" ");

/** An empty phrase: no words at all are an error of the index. */
const NOTHING = quoted("");

/** The full-text query of a question. */
export function matchOf(question: string): string {
  const asked = [...terms(question)].slice(0, MOST_TERMS);
  // OR is a word of the query language only in capitals.
  return asked.length === 0 ? NOTHING : asked.map(quoted).join(" OR ");
}

/** Published guides that share words with a question, nearest first by the index's own ranking. */
export const searchGuides = (db: Database, question: string) => foundGuides(db, { query: matchOf(question) });
const foundGuides = compiled((db, slot: Slot<{ query: string }>) =>
  db
    .select()
    .from(guides)
    .where(
      sql`${guides.id} in (select guide_id from guide_index where guide_index match ${slot("query")}
        order by bm25(guide_index, 0, 8, 1) limit ${CANDIDATES})`,
    ),
);

/** One row when the office has published any guide at all. */
export const anyGuide = compiled((db) =>
  db.select({ id: guides.id }).from(guides).where(eq(guides.state, "published")).limit(1),
);

export const guideById = (db: Database, id: string) => db.select().from(guides).where(eq(guides.id, id));

/** Guides by title, drafts too. */
export const allGuides = (db: Database, limit = 200) =>
  db.select().from(guides).orderBy(asc(guides.title)).limit(limit);

export const toGuides = (rows: readonly (typeof guides.$inferSelect)[]): Guide[] => rows.map((row) => row);

/** Writes a guide and its place in the index; a draft has none. For one transaction. */
export function guideWrites(db: Database, guide: Guide): Statement[] {
  const { list, materials, ...rest } = guide;
  const row = { ...rest, list: { ...list }, materials: materials.map((one) => ({ ...one })) };
  const inside = [...guide.flow, ...materials.map(({ name }) => name)];
  return [
    db.insert(guides).values(row).onConflictDoUpdate({ target: guides.id, set: row }),
    db.run(sql`delete from guide_index where guide_id = ${guide.id}`),
    ...(guide.state === "draft"
      ? []
      : [
          db.run(sql`insert into guide_index (guide_id, names, inside)
            values (${guide.id}, ${indexed(guide.title, ...guide.also)}, ${indexed(...inside)})`),
        ]),
  ];
}

/** One more showing, or one more "that was not it", on a local day. */
export function countAnswer(
  db: Database,
  answer: { readonly kind: AnswerKind; readonly id: string },
  day: string,
  what: "shown" | "missed",
): Statement {
  const one = { shown: what === "shown" ? 1 : 0, missed: what === "missed" ? 1 : 0 };
  return db
    .insert(guideCounts)
    .values({ kind: answer.kind, guideId: answer.id, day, ...one })
    .onConflictDoUpdate({
      target: [guideCounts.kind, guideCounts.guideId, guideCounts.day],
      set: {
        shown: sql`${guideCounts.shown} + excluded.shown`,
        missed: sql`${guideCounts.missed} + excluded.missed`,
      },
    });
}

/** A question no guide answers, by its subject alone. */
export const noteGap = (db: Database, gap: { words: string; category: string | null; day: string }): Statement =>
  db
    .insert(guideGaps)
    .values({ words: gap.words, category: gap.category, times: 1, firstDay: gap.day, lastDay: gap.day })
    .onConflictDoUpdate({
      target: guideGaps.words,
      set: { times: sql`${guideGaps.times} + 1`, lastDay: gap.day, category: sql`excluded.category` },
    });

/** Sums of each answer since a local day. */
export const answerFigures = (db: Database, since: string) =>
  db
    .select({
      kind: guideCounts.kind,
      id: guideCounts.guideId,
      shown: sql<number>`sum(${guideCounts.shown})`,
      missed: sql<number>`sum(${guideCounts.missed})`,
    })
    .from(guideCounts)
    .where(gte(guideCounts.day, since))
    .groupBy(guideCounts.kind, guideCounts.guideId);

/** Gaps since a local day, most asked first. */
export const guideGapsSince = (db: Database, since: string, limit: number) =>
  db
    .select()
    .from(guideGaps)
    .where(gte(guideGaps.lastDay, since))
    .orderBy(desc(guideGaps.times), desc(guideGaps.lastDay))
    .limit(limit);
