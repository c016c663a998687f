import { and, asc, desc, eq, gte, or, sql } from "drizzle-orm";
import { policies, publicAnswers, ticketFacts, tickets } from "../../db/schema/index.ts";
import type { Policy } from "../domain/guides/policy.ts";
import type { PublicAnswer } from "../domain/guides/public-answer.ts";
import type { Directory } from "../domain/people/directory.ts";
import { compiled } from "./compiled.ts";
import type { Slot } from "./compiled.ts";
import type { Database, Statement } from "./database.ts";
import { CANDIDATES, indexed, matchOf } from "./guides.ts";
import { visible } from "./reports.ts";

/** Published policies that share words with a question, nearest first by the index's own ranking. */
export const searchPolicies = (db: Database, question: string) => foundPolicies(db, { query: matchOf(question) });
const foundPolicies = compiled((db, slot: Slot<{ query: string }>) =>
  db
    .select()
    .from(policies)
    .where(
      sql`${policies.id} in (select policy_id from policy_index where policy_index match ${slot("query")}
        order by bm25(policy_index, 0, 8, 1) limit ${CANDIDATES})`,
    ),
);

/** Public answers that share words with a question. One whose ticket has come back is not told until it is closed again. */
export const searchPublicAnswers = (db: Database, question: string) => foundAnswers(db, { query: matchOf(question) });
const foundAnswers = compiled((db, slot: Slot<{ query: string }>) =>
  db
    .select()
    .from(publicAnswers)
    .where(
      sql`${publicAnswers.id} in (select answer_id from public_answer_index where public_answer_index match ${slot("query")}
          order by bm25(public_answer_index, 0, 8, 1) limit ${CANDIDATES})
        and exists (select 1 from ${tickets} where ${tickets.id} = ${publicAnswers.id} and ${tickets.stage} in ('closed', 'not_request'))`,
    ),
);

export const policyById = (db: Database, id: string) => db.select().from(policies).where(eq(policies.id, id));

/** As in `searchPublicAnswers`: only while its ticket has ended. */
export const publicAnswerById = (db: Database, id: string) =>
  db
    .select()
    .from(publicAnswers)
    .where(
      sql`${publicAnswers.id} = ${id} and exists
        (select 1 from ${tickets} where ${tickets.id} = ${publicAnswers.id} and ${tickets.stage} in ('closed', 'not_request'))`,
    );

/** Policies by title, drafts too. */
export const allPolicies = (db: Database, limit = 200) =>
  db.select().from(policies).orderBy(asc(policies.title)).limit(limit);

/** Newest first. */
export const newestPublicAnswers = (db: Database, limit: number) =>
  db.select().from(publicAnswers).orderBy(desc(publicAnswers.publishedAt)).limit(limit);

/** How many answers may be told on a local day. */
export const countPublicAnswers = (db: Database, day: string) =>
  db
    .select({ n: sql<number>`count(*)` })
    .from(publicAnswers)
    .where(sql`${publicAnswers.validTo} >= ${day}`);

/** The columns hold what the writers below put there. */
export const toPolicies = (rows: readonly (typeof policies.$inferSelect)[]): Policy[] => rows.map((row) => row);
export const toPublicAnswers = (rows: readonly (typeof publicAnswers.$inferSelect)[]): PublicAnswer[] =>
  rows.map((row) => row);

/** Writes a policy and its place in the index; a draft has none. For one transaction. */
export function policyWrites(db: Database, policy: Policy): Statement[] {
  return [
    db.insert(policies).values(policy).onConflictDoUpdate({ target: policies.id, set: policy }),
    db.run(sql`delete from policy_index where policy_id = ${policy.id}`),
    ...(policy.state === "draft"
      ? []
      : [
          db.run(sql`insert into policy_index (policy_id, names, inside)
            values (${policy.id}, ${indexed(policy.title, ...policy.also)}, ${indexed(policy.text)})`),
        ]),
  ];
}

/** Writes a public answer and its place in the index. For one transaction. */
export const publicAnswerWrites = (db: Database, answer: PublicAnswer): Statement[] => [
  db.insert(publicAnswers).values(answer).onConflictDoUpdate({ target: publicAnswers.id, set: answer }),
  db.run(sql`delete from public_answer_index where answer_id = ${answer.id}`),
  db.run(sql`insert into public_answer_index (answer_id, names, inside)
    values (${answer.id}, ${indexed(answer.question)}, ${indexed(answer.answer)})`),
];

/** 撤下: it is not told any more. */
export const removePublicAnswer = (db: Database, id: string): Statement[] => [
  db.delete(publicAnswers).where(eq(publicAnswers.id, id)),
  db.run(sql`delete from public_answer_index where answer_id = ${id}`),
];

/** Tickets closed lately with a result that was marked well, or as an answered question, not yet public: what a dispatcher may look at, newest first. */
export const closedLately = (db: Database, directory: Pick<Directory, "categories">, since: number, limit: number) =>
  db
    .select({ state: tickets.state, headHash: tickets.headHash })
    .from(ticketFacts)
    .innerJoin(tickets, eq(tickets.id, ticketFacts.ticketId))
    .where(
      and(
        // Along the index of ends: a town has closed a million others before.
        gte(ticketFacts.endedAt, since),
        or(
          and(eq(ticketFacts.endReason, "rated"), gte(ticketFacts.rating, 3), eq(tickets.stage, "closed")),
          and(
            eq(ticketFacts.endReason, "not_request"),
            eq(tickets.stage, "not_request"),
            sql`json_extract(${tickets.state}, '$.dismissal.kind') = 'answered'`,
          ),
        ),
        sql`not exists (select 1 from ${publicAnswers} where ${publicAnswers.id} = ${tickets.id})`,
        visible(directory),
      ),
    )
    .orderBy(desc(ticketFacts.endedAt))
    .limit(limit);
