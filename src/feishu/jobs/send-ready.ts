import type { Deps } from "../../deps.ts";
import type { ReadyJob } from "../../desk/commit.ts";
import type { JobDefinition } from "../../jobs/job.ts";
import { runOne } from "../../jobs/runner.ts";
import { cardJob } from "./card.ts";
import { forwardJob } from "./forward.ts";
import { noticeJob } from "./notice.ts";

/** What a commit may leave to be sent. */
export const SENDING: readonly JobDefinition[] = [cardJob, noticeJob, forwardJob];

/**
 * Sends what a commit has just written, leased to us: one recipient's messages in order, different recipients at once. What
 * fails goes back to the queue; what a crash cuts off is taken up when the lease ends.
 */
export async function sendReady(deps: Deps, ready: readonly ReadyJob[]): Promise<void> {
  const lanes = new Map<string, ReadyJob[]>();
  for (const item of ready) {
    const lane = item.job.serial ?? item.job.id;
    lanes.set(lane, [...(lanes.get(lane) ?? []), item]);
  }
  await Promise.all(
    [...lanes.values()].map(async (lane) => {
      for (const item of lane)
        await runOne(
          deps,
          SENDING.find(({ kind }) => kind === item.job.kind),
          item.job,
          item,
        );
    }),
  );
}
