import type { WorkingCalendar } from "../calendar/index.ts";
import type { RoundFacts } from "../stats/facts.ts";
import type { Ranked, Ranking } from "./score.ts";
import { rankBy } from "./score.ts";

export interface RankedProject extends Ranked {
  readonly projectId: string;
}

export interface ProjectRanking {
  readonly rows: readonly RankedProject[];
  /** Projects with tickets, but too few to be ranked. */
  readonly tooFew: readonly string[];
}

/** 项目排队 (001-33): key projects by what came out of their tickets; their leaders and people are not ranked. */
export function rankProjects(calendar: WorkingCalendar, rows: readonly RoundFacts[], ranking: Ranking): ProjectRanking {
  const { ranked, tooFew } = rankBy(calendar, rows, "projectId", ranking);
  return { rows: ranked.map(({ id, ...row }) => ({ projectId: id, ...row })), tooFew };
}
