import type { CampaignNotice, CampaignView } from "../../../desk/campaigns/notice.ts";
import { texts } from "../../../texts/index.ts";
import type { Clock } from "../../../texts/index.ts";
import { button, card, confirmation, panel, paragraph, rows, small, strong, withButton } from "../elements.ts";
import { cut, oneLine } from "../escape.ts";
import type { Message } from "../notices/message.ts";
import { cardMessage, textMessage } from "../notices/message.ts";
import type { Button, Card, Colour, Element } from "../types.ts";
import { flowChart } from "./chart.ts";
import { groupLines } from "./report.ts";

const T = texts.campaigns;
const F = texts.reports.figures;
const TITLE_MAX = 30;
const NAME_MAX = 14;
/** Rows of the list; each is six elements with its button. */
const MOST_ROWS = 10;

type NoticeOf<K extends CampaignNotice["kind"]> = Extract<CampaignNotice, { kind: K }>;

/** 战报: where it stands, the three rates, each week, what is stuck and what to touch. */
export function campaignCard({ campaign, manage, groups }: NoticeOf<"campaign">, clock: Clock): Card {
  const view = short(campaign);
  const title = T.title(view);
  const managed = manage && view.state !== "over";
  const figures = view.state === "ahead" ? [] : figuresOf(view, managed ? 2 : 3);
  const subtitle = view.state === "ahead" ? "" : T.counts(view);
  return card({ title, subtitle, colour: colourOf(view), summary: `${title} ${subtitle}` }, [
    ...paragraph(T.where(view, clock), view.state === "ahead" ? null : T.late(view), T.lookBack(view)),
    ...figures,
    ...(managed ? small(T.groups(groups)) : []),
    ...rows(managed ? buttons(view) : []),
  ]);
}

function figuresOf(view: CampaignView, most: number): readonly Element[] {
  return [
    ...paragraph(...F.rates(view).slice(0, 4), F.handling(view), F.troubles(view)),
    ...paragraph(F.benefit(view), F.topics(view)),
    ...chart(view),
    ...agenda(view, most),
    ...panel(F.units, paragraph(...groupLines(view.units), F.small(view.smallUnits))),
    ...panel(F.categories, paragraph(...groupLines(view.categories))),
    ...panel(F.formula, paragraph(...F.formulas)),
  ];
}

/** Late = red; ahead or running = blue; over = grey (voice.md 8). */
function colourOf(view: CampaignView): Colour {
  if (view.state === "over") return "grey";
  return view.late.overdue > 0 ? "red" : "blue";
}

function chart(view: CampaignView): readonly Element[] {
  if (view.steps.length === 0) return [];
  const steps = view.steps.map(({ opened, resolved }, i) => ({ label: T.week(i), opened, resolved }));
  return flowChart(T.chart, texts.reports.digest, steps);
}

/** @param most with the button of whoever manages it, three in sight (voice.md 6). */
function agenda(view: CampaignView, most: number): Element[] {
  const items = view.agenda.slice(0, most);
  if (items.length === 0) return [];
  return [
    ...paragraph(T.agenda),
    ...items.map((item, i) =>
      withButton(
        strong(
          `${texts.labels.numbered(i)} ${cut(oneLine(item.title), TITLE_MAX)}`,
          "",
          [cut(oneLine(item.unit ?? ""), NAME_MAX), F.agendaReason(item)].filter(Boolean).join(texts.labels.separator),
        ),
        button(texts.reports.buttons.supervise, { k: "view", t: item.ticketId }, { size: "small" }),
      ),
    ),
  ];
}

function buttons({ id, plan }: CampaignView): Button[] {
  if (id !== null)
    return [button(T.buttons.end, { k: "campaign", id, d: "end" }, { confirm: confirmation(T.confirmEnd) })];
  const { name, from, to, category, unitId } = plan;
  const action = { k: "campaign_start", n: name, f: from, t: to, c: category, u: unitId } as const;
  return [button(T.buttons.start, action, { type: "primary_filled" })];
}

/** None is one sentence that says how to begin. */
export function campaignsMessage({ rows: all }: NoticeOf<"campaigns">, clock: Clock): Message {
  if (all.length === 0) return textMessage(T.nothing);
  const title = T.list(all.length);
  return cardMessage(
    card({ title, colour: "blue", summary: title }, [
      ...all
        .slice(0, MOST_ROWS)
        .map((row) =>
          withButton(
            strong(cut(oneLine(row.name), TITLE_MAX), "", T.row({ ...row, only: shortName(row.only) }, clock)),
            button(T.buttons.show, { k: "campaign", id: row.id, d: "show" }, { size: "small" }),
          ),
        ),
      ...small(T.how),
    ]),
  );
}

const shortName = (name: string | null): string | null => (name === null ? null : cut(oneLine(name), NAME_MAX));

/** Names as long as a register holds them would push the numbers off a phone. */
const short = (view: CampaignView): CampaignView => ({
  ...view,
  scope: shortName(view.scope),
  only: shortName(view.only),
});
