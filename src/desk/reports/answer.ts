import { personOf } from "../../domain/people/actor.ts";
import type { Actor } from "../../domain/people/actor.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { digestOf } from "../../domain/stats/digest.ts";
import type { Asked, Question } from "../../domain/stats/question.ts";
import { inHand } from "../../domain/stats/light.ts";
import { inScope, scopeName } from "../../domain/stats/scope.ts";
import type { Scope } from "../../domain/stats/scope.ts";
import type { Database } from "../../store/database.ts";
import { roundsIn } from "../../store/reports.ts";
import { digestViews, unitName } from "./digest.ts";
import type { ReportNotice } from "./notice.ts";
import { periodView } from "./period.ts";
import { rankingView } from "./ranking.ts";
import { reportView } from "./report.ts";

/**
 * What a person may see: leaders, dispatchers and the desk's administrators the whole town; a cadre his own unit; a firm its
 * own matters. Null = nothing (an unknown person, a contact without a firm).
 */
function scopeFor(directory: Directory, actor: Actor, asked: Asked): Scope | null {
  const person = personOf(directory, actor);
  if (person === null) return null;
  if (person.kind === "contact")
    return person.enterpriseId === null || asked !== "own"
      ? null
      : { type: "enterprise", enterpriseId: person.enterpriseId };
  if (asked === "own") return null;
  const everything = person.kind === "leader" || person.roles.some((role) => role === "dispatcher" || role === "admin");
  // A published ranking is for every unit to see.
  if (everything || asked === "ranking") return { type: "town" };
  return person.unitId === null ? null : { type: "units", unitIds: [person.unitId] };
}

/** Answers a question within what the asker may see; the same facts and rules as digest and report. */
export async function answerTo(
  db: Database,
  directory: Directory,
  asking: { readonly actor: Actor; readonly question: Question },
  now: number,
): Promise<ReportNotice> {
  const { asked, period } = asking.question;
  const scope = scopeFor(directory, asking.actor, asked);
  if (scope === null) return { kind: "report_said", what: { code: "not_yours" } };
  switch (asked) {
    case "board": {
      const [digest] = await digestViews(db, directory, [{ scope, since: period.from }], now);
      if (digest === undefined) throw new Error("no digest");
      return personOf(directory, asking.actor)?.kind === "leader"
        ? { kind: "digest", digest }
        : { kind: "digest", digest: { ...digest, looksOnly: true } };
    }
    case "report":
      return { kind: "report", report: await reportView(db, directory, { scope, period }, now) };
    case "ranking":
      return { kind: "ranking", ranking: await rankingView(db, directory, period, now) };
    default: {
      const rows = (await roundsIn(db, directory, { from: period.from, to: Math.max(period.to, now) })).filter(
        inScope(directory, scope),
      );
      const { overdue } = digestOf(directory, rows, period.from, now);
      return {
        kind: "figures",
        answer: {
          ...periodView(directory, rows, { scope: scopeName(directory, scope), period, now }),
          asked,
          overdue: overdue.map(({ unitId, ...rest }) => ({ unit: unitName(directory, unitId), ...rest })),
          inHand: rows.filter(inHand).length,
          awaitingMark: rows.filter((row) => row.resolvedAt !== null && row.endedAt === null).length,
        },
      };
    }
  }
}
