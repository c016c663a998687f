import type { Deps } from "../deps.ts";
import type { ReadyJob } from "../desk/commit.ts";
import { errorFields } from "../log.ts";
import type { ClaimedJob } from "../store/jobs.ts";
import { writeAll } from "../store/database.ts";
import { LEASE_MS, buryJob, claimJobs, finishJob } from "../store/jobs.ts";
import { releaseFailing, releaseJob } from "../store/release.ts";
import { URGENT_MS, backoff } from "./backoff.ts";
import type { JobDefinition, JobOutcome } from "./job.ts";

const BATCH = 16;
/** How long a platform that is down is waited for: a weekend on which nobody mends it, and the morning after. */
const PATIENCE_MS = 3 * 86_400_000;
/** A desk that was off over a long holiday has waited for days, too, and has hardly tried: minutes of failing are no outage. */
const LEAST_TRIES = 8;

export interface Runner {
  /** Runs what is due (of one `serial`, or all) until nothing is left or `deadline` says so. Returns how many runs it made. */
  drain(options?: { readonly serial?: string; readonly deadline?: () => boolean }): Promise<number>;
}

/** Claims due jobs and runs them; several runners may share one database. */
export function createRunner(deps: Deps, definitions: readonly JobDefinition[]): Runner {
  const byKind = new Map(definitions.map((definition) => [definition.kind, definition]));
  const leaseMs = deps.leaseMs ?? LEASE_MS;
  return {
    async drain({ serial, deadline = () => false } = {}) {
      let runs = 0;
      while (!deadline()) {
        const now = deps.clock.now();
        // A new token for every claim: a run that outlived its lease cannot end a job that somebody else took over.
        const lease = { token: deps.ids.next("run"), until: now + leaseMs };
        const claimed = await claimJobs(deps.db, {
          now,
          lease,
          limit: BATCH,
          ...(serial === undefined ? {} : { serial }),
        });
        if (claimed.length === 0) return runs;
        runs += claimed.length;
        await Promise.all(claimed.map((job) => runOne(deps, byKind.get(job.kind), job)));
      }
      return runs;
    },
  };
}

/**
 * One run with its end written down; never throws. Also used for a job its maker had leased on creation. Returns false when
 * it is to be tried again.
 */
export async function runOne(
  deps: Deps,
  definition: JobDefinition | undefined,
  job: ClaimedJob,
  known: ReadyJob | null = null,
): Promise<boolean> {
  try {
    const outcome = await outcomeOf(deps, definition, job, known);
    await settle(deps, job, outcome);
    return !["again", "failing", "wait"].includes(outcome.type);
  } catch (error) {
    // The end could not be written: the lease runs out and somebody tries again.
    deps.log.error("job.end_not_written", { job: job.id, kind: job.kind, ...errorFields(error) });
    return false;
  }
}

async function outcomeOf(
  deps: Deps,
  definition: JobDefinition | undefined,
  job: ClaimedJob,
  known: ReadyJob | null,
): Promise<JobOutcome> {
  if (definition === undefined) return { type: "again", error: `no handler for ${job.kind}` };
  try {
    return await definition.run(deps, job, known);
  } catch (error) {
    deps.log.error("job.threw", { job: job.id, kind: job.kind, attempt: job.attempts, ...errorFields(error) });
    const name = error instanceof Error ? error.name : "error";
    // What an outage has kept waiting has used up its tries without a fault of its own.
    return { type: job.failingSince === null ? "again" : "failing", error: name };
  }
}

/** The platform has answered, or was not asked. */
const ANSWERED = { failingSince: null };

async function settle(deps: Deps, job: ClaimedJob, outcome: JobOutcome): Promise<void> {
  const now = deps.clock.now();
  switch (outcome.type) {
    case "finished":
      return;
    case "done":
      await finishJob(deps.db, job, now, outcome.unsent);
      return;
    case "aside":
      await releaseJob(deps.db, job, {
        runAt: outcome.until,
        error: null,
        countsAsTry: false,
        ...ANSWERED,
        afresh: true,
      });
      return;
    case "wait":
      await releaseJob(deps.db, job, {
        runAt: outcome.until,
        error: outcome.error,
        countsAsTry: false,
        ...ANSWERED,
      });
      return;
    case "failing": {
      const since = job.failingSince ?? now;
      if (now - since >= PATIENCE_MS && job.outageTries >= LEAST_TRIES) return bury(deps, job, outcome.error, now);
      const runAt = now + backoff(job.outageTries + 1, deps.random(), job.ahead ? URGENT_MS : undefined);
      await writeAll(deps.db, releaseFailing(deps.db, job, { runAt, error: outcome.error, since }));
      return;
    }
    case "again": {
      if (job.attempts >= job.maxAttempts) return bury(deps, job, outcome.error, now);
      const runAt = Math.max(now + backoff(job.attempts, deps.random()), outcome.notBefore ?? 0);
      await releaseJob(deps.db, job, { runAt, error: outcome.error, countsAsTry: true, ...ANSWERED });
      return;
    }
    case "give_up":
      return bury(deps, job, outcome.error, now);
  }
}

async function bury(deps: Deps, job: ClaimedJob, error: string, now: number): Promise<void> {
  const [ended] = await buryJob(deps.db, job, error, now);
  if (ended?.state !== "buried") return;
  deps.log.error("job.buried", { job: job.id, kind: job.kind, attempts: job.attempts, reason: error });
}
