import type { Deps } from "../deps.ts";
import type { Runner } from "../jobs/runner.ts";
import { nextJobAt } from "../store/queue.ts";

/** The runtime stops what follows an answer after 30 s; a job may take 8 s with its time-out. */
const LINGER_MS = 20_000;
/** Between two looks at a job that is due but held: by its sender's message before it, or by somebody else's lease. */
const HELD_MS = 250;

/** Earliest wake-up of the isolate's requests, ms of the real clock; one of them is enough. */
export interface Watch {
  until: number;
}

/**
 * Stays with the queue for some seconds after a request's own work: a message behind another one of its sender, a first
 * retry, the card that follows a press would else wait for the next minute's cron. What it misses, the cron does.
 */
export async function linger(
  deps: Pick<Deps, "db" | "clock" | "sleep">,
  runner: Runner,
  watch: Watch,
  realNow: () => number,
): Promise<void> {
  const end = realNow() + LINGER_MS;
  const deadline = (): boolean => realNow() >= end;
  let held = 0;
  while (!deadline()) {
    const at = await nextJobAt(deps.db);
    if (at === null) return;
    const wait = Math.max(at - deps.clock.now(), held);
    const wake = realNow() + wait;
    if (wake >= end) return;
    if (wait > 0) {
      if (watch.until > realNow() && watch.until <= wake) return;
      watch.until = wake;
      await deps.sleep(wait);
    }
    held = (await runner.drain({ deadline })) === 0 ? HELD_MS : 0;
  }
}
