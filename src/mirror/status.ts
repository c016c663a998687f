import type { Database } from "../store/database.ts";
import type { MirrorCounts } from "../store/mirror.ts";
import { isBehind, mirrorCounts, mirrorStateOf } from "../store/mirror.ts";
import type { MirrorFault } from "./fault.ts";
import { storedFault } from "./fault.ts";

/** How the mirror is doing, for whoever looks after the office. Counts and codes only, no words of people. */
export interface MirrorStatus extends MirrorCounts {
  /** UTC ms of the last turn that wrote; null = none has yet. */
  readonly writtenAt: number | null;
  /** More have moved than are counted among the waiting. */
  readonly behind: boolean;
  /** Null = nothing stands in its way. */
  readonly fault: MirrorFault | null;
  /** UTC ms. */
  readonly nextAt: number;
}

/** @param now UTC ms. */
export async function mirrorStatus(db: Database, now: number): Promise<MirrorStatus> {
  const state = await mirrorStateOf(db);
  return {
    ...(await mirrorCounts(db)),
    writtenAt: state?.writtenAt ?? null,
    behind: await isBehind(db, { eventsUpTo: state?.eventsUpTo ?? 0 }, now),
    fault: storedFault(state?.fault),
    nextAt: state?.nextAt ?? 0,
  };
}
