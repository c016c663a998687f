import { and, asc, eq, isNotNull, lt, ne, sql } from "drizzle-orm";
import { jobs, tickets } from "../../db/schema/index.ts";
import type { SQL } from "drizzle-orm";
import { compiled } from "./compiled.ts";
import type { Slot } from "./compiled.ts";
import type { Database } from "./database.ts";

/** Work to be added; `key` makes adding it again move it instead of doubling it. */
export interface NewJob {
  readonly id: string;
  readonly kind: string;
  readonly key: string | null;
  /** One at a time, in order of ids, per value. */
  readonly serial: string | null;
  readonly payload: unknown;
  /** UTC ms. */
  readonly runAt: number;
  readonly maxAttempts: number;
  readonly createdAt: number;
  /** Set when the maker will run it at once: nobody else may take it before the lease ends. */
  readonly lease?: Lease | undefined;
}

export interface Lease {
  readonly token: string;
  /** UTC ms. */
  readonly until: number;
}

export interface ClaimedJob {
  readonly id: string;
  readonly kind: string;
  readonly key: string | null;
  readonly serial: string | null;
  readonly payload: unknown;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly revision: number;
  readonly token: string;
  readonly createdAt: number;
}

/** How long a claim lasts, ms. Longer than any run: the model's deadline and a platform time-out with its retry fit in. */
export const LEASE_MS = 60_000;

/** Failed tries after which a job no longer holds up its successors: better out of order than silent. */
const BLOCKS_FOR_ATTEMPTS = 3;

/**
 * Adds a job, or moves the waiting one of the same key. One that nobody runs passes to the maker's lease; one that is
 * running stays its runner's, who finds the revision risen and runs it once more. Returns whose it is now.
 */
export const addJob = (db: Database, { lease, ...job }: NewJob) =>
  addedJob(db, {
    ...job,
    lockedBy: lease?.token ?? null,
    lockedUntil: lease?.until ?? null,
    attempts: lease === undefined ? 0 : 1,
  });

interface JobValues extends Omit<NewJob, "lease"> {
  readonly lockedBy: string | null;
  readonly lockedUntil: number | null;
  readonly attempts: number;
}

const addedJob = compiled((db, slot: Slot<JobValues>) => {
  const free = sql`(${jobs.lockedUntil} is null or ${jobs.lockedUntil} <= ${slot("createdAt")})`;
  return db
    .insert(jobs)
    .values({
      id: slot("id"),
      kind: slot("kind"),
      key: slot("key"),
      serial: slot("serial"),
      payload: slot("payload", jobs.payload),
      state: "waiting",
      runAt: slot("runAt"),
      maxAttempts: slot("maxAttempts"),
      createdAt: slot("createdAt"),
      lockedBy: slot("lockedBy"),
      lockedUntil: slot("lockedUntil"),
      attempts: slot("attempts"),
    })
    .onConflictDoUpdate({
      target: jobs.key,
      targetWhere: sql`state = 'waiting' and key is not null`,
      set: {
        runAt: sql`min(${jobs.runAt}, excluded.run_at)`,
        payload: sql`excluded.payload`,
        revision: sql`${jobs.revision} + 1`,
        lockedBy: sql`case when ${free} then excluded.locked_by else ${jobs.lockedBy} end`,
        lockedUntil: sql`case when ${free} then excluded.locked_until else ${jobs.lockedUntil} end`,
        attempts: sql`${jobs.attempts} + case when ${free} and excluded.locked_by is not null then 1 else 0 end`,
      },
    })
    .returning({ id: jobs.id, lockedBy: jobs.lockedBy, attempts: jobs.attempts, revision: jobs.revision });
});

export type AddedJob = Awaited<ReturnType<typeof addJob>>[number];

