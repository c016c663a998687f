import type { Ranked } from "../../../domain/ranking/score.ts";
import type { AnswerView, RankingView } from "../../../desk/reports/notice.ts";
import { texts } from "../../../texts/index.ts";
import type { Clock } from "../../../texts/index.ts";
import { card, panel, paragraph, small, strong } from "../elements.ts";
import { cut, oneLine } from "../escape.ts";
import type { Card, Element, Markdown } from "../types.ts";
import { barChart } from "./chart.ts";
import { periodChart } from "./report.ts";

const A = texts.reports.answers;
const F = texts.reports.figures;
const NAME_MAX = 12;
const MOST_BARS = 10;
const MOST_RANKED = 40;

/** An answer: its sentence, its chart, the period it took and how it is reckoned. */
export function answerCard(view: AnswerView, clock: Clock): Card {
  const title = A.title(view, clock);
  const [first = "", ...rest] = A.lines(view);
  return card({ title, colour: "blue", summary: `${title}:${first}` }, [
    ...paragraph(first, ...rest),
    ...chartOf(view, clock),
    ...small(F.asOf(view, clock)),
    ...(view.asked === "rates" || view.asked === "slowest" ? panel(F.formula, paragraph(...F.formulas)) : []),
  ]);
}

function chartOf(view: AnswerView, clock: Clock): readonly Element[] {
  switch (view.asked) {
    case "slowest": {
      const bars = A.slowest(view).slice(0, MOST_BARS);
      if (bars.length === 0) return [];
      return barChart(
        A.chart,
        bars.map((line) => ({ label: short(line.name ?? ""), value: (line.averageDays ?? 0) / 10 })),
        texts.labels.listed(bars.map((line) => `${short(line.name ?? "")} ${F.days(line.averageDays)}`)),
      );
    }
    case "overdue":
    case "topics":
    case "busiest":
      return [];
    case "rates":
    case "counts":
    case "own":
      return periodChart(view, clock);
  }
}

const short = (name: string): string => cut(oneLine(name), NAME_MAX);

function ranked(row: Ranked & { readonly label: string }): Markdown {
  const { name, points, rates } = A.ranking.row(row);
  return strong(name, points, rates);
}

/** 季度排队: formula in sight, units and projects by outcome, the trail of corrections. */
export function rankingCard(view: RankingView, clock: Clock): Card {
  const R = A.ranking;
  const title = R.title(view, clock);
  const rows = view.rows.slice(0, MOST_RANKED).map((row) => ({ ...row, label: short(row.unit) }));
  const projects = view.projects.slice(0, MOST_RANKED).map((row) => ({ ...row, label: short(row.project) }));
  const both = projects.length + view.projectsTooFew.length > 0;
  return card({ title, colour: "blue", summary: title }, [
    ...(both ? paragraph(R.units) : []),
    ...(rows.length === 0 ? paragraph(R.none) : rows.map(ranked)),
    ...paragraph(rows.length === 0 ? null : R.tooFew(view.tooFew.map(short))),
    ...(both
      ? [...paragraph(R.projects), ...projects.map(ranked), ...paragraph(R.tooFew(view.projectsTooFew.map(short)))]
      : []),
    ...panel(R.counts, paragraph(...[...rows, ...projects].map(R.countsOf))),
    ...small(R.formula(view), R.state(view, clock)),
    ...panel(R.corrections, paragraph(...view.corrections.map((one) => R.correction(one, clock)))),
  ]);
}
