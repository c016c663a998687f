import type { GroupLine, PeriodView, ReportView } from "../../../desk/reports/notice.ts";
import { texts } from "../../../texts/index.ts";
import type { Clock } from "../../../texts/index.ts";
import { button, card, panel, paragraph, strong, withButton } from "../elements.ts";
import { cut, oneLine } from "../escape.ts";
import type { Message } from "../notices/message.ts";
import { cardMessage, textMessage } from "../notices/message.ts";
import type { Card, Element } from "../types.ts";
import { flowChart } from "./chart.ts";
import { ledgerPanel } from "./ledger-export.ts";

const F = texts.reports.figures;
const TITLE_MAX = 30;
const NAME_MAX = 14;
const MOST_LINES = 12;

/** 周报, 月度调度, 季度通报: the figures in sight, the parts and formulas folded, the agenda with its buttons. */
export function periodMessage(given: ReportView, clock: Clock): Message {
  const view = shortNames(given);
  // As with an empty day: one line (voice.md 9).
  return isEmpty(view) ? textMessage(F.nothing(view, clock)) : cardMessage(reportCard(view, clock));
}

function reportCard(view: ReportView, clock: Clock): Card {
  const { scope, kind, from } = view;
  const title = F.title(view, clock);
  return card({ title, subtitle: F.flow(view), colour: "blue", summary: `${title} ${F.flow(view)}` }, [
    ...paragraph(...F.ratesOfReport(view), F.handling(view), F.troubles(view)),
    ...paragraph(F.benefit(view), F.topics(view), F.busiest(view)),
    ...periodChart(view, clock),
    ...agenda(view),
    ...panel(F.units, paragraph(...groupLines(view.units), F.small(view.smallUnits))),
    ...panel(F.categories, paragraph(...groupLines(view.categories))),
    ...panel(F.formula, paragraph(...F.formulas)),
    ...(scope === null && kind !== "span" ? ledgerPanel({ kind, from }, clock) : []),
  ]);
}

export const periodChart = (view: PeriodView, clock: Clock): readonly Element[] =>
  flowChart(
    F.chart,
    texts.reports.digest,
    view.steps.map(({ from, ...counts }) => ({ label: F.step(view.kind, from, clock), ...counts })),
  );

const short = (name: string): string => cut(oneLine(name), NAME_MAX);

const shortNames = (view: ReportView): ReportView => ({
  ...view,
  scope: view.scope === null ? null : short(view.scope),
  topics: view.topics.map((topic) => ({ ...topic, name: short(topic.name) })),
});

const isEmpty = ({ figures: { opened, resolved, inHandAfter } }: ReportView): boolean =>
  opened === 0 && resolved === 0 && inHandAfter === 0;

export const groupLines = (lines: readonly GroupLine[]): string[] =>
  lines
    .slice(0, MOST_LINES)
    .map((line) => F.groupLine({ ...line, name: line.name === null ? null : short(line.name) }));

function agenda({ agenda: items, agendaTotal }: ReportView): Element[] {
  if (items.length === 0) return [];
  return [
    ...paragraph(F.agenda(agendaTotal)),
    ...items.map((item, i) =>
      withButton(
        strong(
          `${texts.labels.numbered(i)} ${cut(oneLine(item.title), TITLE_MAX)}`,
          "",
          [short(item.unit ?? ""), F.agendaReason(item)].filter(Boolean).join(texts.labels.separator),
        ),
        button(texts.reports.buttons.supervise, { k: "view", t: item.ticketId }, { size: "small" }),
      ),
    ),
  ];
}
