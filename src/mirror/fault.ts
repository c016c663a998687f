import type { ColumnProblem } from "./columns.ts";
import type { TableFailure, TableFailureKind } from "./failure.ts";

/** What stopped the mirror, as the operator is shown it and the next turn is put off by. */
export interface MirrorFault {
  readonly kind: TableFailureKind;
  /** Platform code; HTTP status when there was none; 0 = no answer. */
  readonly code: number;
  /** Turns in a row that ended with this kind, from 1. */
  readonly times: number;
  /** UTC ms of the first of them, and of the last. */
  readonly since: number;
  readonly at: number;
  /** Which columns, where they are what is wrong. */
  readonly columns: ColumnProblem | null;
}

/** What ended a turn early. */
export type Stop = TableFailure & { readonly columns?: ColumnProblem };

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** When nothing is wrong and nothing is left: each turn costs calls of a month's quota (feishu.md 3.3). */
export const EVERY_MS = 5 * MINUTE;
/** A request may still be carried out this long after nobody has heard of it. */
export const SETTLED_AFTER_MS = 30 * SECOND;
/** For what an operator must mend. */
const MENDED_AFTER_MS = 10 * MINUTE;

export function faultOf(before: MirrorFault | null, stop: Stop, now: number): MirrorFault {
  const again = before?.kind === stop.kind;
  return {
    kind: stop.kind,
    code: stop.code,
    times: again ? before.times + 1 : 1,
    since: again ? before.since : now,
    at: now,
    columns: stop.columns ?? null,
  };
}

/** UTC ms of the next turn after a fault: soon where waiting helps, rarely where somebody must do something. */
export function afterFault(fault: MirrorFault, waitMs: number): number {
  const doubling = 2 ** Math.min(fault.times - 1, 10);
  switch (fault.kind) {
    case "busy":
      return fault.at + Math.max(waitMs, Math.min(2 * SECOND * doubling, MENDED_AFTER_MS));
    case "unknown":
      return fault.at + Math.min(SETTLED_AFTER_MS * doubling, MENDED_AFTER_MS);
    default:
      return fault.at + MENDED_AFTER_MS;
  }
}

/** Written by the mirror only. */
export const storedFault = (value: unknown): MirrorFault | null => (value ?? null) as MirrorFault | null;
