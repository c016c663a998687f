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

/** What waits in a job's lane behind it, or was sent in front of it since an instant (UTC ms): payloads of its kind. */
export async function payloadsBehind(
  db: Database,
  job: { readonly id: string; readonly kind: string; readonly serial: string | null },
  since: number,
): Promise<unknown[]> {
  if (job.serial === null) return [];
  const behind = and(eq(jobs.serial, job.serial), gt(jobs.id, job.id), eq(jobs.kind, job.kind));
  const payload = { payload: jobs.payload };
  const [waiting, sent] = await db.batch([
    db
      .select(payload)
      .from(jobs)
      .where(and(sql`${jobs.state} = 'waiting'`, behind)),
    db
      .select(payload)
      .from(jobs)
      .where(and(sql`${jobs.state} <> 'waiting'`, gt(jobs.finishedAt, since), eq(jobs.state, "done"), behind)),
  ]);
  return [...waiting, ...sent].map((row) => row.payload);
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
