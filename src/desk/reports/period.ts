import type { Directory } from "../../domain/people/directory.ts";
import { averageDays, medianDays } from "../../domain/stats/derived.ts";
import type { RoundFacts } from "../../domain/stats/facts.ts";
import type { Figures } from "../../domain/stats/figures.ts";
import { figures } from "../../domain/stats/figures.ts";
import { grouped, hotTopics } from "../../domain/stats/groups.ts";
import { holds } from "../../domain/stats/period.ts";
import type { Period, ShownKind } from "../../domain/stats/period.ts";
import { stepsOfTime } from "../../domain/stats/steps-of-time.ts";
import type { GroupLine, PeriodView } from "./notice.ts";

/** Figures of one scope's rounds in a period, with names. Pure: report, answer and sheet all come through here. */
export function periodView(
  directory: Directory,
  rows: readonly RoundFacts[],
  given: {
    readonly scope: string | null;
    readonly period: Period & { readonly kind: ShownKind };
    readonly now: number;
  },
): PeriodView {
  const { calendar } = directory;
  const { scope, period, now } = given;
  const all = figures(calendar, rows, period, now);
  const line = (name: string | null, one: Figures): GroupLine => ({
    name,
    opened: one.opened,
    resolved: one.resolved,
    averageDays: averageDays(calendar, one.handledMinutes),
    medianDays: medianDays(calendar, one.handledMinutes),
    onTime: one.onTime,
  });
  const units = grouped(calendar, rows, "unitId", period, now);
  const categories = grouped(calendar, rows, "category", period, now);
  return {
    scope,
    kind: period.kind,
    from: period.from,
    to: period.to,
    now,
    figures: all,
    averageDays: averageDays(calendar, all.handledMinutes),
    medianDays: medianDays(calendar, all.handledMinutes),
    units: units.groups.map((group) => line(directory.units.get(group.key ?? "")?.name ?? null, group.figures)),
    smallUnits: units.rest?.count ?? 0,
    categories: categories.groups.map((group) =>
      line(directory.categories.get(group.key ?? "")?.name ?? null, group.figures),
    ),
    topics: hotTopics(rows, period).map(({ category, ...counts }) => ({
      name: directory.categories.get(category)?.name ?? category,
      ...counts,
    })),
    steps: stepsOfTime(calendar, period.kind, period)
      .filter((step) => step.from <= now)
      .map((step) => ({
        from: step.from,
        opened: rows.filter((row) => row.round === 0 && holds(step, row.openedAt)).length,
        resolved: rows.filter((row) => holds(step, row.resolvedAt)).length,
      })),
  };
}
