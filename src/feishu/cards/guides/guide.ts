import type { AnswerKind } from "../../../domain/guides/answer.ts";
import type { GuideNotice } from "../../../desk/guides/notice.ts";
import { texts } from "../../../texts/index.ts";
import { button, card, confirmation, panel, paragraph, rows, small, strong, withButton } from "../elements.ts";
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
        ...options.map(({ kind, id, title }) =>
          button(cut(oneLine(title), 24), { k: "guide", i: inboundId, g: id, ...ofKind(kind), d: "show" } as const),
        ),
        button(G.buttons.none, person),
      ],
      1,
    ),
  ]);
}

/** What kind of answer a button is about; a guide needs no word. */
const ofKind = (kind: AnswerKind): { readonly of?: "policy" | "answer" } => (kind === "guide" ? {} : { of: kind });

const LISTED = 20;
const POLICIES_LISTED = 12;

/** What guides and policies there are. */
export function guideListCard({ guides, policies }: Of<"guide_list">): Card {
  const row = ({ kind, id, title }: (typeof guides)[number]) =>
    withButton(
      strong("", line(title)),
      button(texts.buttons.open, { k: "guide", i: "", g: id, ...ofKind(kind), d: "show" }, { size: "small" }),
    );
  const rest = (all: readonly unknown[], shown: number) =>
    small(all.length > shown ? G.list.more(all.length - shown) : null);
  return card({ title: G.list.title(guides.length, policies.length), colour: "blue" }, [
    ...guides.slice(0, LISTED).map(row),
    ...rest(guides, LISTED),
    ...(policies.length === 0 ? [] : [strong(G.list.policies)]),
    ...policies.slice(0, POLICIES_LISTED).map(row),
    ...rest(policies, POLICIES_LISTED),
  ]);
}

/** For who keeps the guides: what was asked, what is missing, what could be told to everybody. */
export function guideReportCard(notice: Of<"guide_report">): Card {
  const { kinds, most, gaps, drafts, expired, closed, answers } = notice;
  const R = G.report;
  const asked = gaps.reduce((sum, gap) => sum + gap.times, 0);
  const asSmall = { size: "small" } as const;
  return card({ title: R.title, colour: "blue", summary: R.summary(kinds, asked) }, [
    ...paragraph(R.guides(kinds.guide), R.policies(kinds.policy), R.answers(kinds.answer), R.unanswered(asked)),
    ...(gaps.length === 0
      ? paragraph(R.noGaps)
      : [strong(R.gaps, "", ...gaps.map((gap, i) => `${texts.labels.numbered(i)} ${line(R.gap(gap))}`))]),
    ...(expired.length === 0 ? [] : paragraph(cut(oneLine(R.expired(expired)), 400))),
    ...drafts.map(({ kind, id, title, missing, expired: over }) => {
      const words = strong("", line(R.draft(kind, title, missing, over)));
      if (missing.length > 0 || over) return words;
      const of = kind === "policy" ? { of: kind } : {};
      return withButton(words, button(G.buttons.publish, { k: "guide_publish", g: id, ...of }, asSmall));
    }),
    ...(closed.length === 0 ? [] : [strong(R.closed)]),
    ...closed.map(({ ticketId, no, title }) =>
      withButton(
        strong("", line(`${texts.labels.shortNo(no)} ${title}`)),
        button(texts.buttons.open, { k: "view", t: ticketId }, asSmall),
      ),
    ),
    ...(answers.length === 0 ? [] : [strong(R.publicTitle)]),
    ...answers.map(({ id, question, validTo }) =>
      withButton(
        strong("", line(question), G.publicAnswer.valid(validTo)),
        button(
          G.buttons.takeBack,
          { k: "answer_back", id },
          { ...asSmall, confirm: confirmation(G.publicAnswer.confirm) },
        ),
      ),
    ),
    ...panel(R.mostTitle, paragraph(...most.map((row) => line(R.most(row))))),
  ]);
}
