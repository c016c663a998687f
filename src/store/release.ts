import { and, eq, sql } from "drizzle-orm";
import { jobs } from "../../db/schema/index.ts";
import { compiled } from "./compiled.ts";
import type { Slot } from "./compiled.ts";
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
  return released(db, {
    id: job.id,
    token: job.token,
    revision: job.revision,
    runAt,
    error,
    attempts: countsAsTry ? null : attempts,
    outage: failingSince === undefined ? "as it was" : inOutage ? "goes on" : "over",
    since: failingSince ?? null,
    outageTries: inOutage ? job.outageTries + 1 : 0,
  });
}

interface Released extends Pick<ClaimedJob, "id" | "token" | "revision"> {
  readonly runAt: number;
  readonly error: string | null;
  /** Null = as counted. */
  readonly attempts: number | null;
  readonly outage: "as it was" | "goes on" | "over";
  readonly since: number | null;
  readonly outageTries: number;
}

const released = compiled((db, slot: Slot<Released>) => {
  const own = sql`${jobs.revision} = ${slot("revision")}`;
  // Wanted anew while it ran: the patience has begun anew, too.
  const since = sql`case when ${own} then ${slot("since")} else coalesce(${jobs.failingSince}, ${slot("since")}) end`;
  return db
    .update(jobs)
    .set({
      runAt: sql`case when ${own} then ${slot("runAt")} else ${jobs.runAt} end`,
      lastError: slot("error"),
      lockedBy: null,
      lockedUntil: null,
      attempts: sql`coalesce(${slot("attempts")}, ${jobs.attempts})`,
      failingSince: sql`case ${slot("outage")} when 'goes on' then ${since} when 'over' then null else ${jobs.failingSince} end`,
      outageTries: sql`case ${slot("outage")} when 'as it was' then ${jobs.outageTries} else ${slot("outageTries")} end`,
    })
    .where(and(eq(jobs.id, slot("id")), eq(jobs.lockedBy, slot("token"))));
});

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
  const ownWrite = releaseJob(db, job, {
    runAt: failing.runAt,
    error: failing.error,
    countsAsTry: false,
    failingSince: failing.since,
  });
  if (serial === null) return [ownWrite];
  const nothingSent = sql`not exists (select 1 from jobs d where d.state <> 'waiting' and d.state = 'done'
    and d.kind in ('card', 'notice', 'forward') and d.unsent = 0 and d.finished_at > ${failing.since})`;
  return [
    ownWrite,
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
