import { FOLD_VERSION } from "../../domain/ticket/fold-version.ts";
import type { Log } from "../../log.ts";
import { foldMark } from "../../store/rebuild.ts";
import type { RebuildDeps, Rebuilt } from "./run.ts";
import { rebuildTickets } from "./run.ts";

/** A line of the log after so many tickets. */
const TELL_EVERY = 2000;

/**
 * Rebuilds every ticket when the database was folded by older rules than these, or a rebuilding was not ended. Null = it was
 * folded by these. Before anything of this release writes a ticket: it would build on what an older one left.
 * @throws NewerFoldError
 */
export async function rebuildWhenOlder(deps: RebuildDeps, log: Pick<Log, "info" | "warn">): Promise<Rebuilt | null> {
  const known = await foldMark(deps.db);
  if (known?.done === FOLD_VERSION && known.doing === null) return null;
  let told = 0;
  const rebuilt = await rebuildTickets(deps, {
    write: true,
    onLeft: (no, why) => log.warn("rebuild.left", { no, why }),
    onProgress: (done, total) => {
      if (done < told + TELL_EVERY) return;
      told = done;
      log.info("rebuild.progress", { done, total });
    },
  });
  const { tickets, differing, reminders, left } = rebuilt;
  // A new database says nothing.
  if (tickets > 0) log.info("rebuild.done", { fold: FOLD_VERSION, tickets, differing, reminders, left });
  return rebuilt;
}
