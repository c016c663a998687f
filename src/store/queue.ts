import { and, asc, eq, isNotNull, lt, ne, sql } from "drizzle-orm";
import { jobs } from "../../db/schema/index.ts";
import type { Database } from "./database.ts";

export interface QueueState {
  readonly waiting: number;
  readonly buried: number;
  /** UTC ms of the earliest waiting job; null when there is none. */
  readonly nextAt: number | null;
}

export async function queueState(db: Database): Promise<QueueState> {
  const rows = await db
    .select({ state: jobs.state, n: sql<number>`count(*)`, nextAt: sql<number | null>`min(${jobs.runAt})` })
    .from(jobs)
    .where(ne(jobs.state, "done"))
    .groupBy(jobs.state);
  const of = (state: string) => rows.find((row) => row.state === state);
  return { waiting: of("waiting")?.n ?? 0, buried: of("buried")?.n ?? 0, nextAt: of("waiting")?.nextAt ?? null };
}

/** UTC ms when the next job may be taken; null when none waits. A leased one counts when its lease ends. */
export async function nextJobAt(db: Database): Promise<number | null> {
  const rows = await db
    .select({ at: sql<number>`max(${jobs.runAt}, coalesce(${jobs.lockedUntil}, 0))` })
    .from(jobs)
    .where(eq(jobs.state, "waiting"))
    .orderBy(asc(sql`max(${jobs.runAt}, coalesce(${jobs.lockedUntil}, 0))`))
    .limit(1);
  return rows[0]?.at ?? null;
}

/** Forgets finished jobs; buried ones stay until somebody has looked. */
export function purgeJobs(db: Database, before: number) {
  return db.delete(jobs).where(and(eq(jobs.state, "done"), isNotNull(jobs.finishedAt), lt(jobs.finishedAt, before)));
}
