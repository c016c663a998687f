import type { WorkingCalendar } from "../calendar/index.ts";
import { localParts } from "../calendar/index.ts";
import type { EndReason, RedoCause, RoundFacts } from "./facts.ts";
import { inHandAt } from "./light.ts";
import type { Period } from "./period.ts";
import { holds } from "./period.ts";
import type { Share } from "./steps.ts";
import { acceptSettled, contactSettled, resolveSettled, shareOf } from "./steps.ts";

/** Figures of one period over one set of rounds. Every count says in its comment what is counted, and by which moment. */
export interface Figures {
  /** 新收: tickets opened. */
  readonly opened: number;
  /** 重办: rounds begun by the requester, by cause. */
  readonly redo: Readonly<Record<RedoCause, number>>;
  /** 办结: results told. */
  readonly resolved: number;
  /** Ended without a result. */
  readonly otherwise: Readonly<Record<"refused" | "withdrawn" | "merged" | "terminated" | "not_request", number>>;
  /** 在办 at the beginning and at the end: opened + redo − resolved − otherwise is the difference. */
  readonly inHandBefore: number;
  readonly inHandAfter: number;
  /** On time per step: settled in the period (see Settled). */
  readonly accept: Share;
  /** 响应率: first contact in time / all due. */
  readonly response: Share;
  readonly onTime: Share;
  /** 解决率: marks of 3 and more / all answers, where an answer is a mark or a 没解决. */
  readonly solution: Share;
  /** 满意率: marks of 3 and more / all marks. */
  readonly satisfaction: Share;
  /** Marks given, [非常不满意, …, 非常满意]. */
  readonly marks: readonly [number, number, number, number, number];
  /** 未评价: closed because nobody gave a mark; in none of the rates. */
  readonly unrated: number;
  /** Office minutes of each result, ascending. */
  readonly handledMinutes: readonly number[];
  readonly returned: number;
  readonly extended: number;
  readonly secondMaterials: number;
  readonly benefitFen: number;
  /** Tickets opened by hour of the office's clock, 0–23. */
  readonly hours: readonly number[];
}

/**
 * @param rows every round that lived in the period; others do no harm.
 * @param now UTC ms; what falls due later is not settled yet, even where the period runs on.
 */
export function figures(calendar: WorkingCalendar, rows: readonly RoundFacts[], period: Period, now: number): Figures {
  const count = (test: (row: RoundFacts) => boolean): number => rows.filter(test).length;
  const redo = (cause: RedoCause): number => count((row) => row.cause === cause && holds(period, row.startedAt));
  const ended = (reason: EndReason): number =>
    count((row) => row.endReason === reason && row.resolvedAt === null && holds(period, row.endedAt));
  const marked = rows.filter((row) => holds(period, row.ratedAt));
  const mark = (level: number): number => marked.filter((row) => row.rating === level).length;
  const content = marked.filter((row) => (row.rating ?? 0) >= 3).length;
  const opened = rows.filter((row) => row.round === 0 && holds(period, row.openedAt));
  const resolved = rows.filter((row) => holds(period, row.resolvedAt));
  const notSolved = redo("not_solved");
  const relapse = redo("relapse");
  return {
    opened: opened.length,
    redo: { bad_mark: redo("bad_mark"), not_solved: notSolved, relapse, was_request: redo("was_request") },
    resolved: resolved.length,
    otherwise: {
      refused: ended("refused"),
      withdrawn: ended("withdrawn"),
      merged: ended("merged"),
      terminated: ended("terminated"),
      not_request: ended("not_request"),
    },
    inHandBefore: count((row) => inHandAt(row, period.from)),
    inHandAfter: count((row) => inHandAt(row, Math.min(period.to, now + 1))),
    accept: shareOf(
      rows.map((row) => acceptSettled(row, now)),
      period,
    ),
    response: shareOf(
      rows.map((row) => contactSettled(row, now)),
      period,
    ),
    onTime: shareOf(
      rows.map((row) => resolveSettled(row, now)),
      period,
    ),
    solution: { of: marked.length + notSolved + relapse, good: content },
    satisfaction: { of: marked.length, good: content },
    marks: [mark(1), mark(2), mark(3), mark(4), mark(5)],
    unrated: count((row) => row.endReason === "unrated" && holds(period, row.endedAt)),
    handledMinutes: resolved.map((row) => row.handledMinutes ?? 0).toSorted((a, b) => a - b),
    returned: count((row) => holds(period, row.returnedAt)),
    extended: count((row) => holds(period, row.extendedAt)),
    secondMaterials: count((row) => holds(period, row.secondMaterialsAt)),
    benefitFen: resolved.reduce((sum, row) => sum + (row.benefitFen ?? 0), 0),
    hours: hoursOf(calendar, opened),
  };
}

function hoursOf(calendar: WorkingCalendar, opened: readonly RoundFacts[]): number[] {
  const hours = Array.from({ length: 24 }, () => 0);
  for (const row of opened) {
    const { hour } = localParts(calendar, row.openedAt);
    hours[hour] = (hours[hour] ?? 0) + 1;
  }
  return hours;
}
