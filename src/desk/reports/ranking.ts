import { addWorkingDays } from "../../domain/calendar/index.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { rankProjects } from "../../domain/ranking/projects.ts";
import { RANKING_WEIGHTS } from "../../domain/ranking/score.ts";
import { rankUnits } from "../../domain/ranking/units.ts";
import { periodKey } from "../../domain/stats/period.ts";
import type { AskedPeriod } from "../../domain/stats/question.ts";
import type { Database } from "../../store/database.ts";
import type { FrozenRanking, RankingVersion } from "../../store/report-rankings.ts";
import { addRankingVersion, objectionsOf, rankingVersions, toVersions } from "../../store/report-rankings.ts";
import { roundsIn } from "../../store/reports.ts";
import { nameOf } from "../views/person-line.ts";
import type { RankingView } from "./notice.ts";

/** Working days after publication in which a unit may object. */
const OBJECTION_DAYS = 5;

export const rankingId = (directory: Pick<Directory, "calendar">, period: AskedPeriod): string =>
  periodKey(directory.calendar, period);

/** The ranking as the facts stand now. @param excluded numbers of tickets a decided objection took out. */
export async function computeRanking(
  db: Database,
  directory: Directory,
  period: Pick<AskedPeriod, "from" | "to">,
  now: number,
  excluded: readonly string[] = [],
): Promise<FrozenRanking> {
  const rows = await roundsIn(db, directory, period);
  const ranking = { period, now: Math.min(now, period.to), excluded };
  return {
    ...rankUnits(directory.calendar, rows, ranking),
    projects: rankProjects(directory.calendar, rows, ranking),
    weights: RANKING_WEIGHTS,
  };
}

/**
 * The ranking of a period (001-33). One that has ended is frozen the first time it is shown, and from then on shown as frozen
 * or as corrected since; one that still runs is only a look.
 */
export async function rankingView(
  db: Database,
  directory: Directory,
  period: AskedPeriod,
  now: number,
): Promise<RankingView> {
  const running = period.to > now;
  if (running) {
    const frozen = await computeRanking(db, directory, period, now);
    return shown(directory, { period, now, frozen, versions: [], open: 0 });
  }
  const id = rankingId(directory, period);
  let versions = toVersions(await rankingVersions(db, id));
  if (versions.length === 0) {
    await addRankingVersion(db, {
      id,
      version: 1,
      periodFrom: period.from,
      periodTo: period.to,
      frozen: await computeRanking(db, directory, period, now),
      excluded: [],
      reason: "",
      decidedBy: null,
      createdAt: now,
      objectionsUntil: addWorkingDays(directory.calendar, now, OBJECTION_DAYS).at,
    });
    versions = toVersions(await rankingVersions(db, id));
  }
  const objections = await objectionsOf(db, id);
  const open = objections.filter(({ state }) => state === "open").length;
  const last = versions.at(-1);
  if (last === undefined) throw new Error(`ranking ${id} was not written`);
  return shown(directory, { period, now, frozen: last.frozen, versions, open });
}

function shown(
  directory: Directory,
  given: {
    readonly period: AskedPeriod;
    readonly now: number;
    readonly frozen: FrozenRanking;
    readonly versions: readonly RankingVersion[];
    readonly open: number;
  },
): RankingView {
  const { period, now, frozen, versions, open } = given;
  const unit = (id: string): string => directory.units.get(id)?.name ?? id;
  const project = (id: string): string => directory.projects.get(id)?.name ?? id;
  const projects = frozen.projects ?? { rows: [], tooFew: [] };
  return {
    kind: period.kind,
    from: period.from,
    to: period.to,
    now,
    frozenAt: versions.at(-1)?.createdAt ?? null,
    version: versions.at(-1)?.version ?? 0,
    objectionsUntil: versions[0]?.objectionsUntil ?? null,
    weights: frozen.weights,
    rows: frozen.rows.map(({ unitId, ...row }) => ({ ...row, unit: unit(unitId) })),
    tooFew: frozen.tooFew.map(unit),
    projects: projects.rows.map(({ projectId, ...row }) => ({ ...row, project: project(projectId) })),
    projectsTooFew: projects.tooFew.map(project),
    corrections: versions
      .slice(1)
      .map(({ createdAt, decidedBy, reason }) => ({ at: createdAt, by: nameOf(directory, decidedBy), reason })),
    openObjections: open,
  };
}
