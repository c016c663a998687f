import { and, eq, sql } from "drizzle-orm";
import { jobs } from "../../db/schema/index.ts";
import type { Database, Statement } from "./database.ts";
import type { ClaimedJob } from "./jobs.ts";

export interface Release {
  readonly runAt: number;
  readonly error: string | null;
  /** False = waiting was no failure (a rate limit). */
  readonly countsAsTry: boolean;
  /** True = as if it had never been tried: it holds up nobody until its time. */
  readonly afresh?: boolean;
  /** UTC ms or null, as in the schema; null = the outage is over for it, absent = as it was. */
  readonly failingSince?: number | null;
}

/**
 * Gives a job back for a later try. Added again meanwhile = it keeps the time it was wanted for then: what this run waits for
 * may be over.
 */
export function releaseJob(db: Database, job: ClaimedJob, { runAt, error, countsAsTry, ...release }: Release) {
  const { failingSince } = release;
  const inOutage = typeof failingSince === "number";
  // An outage is one try, however long: an earlier one may have been posted, and all the others are left for our own faults.
  const fewest = inOutage || job.outageTries > 0 ? 1 : 0;
  const attempts = release.afresh === true ? 0 : Math.max(fewest, job.attempts - 1);
  const counted = countsAsTry ? {} : { attempts };
  // Wanted anew while it ran: the patience has begun anew, too.
  const since = inOutage
    ? sql`case when ${jobs.revision} = ${job.revision} then ${failingSince} else coalesce(${jobs.failingSince}, ${failingSince}) end`
    : null;
  return db
    .update(jobs)
    .set({
      runAt: sql`case when ${jobs.revision} = ${job.revision} then ${runAt} else ${jobs.runAt} end`,
      lastError: error,
      lockedBy: null,
      lockedUntil: null,
      ...counted,
      ...(failingSince === undefined ? {} : { failingSince: since, outageTries: inOutage ? job.outageTries + 1 : 0 }),
    })
    .where(and(eq(jobs.id, job.id), eq(jobs.lockedBy, job.token)));
}

/**
 * Gives back a job that has met a platform that is down. While nothing at all has been sent since it began to fail, its lane
 * keeps its order: it is not tried before those in front of it, and those behind it wait for it. Only the second of a lane is
 * tried once: the first may have a fault of its own. What saves a life is pushed behind nobody.
 */
export function releaseFailing(
  db: Database,
  job: ClaimedJob,
  failing: { readonly runAt: number; readonly error: string; readonly since: number },
): Statement[] {
  const { serial, id } = job;
  const lane = sql`state = 'waiting' and serial = ${serial}`;
  const inFront = sql`(select coalesce(max(run_at), 0) from jobs where ${lane} and failing_since is not null and id < ${id})`;
  const behindTwo = sql`(select count(*) from jobs o where o.state = 'waiting' and o.serial = ${serial}
    and o.failing_since is not null and o.id < ${jobs}.id) > 1`;
  const released = releaseJob(db, job, {
    runAt: failing.runAt,
    error: failing.error,
    countsAsTry: false,
    failingSince: failing.since,
  });
  if (serial === null) return [released];
  const nothingSent = sql`not exists (select 1 from jobs d where d.state <> 'waiting' and d.state = 'done'
    and d.kind in ('card', 'notice', 'forward') and d.unsent = 0 and d.finished_at > ${failing.since})`;
  return [
    released,
    db
      .update(jobs)
      .set({ runAt: sql`max(${jobs.runAt}, ${inFront})` })
      .where(sql`id = ${id} and ahead = 0 and state = 'waiting' and revision = ${job.revision} and ${nothingSent}`),
    db
      .update(jobs)
      .set({ runAt: sql`max(${jobs.runAt}, (select run_at from jobs where id = ${id}))` })
      .where(
        sql`${lane} and id > ${id} and ahead = 0 and locked_by is null and (failing_since is not null or ${behindTwo}) and ${nothingSent}`,
      ),
  ];
}
