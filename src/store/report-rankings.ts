import { asc, desc, eq, sql } from "drizzle-orm";
import { rankingObjections, rankings } from "../../db/schema/index.ts";
import type { ProjectRanking } from "../domain/ranking/projects.ts";
import type { UnitRanking } from "../domain/ranking/units.ts";
import type { Database } from "./database.ts";

/** Ranking and weights as they were shown. */
export interface FrozenRanking extends UnitRanking {
  /** Absent in rankings frozen before projects were ranked. */
  readonly projects?: ProjectRanking;
  readonly weights: Readonly<Record<"onTime" | "solution" | "satisfaction", number>>;
}

export interface RankingVersion {
  readonly id: string;
  readonly version: number;
  readonly periodFrom: number;
  readonly periodTo: number;
  readonly frozen: FrozenRanking;
  readonly excluded: readonly string[];
  readonly reason: string;
  readonly decidedBy: string | null;
  readonly createdAt: number;
  readonly objectionsUntil: number;
}

/** Every version of a ranking, the first shown first. */
export const rankingVersions = (db: Database, id: string) =>
  db.select().from(rankings).where(eq(rankings.id, id)).orderBy(asc(rankings.version));

/** Written by `addRankingVersion` only. */
export const toVersions = (rows: readonly (typeof rankings.$inferSelect)[]): RankingVersion[] =>
  rows.map((row) => ({ ...row, frozen: row.frozen as FrozenRanking }));

/** The newest ranking of all, for an objection that names none. */
export const newestRanking = (db: Database) =>
  db.select().from(rankings).orderBy(desc(rankings.periodTo), desc(rankings.version)).limit(1);

/** A version is written once: two at the same moment leave the first (the key refuses the second quietly). */
export const addRankingVersion = (db: Database, row: RankingVersion) =>
  db
    .insert(rankings)
    .values({ ...row, excluded: [...row.excluded] })
    .onConflictDoNothing();

export const objectionsOf = (db: Database, rankingId: string) =>
  db
    .select()
    .from(rankingObjections)
    .where(eq(rankingObjections.rankingId, rankingId))
    .orderBy(asc(rankingObjections.createdAt));

export const addObjection = (
  db: Database,
  row: Pick<typeof rankingObjections.$inferInsert, "id" | "rankingId" | "unitId" | "personId" | "text" | "createdAt">,
) => db.insert(rankingObjections).values({ ...row, state: "open" });

/** Decides an objection once; decided before = the NOT NULL of `state` refuses and the whole transaction falls. */
export const settleObjection = (
  db: Database,
  decision: { id: string; state: "granted" | "denied"; decision: string; decidedBy: string; decidedAt: number },
) =>
  db
    .update(rankingObjections)
    .set({
      state: sql`case when ${rankingObjections.state} = 'open' then ${decision.state} else null end`,
      decision: decision.decision,
      decidedBy: decision.decidedBy,
      decidedAt: decision.decidedAt,
    })
    .where(eq(rankingObjections.id, decision.id));