/** Takes due jobs under a lease, in one statement; attempts are counted here, so a crash counts as one. */
export async function claimJobs(
  db: Database,
  claim: { readonly now: number; readonly lease: Lease; readonly limit: number; readonly serial?: string },
): Promise<ClaimedJob[]> {
  const only = claim.serial === undefined ? sql`` : sql` and j.serial = ${claim.serial}`;
  const rows = await db
    .update(jobs)
    .set({ lockedBy: claim.lease.token, lockedUntil: claim.lease.until, attempts: sql`${jobs.attempts} + 1` })
    .where(
      sql`${jobs.id} in (
        select j.id from jobs j
        where j.state = 'waiting' and j.run_at <= ${claim.now} and (j.locked_until is null or j.locked_until <= ${claim.now})${only}
          and not exists (
            select 1 from jobs o where o.state = 'waiting' and o.serial = j.serial and o.id < j.id
              and o.attempts < ${BLOCKS_FOR_ATTEMPTS} and (o.run_at <= ${claim.now} or o.attempts > 0 or o.last_error is not null))
        order by j.run_at, j.id limit ${claim.limit})`,
    )
    .returning();
  return rows
    .map((row) => ({
      id: row.id,
      kind: row.kind,
      key: row.key,
      serial: row.serial,
      payload: row.payload,
      attempts: row.attempts,
      maxAttempts: row.maxAttempts,
      revision: row.revision,
      token: claim.lease.token,
      createdAt: row.createdAt,
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Ends a job inside the transaction that holds its effects. When the lease has passed to somebody else the NOT NULL of
 * `state` refuses and the whole transaction falls: effects and end are one.
 */
export const finishJobGuarded = (db: Database, job: Finishing, now: number) => finishedGuarded(db, { ...job, now });

type Finishing = Pick<ClaimedJob, "id" | "token" | "revision">;

const finishedGuarded = compiled((db, slot: Slot<Finishing & { now: number }>) =>
  db
    .update(jobs)
    .set({
      state: sql`case when ${jobs.state} = 'waiting' and ${jobs.lockedBy} = ${slot("token")} then case when ${jobs.revision} = ${slot("revision")} then 'done' else 'waiting' end else null end`,
      lockedBy: null,
      lockedUntil: null,
      finishedAt: slot("now"),
    })
    .where(eq(jobs.id, slot("id"))),
);

/** Ends a job that left no other effects; added again meanwhile = it runs once more. */
export const finishJob = (db: Database, job: Finishing, now: number) => finished(db, { ...job, now });

const finished = compiled((db, slot: Slot<Finishing & { now: number }>) =>
  ended(db, slot, sql`${jobs.revision} = ${slot("revision")}`),
);

/** As `finishJob`; a ticket that has moved on from the version that was worked with = it runs once more, too. */
export const finishJobUnlessMoved = (
  db: Database,
  job: Finishing,
  ticket: { readonly id: string; readonly version: number },
  now: number,
) => finishedUnlessMoved(db, { ...job, now, ticketId: ticket.id, version: ticket.version });

const finishedUnlessMoved = compiled(
  (db, slot: Slot<Finishing & { now: number; ticketId: string; version: number }>) => {
    const moved = sql`exists (select 1 from ${tickets} where ${tickets.id} = ${slot("ticketId")} and ${tickets.version} > ${slot("version")})`;
    return ended(db, slot, sql`${jobs.revision} = ${slot("revision")} and not ${moved}`);
  },
);

const ended = (db: Database, slot: Slot<Finishing & { now: number }>, done: SQL) =>
  db
    .update(jobs)
    .set({
      state: sql`case when ${done} then 'done' else 'waiting' end`,
      attempts: sql`case when ${done} then ${jobs.attempts} else 0 end`,
      lockedBy: null,
      lockedUntil: null,
      finishedAt: slot("now"),
    })
    .where(and(eq(jobs.id, slot("id")), eq(jobs.lockedBy, slot("token"))));

/**
 * Gives a job back for a later try. `countsAsTry` false = waiting was no failure (a rate limit). Added again meanwhile = it keeps
 * the time it was wanted for then: what this run waits for may be over.
 */
export function releaseJob(
  db: Database,
  job: ClaimedJob,
  release: { readonly runAt: number; readonly error: string | null; readonly countsAsTry: boolean },
) {
  return db
    .update(jobs)
    .set({
      runAt: sql`case when ${jobs.revision} = ${job.revision} then ${release.runAt} else ${jobs.runAt} end`,
      lastError: release.error,
      lockedBy: null,
      lockedUntil: null,
      ...(release.countsAsTry ? {} : { attempts: Math.max(0, job.attempts - 1) }),
    })
    .where(and(eq(jobs.id, job.id), eq(jobs.lockedBy, job.token)));
}

/** Ends a job that will never succeed; kept for the operator. */
export function buryJob(db: Database, job: ClaimedJob, error: string, now: number) {
  return db
    .update(jobs)
    .set({ state: "buried", lastError: error, lockedBy: null, lockedUntil: null, finishedAt: now })
    .where(and(eq(jobs.id, job.id), eq(jobs.lockedBy, job.token)));
}

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
