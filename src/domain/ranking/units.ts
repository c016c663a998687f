import type { WorkingCalendar } from "../calendar/index.ts";
import type { RoundFacts } from "../stats/facts.ts";
import { figures } from "../stats/figures.ts";
import { SMALLEST_GROUP } from "../stats/groups.ts";
import type { Period } from "../stats/period.ts";
import type { Share } from "../stats/steps.ts";

/**
 * The formula, shown on every ranking (001-33): outcomes only, in percent points that add up to 100. A part nothing was
 * counted for is left out, and the others weigh as much more. Persons are never ranked, use of the app never counts (B.9).
 */
export const RANKING_WEIGHTS = { onTime: 40, solution: 30, satisfaction: 30 } as const;

export interface RankedUnit {
  readonly unitId: string;
  /** From 1; equal scores share a rank. */
  readonly rank: number;
  /** 0–1000: tenths of a point of 100. */
  readonly score: number;
  readonly resolved: number;
  readonly onTime: Share;
  readonly solution: Share;
  readonly satisfaction: Share;
}

export interface UnitRanking {
  readonly rows: readonly RankedUnit[];
  /** Units with work but too little to be ranked. */
  readonly tooFew: readonly string[];
}

/** @param excluded numbers of tickets taken out by a decided objection (不可抗力 and the like). */
export function rankUnits(
  calendar: WorkingCalendar,
  rows: readonly RoundFacts[],
  period: Period,
  now: number,
  excluded: readonly string[] = [],
): UnitRanking {
  const out = new Set(excluded);
  const units = new Map<string, RoundFacts[]>();
  for (const row of rows) {
    if (row.unitId === null || out.has(row.no)) continue;
    const own = units.get(row.unitId);
    if (own === undefined) units.set(row.unitId, [row]);
    else own.push(row);
  }
  const scored: Omit<RankedUnit, "rank">[] = [];
  const tooFew: string[] = [];
  for (const [unitId, own] of units) {
    const { resolved, onTime, solution, satisfaction } = figures(calendar, own, period, now);
    const score = scoreOf({ onTime, solution, satisfaction });
    if (onTime.of >= SMALLEST_GROUP && score !== null)
      scored.push({ unitId, score, resolved, onTime, solution, satisfaction });
    else if (onTime.of + resolved > 0) tooFew.push(unitId);
  }
  scored.sort((a, b) => b.score - a.score || b.onTime.of - a.onTime.of || (a.unitId < b.unitId ? -1 : 1));
  return {
    rows: scored.map((row) => ({ ...row, rank: 1 + scored.filter((other) => other.score > row.score).length })),
    tooFew: tooFew.toSorted(),
  };
}

/** Weighted mean of the shares that were counted, in tenths of a point; null when none was. */
function scoreOf(shares: Readonly<Record<keyof typeof RANKING_WEIGHTS, Share>>): number | null {
  let weight = 0;
  let sum = 0;
  for (const name of Object.keys(RANKING_WEIGHTS) as (keyof typeof RANKING_WEIGHTS)[]) {
    const { of, good } = shares[name];
    // A share of one or two would be a person's mark, not a unit's.
    if (of < SMALLEST_GROUP) continue;
    weight += RANKING_WEIGHTS[name];
    sum += (RANKING_WEIGHTS[name] * good) / of;
  }
  return weight === 0 ? null : Math.round((sum * 1000) / weight);
}
