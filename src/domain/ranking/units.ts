import type { WorkingCalendar } from "../calendar/index.ts";
import type { RoundFacts } from "../stats/facts.ts";
import type { Ranked, Ranking } from "./score.ts";
import { rankBy } from "./score.ts";

export interface RankedUnit extends Ranked {
  readonly unitId: string;
}

export interface UnitRanking {
  readonly rows: readonly RankedUnit[];
  /** Units with work but too little to be ranked. */
  readonly tooFew: readonly string[];
}

/** 部门排队 (001-33). */
export function rankUnits(calendar: WorkingCalendar, rows: readonly RoundFacts[], ranking: Ranking): UnitRanking {
  const { ranked, tooFew } = rankBy(calendar, rows, "unitId", ranking);
  return { rows: ranked.map(({ id, ...row }) => ({ unitId: id, ...row })), tooFew };
}
