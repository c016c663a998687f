import type { Log } from "../log.ts";
import { errorFields } from "../log.ts";

/** Work after the answer. Nothing that matters lives only here: it is stored before, and taken up again after a crash. */
export interface Background {
  defer(work: () => Promise<void>): void;
  /** Resolves when all of it has ended, or after `ms`. */
  settle(ms: number): Promise<void>;
}

export function createBackground(log: Log): Background {
  const running = new Set<Promise<void>>();
  return {
    defer(work) {
      const run = work()
        .catch((error: unknown) => log.error("background.failed", errorFields(error)))
        .finally(() => running.delete(run));
      running.add(run);
    },
    async settle(ms) {
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, ms);
      });
      while (
        running.size > 0 &&
        (await Promise.race([Promise.all(running).then(() => true), patience.then(() => false)]))
      );
      clearTimeout(timer);
    },
  };
}
