import type { Deps } from "../../deps.ts";
import type { ReadyJob } from "../../desk/commit.ts";
import type { JobDefinition } from "../../jobs/job.ts";
import { runOne } from "../../jobs/runner.ts";
import { releaseJob } from "../../store/release.ts";
import { cardJob } from "./card.ts";
import { forwardJob } from "./forward.ts";
import { ledgerJob } from "./ledger.ts";
import { noticeJob } from "./notice.ts";
import { refreshJob } from "./refresh.ts";
import { urgentJob } from "./urgent.ts";

/** What a commit may leave to be sent. */
export const SENDING: readonly JobDefinition[] = [cardJob, refreshJob, noticeJob, forwardJob, urgentJob, ledgerJob];

/**
 * Sends what a commit has just written, leased to us: one recipient's messages in order, different recipients at once. What
 * fails goes back to the queue, and what was to follow it with it; what a crash cuts off is taken up when the lease ends.
 */
export async function sendReady(deps: Deps, ready: readonly ReadyJob[]): Promise<void> {
  const lanes = new Map<string, ReadyJob[]>();
  for (const item of ready) {
    const lane = item.job.serial ?? item.job.id;
    lanes.set(lane, [...(lanes.get(lane) ?? []), item]);
  }
  await Promise.all(
    [...lanes.values()].map(async (lane) => {
      let going = true;
      for (const { job, ...known } of lane) {
        const definition = SENDING.find(({ kind }) => kind === job.kind);
        if (going) going = await runOne(deps, definition, job, { job, ...known });
        // In front of the one that failed it would be read in the wrong order.
        else await releaseJob(deps.db, job, { runAt: deps.clock.now(), error: null, countsAsTry: false });
      }
    }),
  );
}
