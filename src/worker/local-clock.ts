import * as z from "zod";
import type { Log } from "../log.ts";
import { errorFields } from "../log.ts";

const Answer = z.object({ now: z.number() });
const TIMEOUT_MS = 2000;

/** How far the local Feishu's clock is ahead of ours; kept between requests, so that an unanswered question changes nothing. */
export interface LocalClock {
  offset: number;
}

/** Asks the local Feishu what time it is. A person may move its clock at any moment, so each request asks. */
export async function followLocalClock(clock: LocalClock, url: string, realNow: () => number, log: Log): Promise<void> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const { now } = Answer.parse(await response.json());
    clock.offset = now - realNow();
  } catch (error) {
    log.warn("local_clock.unread", errorFields(error));
  }
}
