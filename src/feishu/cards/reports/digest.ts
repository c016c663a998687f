import type { DigestView } from "../../../desk/reports/notice.ts";
import { texts } from "../../../texts/index.ts";
import type { Clock } from "../../../texts/index.ts";
import { button, card, paragraph, small, strong, withButton } from "../elements.ts";
import { cut, oneLine } from "../escape.ts";
import type { Message } from "../notices/message.ts";
import { cardMessage, textMessage } from "../notices/message.ts";
import type { Card, Colour, Element } from "../types.ts";
import { flowChart } from "./chart.ts";
import { ledgerPanel } from "./ledger-export.ts";

const T = texts.reports.digest;
const TITLE_MAX = 30;
const NAME_MAX = 12;

/** A group's morning: numbers, states and units; phones and words stay in private (voice.md 11). A quiet day is one line. */
export function digestMessage(view: DigestView, clock: Clock): Message {
  return view.quiet ? textMessage(T.quiet(view, clock)) : cardMessage(digestCard(view, clock));
}

function digestCard(given: DigestView, clock: Clock): Card {
  const view = shortNames(given);
  const title = T.title(view, clock);
  return card({ title, subtitle: T.counts(view), colour: colourOf(view), summary: `${title} ${T.counts(view)}` }, [
    ...(T.sinceYesterday(view, clock) ? [] : small(T.since(view, clock))),
    ...paragraph(...T.lights(view), T.waiting(view), T.marks(view)),
    ...paragraph(...T.overdue(view)),
    ...attention(view),
    ...flowChart(
      T.chart,
      T,
      view.figures.week.map(({ day, ...counts }) => ({ label: T.day(day), ...counts })),
    ),
    ...(T.sinceYesterday(view, clock) ? small(T.since(view, clock)) : []),
    // A board of the whole town is for those who may take its ledger; a unit's own is not.
    ...(view.scope === null ? ledgerPanel(null, clock) : []),
  ]);
}

/** Late = red, something to do today = orange (voice.md 8). */
function colourOf({ figures: { lights, dueToday } }: DigestView): Colour {
  if (lights.red > 0) return "red";
  return dueToday > 0 ? "orange" : "blue";
}

function attention(view: DigestView): Element[] {
  if (view.attention.length === 0) return [];
  return [
    ...paragraph(T.attention),
    ...view.attention.map((row, i) => {
      const firm = row.enterprise === null ? "" : texts.labels.pair(row.enterprise, "");
      const title = `${texts.labels.numbered(i)} ${firm}${cut(oneLine(row.title), TITLE_MAX)}`;
      const supervised = row.reason === "overdue" && view.looksOnly !== true;
      const label = supervised ? texts.reports.buttons.supervise : texts.reports.buttons.view;
      return withButton(
        strong(title, "", T.attentionRow(row)),
        button(label, { k: "view", t: row.ticketId }, { size: "small" }),
      );
    }),
  ];
}

/** Names as long as a register holds them would push the numbers off a phone. */
function shortNames(view: DigestView): DigestView {
  const short = (name: string): string => cut(oneLine(name), NAME_MAX);
  return {
    ...view,
    scope: view.scope === null ? null : short(view.scope),
    overdue: view.overdue.map((row) => ({ ...row, unit: row.unit === null ? null : short(row.unit) })),
    attention: view.attention.map((row) => ({
      ...row,
      enterprise: row.enterprise === null ? null : short(row.enterprise),
      unit: row.unit === null ? null : short(row.unit),
    })),
  };
}
