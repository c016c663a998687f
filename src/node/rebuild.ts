import type { Rebuilt } from "../desk/rebuild/run.ts";
import { NewerFoldError } from "../desk/rebuild/run.ts";
import type { Database } from "../store/database.ts";
import { latestInstant } from "../store/rebuild.ts";
import { realNow } from "./machine.ts";
import { StartError } from "./start-error.ts";

/** Runs a rebuilding. @throws StartError with one sentence when the database is of a newer release. */
export async function refuseNewer<T extends Rebuilt | null>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof NewerFoldError)) throw error;
    throw new StartError(
      "The database belongs to a newer release, whose tickets this one would spoil. Start the newer release, or put back the backup made before it.",
      { cause: error },
    );
  }
}

/** The desk's time for a command beside it: not before what the desk has written on a clock that was moved by hand. UTC ms. */
export async function deskClock(db: Database): Promise<() => number> {
  const latest = await latestInstant(db);
  return () => Math.max(realNow(), latest);
}
