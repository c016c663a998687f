import { hasRole, personOf } from "../../domain/people/actor.ts";
import type { Actor } from "../../domain/people/actor.ts";
import type { Directory, Unit } from "../../domain/people/directory.ts";
import type { Result } from "../../domain/result.ts";
import { fail, ok } from "../../domain/result.ts";
import type { Database, Statement } from "../../store/database.ts";
import { writeAll } from "../../store/database.ts";
import { conflictOn, guardRefused } from "../../store/errors.ts";
import {
  addObjection,
  addRankingVersion,
  newestRanking,
  objectionsOf,
  rankingVersions,
  settleObjection,
  toVersions,
} from "../../store/report-rankings.ts";
import { computeRanking } from "./ranking.ts";

/** Why an objection was not taken or not decided. */
export type ObjectionProblem = "not_allowed" | "no_ranking" | "too_late" | "no_such_objection" | "decided";

export interface Objecting {
  readonly id: string;
  readonly actor: Actor;
  readonly text: string;
  readonly now: number;
}

/** A unit's head, or who leads the service to a project, objects to the newest ranking, within its objection period. The row is for the caller's transaction. */
export async function objection(
  db: Database,
  directory: Directory,
  { id, actor, text, now }: Objecting,
): Promise<Result<{ readonly row: Statement; readonly unitId: string; readonly until: number }, ObjectionProblem>> {
  const person = personOf(directory, actor);
  const unit = objectingUnit(directory, person?.id ?? null);
  if (person === null || unit === null) return fail("not_allowed");
  const [newest] = toVersions(await newestRanking(db));
  if (newest === undefined) return fail("no_ranking");
  const [first] = toVersions(await rankingVersions(db, newest.id));
  const until = first?.objectionsUntil ?? newest.objectionsUntil;
  if (now > until) return fail("too_late");
  const row = addObjection(db, {
    id,
    rankingId: newest.id,
    unitId: unit.id,
    personId: person.id,
    text,
    createdAt: now,
  });
  return ok({ row, unitId: unit.id, until });
}

/** The unit he heads, else the one that is responsible for a project he leads (项目责任人). */
function objectingUnit(directory: Directory, personId: string | null): Unit | null {
  if (personId === null) return null;
  const headed = [...directory.units.values()].find(({ headId }) => headId === personId);
  const led = [...directory.projects.values()].find((project) => project.personId === personId);
  return headed ?? directory.units.get(led?.unitId ?? "") ?? null;
}

export interface DecidingObjection {
  readonly rankingId: string;
  readonly objectionId: string;
  readonly actor: Actor;
  readonly reason: string;
  /** Numbers of tickets taken out of the ranking, e.g. 不可抗力; null = the objection is denied. */
  readonly exclude: readonly string[] | null;
  readonly now: number;
}

/**
 * A leader decides. Granted = a next version is reckoned without the named tickets and put beside the first, with the reason;
 * nothing that was shown is ever changed (001-33).
 */
export async function decideObjection(
  db: Database,
  directory: Directory,
  given: DecidingObjection,
): Promise<Result<{ readonly version: number }, ObjectionProblem>> {
  const { rankingId, objectionId, actor, reason, exclude, now } = given;
  const person = personOf(directory, actor);
  if (person === null || !hasRole(directory, actor, "leader")) return fail("not_allowed");
  const versions = toVersions(await rankingVersions(db, rankingId));
  const last = versions.at(-1);
  if (last === undefined) return fail("no_ranking");
  if (!(await objectionsOf(db, rankingId)).some(({ id }) => id === objectionId)) return fail("no_such_objection");
  const state = exclude === null ? "denied" : "granted";
  const rows: Statement[] = [
    settleObjection(db, { id: objectionId, state, decision: reason, decidedBy: person.id, decidedAt: now }),
  ];
  if (exclude !== null) {
    const period = { from: last.periodFrom, to: last.periodTo };
    const excluded = [...new Set([...last.excluded, ...exclude])];
    // Reckoned as of the end of its period, so that a correction brings in nothing but what was decided.
    const frozen = await computeRanking(db, directory, period, last.periodTo, excluded);
    rows.push(
      addRankingVersion(db, {
        ...last,
        version: last.version + 1,
        frozen,
        excluded,
        reason,
        decidedBy: person.id,
        createdAt: now,
      }),
    );
  }
  try {
    await writeAll(db, rows);
  } catch (error) {
    if (guardRefused(error) !== null || conflictOn(error) !== null) return fail("decided");
    throw error;
  }
  return ok({ version: exclude === null ? last.version : last.version + 1 });
}
