import type { GuideNotice } from "../../../desk/guides/notice.ts";
import { texts } from "../../../texts/index.ts";
import { button, card, panel, paragraph, rows, small, strong, withButton } from "../elements.ts";
import { cut, oneLine } from "../escape.ts";
import type { Card } from "../types.ts";

type Of<K extends GuideNotice["kind"]> = Extract<GuideNotice, { kind: K }>;

const G = texts.guides;
const LINE = 200;
const line = (text: string): string => cut(oneLine(text), LINE);
/** Papers in sight; the list itself is always whole (003-08). */
const IN_SIGHT = 12;

/** All four ones on one card: time and fee first, then where, papers, steps, phones, and on what it rests (003-03). */
export function guideCard({ inboundId, guide, state }: Of<"guide">): Card {
  const papers = guide.materials.map((one, i) => G.guide.material(i, { ...one, name: line(one.name) }));
  const first = [G.guide.time(guide.workingDays), line(G.guide.fee(guide.fee))].filter((part) => part !== "");
  return card(
    {
      title: guide.title,
      colour: "blue",
      summary: [guide.title, ...first].join(texts.labels.separator),
    },
    [
      strong(
        first.join(texts.labels.separator),
        "",
        line(G.guide.where(guide.applyAt)),
        line(G.guide.ask(guide.unit, guide.contactPhone)),
      ),
      ...paragraph(G.guide.materials(papers.length), ...papers.slice(0, IN_SIGHT)),
      ...panel(texts.ticket.body.materialsRest(papers.length - IN_SIGHT), paragraph(...papers.slice(IN_SIGHT))),
      ...paragraph(cut(oneLine(G.guide.flow(guide.flow)), 400), G.guide.supervision(oneLine(guide.supervisionPhone))),
      ...small(line(G.guide.source(guide.basis)), G.guide.valid(guide.validTo, guide.version)),
      ...(state === "passed_on" ? paragraph(G.guide.passedOn) : []),
      ...(inboundId === "" || state === "passed_on"
        ? []
        : rows([button(G.buttons.notAnswered, { k: "guide", i: inboundId, g: guide.id, d: "person" })], 1)),
    ],
  );
}

/** Several near guides to choose from, or none: then it says so and offers a person. Nothing is made up. */
export function choiceCard({ inboundId, quote, options, state }: Of<"guide_choice">): Card {
  const words = small(G.choice.quote(cut(oneLine(quote), 60)));
  if (state === "passed_on") return card({ title: G.choice.passedOn, colour: "blue" }, words);
  const person = { k: "guide", i: inboundId, g: null, d: "person" } as const;
  if (options.length === 0)
    return card({ title: G.choice.none, colour: "orange" }, [
      ...words,
      ...paragraph(G.choice.noneText),
      ...rows(
        [
          button(G.buttons.person, person, { type: "primary_filled" }),
          button(G.buttons.no, { k: "request", i: inboundId, d: "no" }),
        ],
        2,
      ),
    ]);
  return card({ title: G.choice.which, colour: "orange" }, [
    ...words,
    ...rows(
      [
        ...options.map(({ id, title }) =>
          button(cut(oneLine(title), 24), { k: "guide", i: inboundId, g: id, d: "show" } as const),
        ),
        button(G.buttons.none, person),
      ],
      1,
    ),
  ]);
}

const LISTED = 20;

/** What guides there are. */
export function guideListCard({ options }: Of<"guide_list">): Card {
  return card({ title: G.list.title(options.length), colour: "blue" }, [
    ...options
      .slice(0, LISTED)
      .map(({ id, title }) =>
        withButton(
          strong("", line(title)),
          button(texts.buttons.open, { k: "guide", i: "", g: id, d: "show" }, { size: "small" }),
        ),
      ),
    ...(options.length > LISTED ? small(G.list.more(options.length - LISTED)) : []),
  ]);
}

/** For who keeps the guides: what was asked, what is missing. */
export function guideReportCard(notice: Of<"guide_report">): Card {
  const { published, shown, missed, most, gaps, drafts, expired } = notice;
  const R = G.report;
  const asked = gaps.reduce((sum, gap) => sum + gap.times, 0);
  return card({ title: R.title, colour: "blue", summary: R.figures(published, shown, missed, asked) }, [
    ...paragraph(R.figures(published, shown, missed, asked)),
    ...(gaps.length === 0
      ? paragraph(R.noGaps)
      : [strong(R.gaps, "", ...gaps.map((gap, i) => `${texts.labels.numbered(i)} ${line(R.gap(gap))}`))]),
    ...(expired.length === 0 ? [] : paragraph(cut(oneLine(R.expired(expired)), 400))),
    ...drafts.map(({ id, title, missing, expired: over }) => {
      const words = strong("", line(R.draft(title, missing, over)));
      return missing.length > 0 || over
        ? words
        : withButton(words, button(G.buttons.publish, { k: "guide_publish", g: id }, { size: "small" }));
    }),
    ...panel(R.mostTitle, paragraph(...most.map((row) => line(R.most(row))))),
  ]);
}
