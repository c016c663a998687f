import { and, asc, eq, gt, isNotNull, lt, ne, sql } from "drizzle-orm";
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

/** What waits in a job's lane behind it: payloads of one kind. */
export async function payloadsBehind(
  db: Database,
  job: { readonly id: string; readonly kind: string; readonly serial: string | null },
): Promise<unknown[]> {
  if (job.serial === null) return [];
  const rows = await db
    .select({ payload: jobs.payload })
    .from(jobs)
    .where(
      and(sql`${jobs.state} = 'waiting'`, eq(jobs.serial, job.serial), gt(jobs.id, job.id), eq(jobs.kind, job.kind)),
    );
  return rows.map(({ payload }) => payload);
}

/** UTC ms when the next job may be taken; null when none waits. A leased one counts when its lease ends. */
export async function nextJobAt(db: Database): Promise<number | null> {
  const rows = await db
    .select({ at: sql<number>`max(${jobs.runAt}, coalesce(${jobs.lockedUntil}, 0))` })
    .from(jobs)
    .where(sql`${jobs.state} = 'waiting'`)
    .orderBy(asc(sql`max(${jobs.runAt}, coalesce(${jobs.lockedUntil}, 0))`))
    .limit(1);
  return rows[0]?.at ?? null;
}

/** Forgets finished jobs; buried ones stay until somebody has looked. */
export function purgeJobs(db: Database, before: number) {
  return db
    .delete(jobs)
    .where(and(sql`${jobs.state} = 'done'`, isNotNull(jobs.finishedAt), lt(jobs.finishedAt, before)));
}
