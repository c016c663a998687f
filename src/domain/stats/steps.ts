import type { RoundFacts } from "./facts.ts";
import type { Period } from "./period.ts";
import { holds } from "./period.ts";

/** A share that can be checked: how many of how many. */
export interface Share {
  readonly of: number;
  readonly good: number;
}

/**
 * Moment at which it was settled whether a step was in time, and whether it was: when it was done, or when its limit passed,
 * whichever came first. Null = not settled by `now`, or it never will be (ended or paused before its limit). UTC ms.
 */
export interface Settled {
  readonly at: number;
  readonly inTime: boolean;
}

function settled(done: number | null, due: number, ended: number | null, now: number): Settled | null {
  if (done !== null && done <= due) return { at: done, inTime: true };
  // What was withdrawn or refused before its limit is nobody's delay.
  if (done === null && ended !== null && ended <= due) return null;
  return due < now ? { at: due, inTime: false } : null;
}

/** 签收: pressed accept within the limit that was in force (000-17). */
export const acceptSettled = (row: RoundFacts, now: number): Settled | null =>
  row.acceptDueAt === null ? null : settled(row.acceptedAt, row.acceptDueAt, row.endedAt, now);

/** 首次联系: spoke to the enterprise within the limit. */
export function contactSettled(row: RoundFacts, now: number): Settled | null {
  // Parked or with its leader, nobody owes the enterprise a call.
  if (row.contactedAt === null && row.pausedSince !== null && row.pausedSince <= row.contactDueAt) return null;
  return settled(row.contactedAt, row.contactDueAt, row.endedAt, now);
}

/** 办结: result within the limit, as extensions and pauses have moved it. A running pause settles nothing. */
export function resolveSettled(row: RoundFacts, now: number): Settled | null {
  if (row.resolvedAt === null && row.pausedSince !== null && row.pausedSince <= row.resolveDueAt) return null;
  return settled(row.resolvedAt, row.resolveDueAt, row.endedAt, now);
}

export function shareOf(all: readonly (Settled | null)[], period: Period): Share {
  const inside = all.filter((one): one is Settled => one !== null && holds(period, one.at));
  return { of: inside.length, good: inside.filter((one) => one.inTime).length };
}
