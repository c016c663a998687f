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

/** Place of a unit or a project, by what came out of its tickets. */
export interface Ranked {
  /** From 1; equal scores share a rank. */
  readonly rank: number;
  /** 0–1000: tenths of a point of 100. */
  readonly score: number;
  readonly resolved: number;
  readonly onTime: Share;
  readonly solution: Share;
  readonly satisfaction: Share;
}

/** What is ranked, over which time. */
export interface Ranking {
  readonly period: Period;
  /** UTC ms. */
  readonly now: number;
  /** Numbers of tickets taken out by a decided objection (不可抗力 and the like). */
  readonly excluded?: readonly string[];
}

/** Best first; those with work but too little to be ranked stand apart, by name only. */
export function rankBy(
  calendar: WorkingCalendar,
  rows: readonly RoundFacts[],
  by: "unitId" | "projectId",
  { period, now, excluded = [] }: Ranking,
): { readonly ranked: readonly (Ranked & { readonly id: string })[]; readonly tooFew: readonly string[] } {
  const out = new Set(excluded);
  const groups = new Map<string, RoundFacts[]>();
  for (const row of rows) {
    const id = row[by];
    if (id === null || out.has(row.no)) continue;
    const own = groups.get(id);
    if (own === undefined) groups.set(id, [row]);
    else own.push(row);
  }
  const scored: (Omit<Ranked, "rank"> & { id: string })[] = [];
  const tooFew: string[] = [];
  for (const [id, own] of groups) {
    const { resolved, onTime, solution, satisfaction } = figures(calendar, own, period, now);
    const score = scoreOf({ onTime, solution, satisfaction });
    if (onTime.of >= SMALLEST_GROUP && score !== null)
      scored.push({ id, score, resolved, onTime, solution, satisfaction });
    else if (onTime.of + resolved > 0) tooFew.push(id);
  }
  scored.sort((a, b) => b.score - a.score || b.onTime.of - a.onTime.of || (a.id < b.id ? -1 : 1));
  return {
    ranked: scored.map((row) => ({ ...row, rank: 1 + scored.filter((other) => other.score > row.score).length })),
    tooFew: tooFew.toSorted(),
  };
}

/** Weighted mean of the shares that were counted, in tenths of a point; null when none was. */
function scoreOf(shares: Readonly<Record<keyof typeof RANKING_WEIGHTS, Share>>): number | null {
  let weight = 0;
  let sum = 0;
  for (const name of Object.keys(RANKING_WEIGHTS) as (keyof typeof RANKING_WEIGHTS)[]) {
    const { of, good } = shares[name];
    // A share of one or two would be a person's mark, not a unit's or a project's.
    if (of < SMALLEST_GROUP) continue;
    weight += RANKING_WEIGHTS[name];
    sum += (RANKING_WEIGHTS[name] * good) / of;
  }
  return weight === 0 ? null : Math.round((sum * 1000) / weight);
}
