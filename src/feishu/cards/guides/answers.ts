import type { GuideNotice } from "../../../desk/guides/notice.ts";
import type { AnswerView, GuideView } from "../../../desk/guides/views.ts";
import { unreachable } from "../../../domain/result.ts";
import { texts } from "../../../texts/index.ts";
import { button, card, panel, paragraph, rows, small, strong } from "../elements.ts";
import { cut, oneLine } from "../escape.ts";
import type { Budget } from "../fit.ts";
import { fitted } from "../fit.ts";
import type { Card, Element } from "../types.ts";

const G = texts.guides;
/** Of a policy or an answer in sight; the whole of it is one tap away. */
const IN_SIGHT = 120;
const TITLE = 40;

/** Each question under its number with its answer, source and validity; where there is none, that is what it says. */
export const answersCard = ({ inboundId, items, state }: Extract<GuideNotice, { kind: "answers" }>): Card =>
  fitted((budget) => {
    const open = items.flatMap(({ view }, i) => (view === null ? [i] : []));
    const passedOn = state === "passed_on";
    const title = passedOn ? G.choice.passedOn : G.answers.title(items.length, open.length);
    return card({ title, colour: !passedOn && open.length > 0 ? "orange" : "blue" }, [
      ...items.flatMap(({ quote, view, near }, i) => [
        strong(`${texts.labels.numbered(i)} ${cut(oneLine(quote), TITLE)}`),
        ...(view === null
          ? paragraph(
              passedOn ? G.answers.passedOn : G.answers.none,
              passedOn || near.length === 0 ? null : cut(oneLine(G.answers.near(near)), TITLE * 2),
            )
          : answerPart(view, budget, true)),
      ]),
      ...(passedOn ? paragraph(G.guide.passedOn) : []),
      ...(state === "answered" ? rows(personButtons(inboundId, open, items.length), open.length === 0 ? 1 : 2) : []),
    ]);
  });

const personButtons = (inboundId: string, open: readonly number[], count: number) => [
  ...(open.length === 0
    ? []
    : [button(G.answers.person(open), { k: "questions", i: inboundId, d: "open" }, { type: "primary_filled" })]),
  ...(open.length === count
    ? [button(G.buttons.no, { k: "request", i: inboundId, d: "no" })]
    : [button(open.length === 0 ? G.buttons.notAnswered : G.answers.all, { k: "questions", i: inboundId, d: "all" })]),
];

/**
 * An answer as one part of a card: what matters in sight, all of it behind one tap.
 * @param named whether a guide's name is said; false where it stands above already.
 */
export function answerPart(view: AnswerView, budget: Budget, named: boolean): Element[] {
  const line = (text: string): string => cut(oneLine(text), budget.note);
  switch (view.kind) {
    case "guide":
      return guidePart(view.guide, line, named);
    case "policy": {
      const { text, source, unit, phone, validFrom, validTo } = view.policy;
      return [
        ...words(text, budget),
        ...paragraph(line(G.guide.ask(unit, phone))),
        ...small(line(G.policy.source(source)), G.policy.valid(validFrom, validTo)),
      ];
    }
    case "answer": {
      const { answer, unit, phone, answeredOn, validTo } = view.answer;
      return [
        ...words(answer, budget),
        ...paragraph(line(G.guide.ask(unit, phone))),
        ...small(line(G.publicAnswer.source(unit, answeredOn)), G.publicAnswer.valid(validTo)),
      ];
    }
    default:
      return unreachable(view);
  }
}

/** All four ones (003-03): time, fee and place in sight, the whole list of papers behind its fold. */
function guidePart(guide: GuideView, line: (text: string) => string, named: boolean): Element[] {
  const first = [named ? guide.title : "", G.guide.time(guide.workingDays), G.guide.fee(guide.fee)].filter(
    (part) => part !== "",
  );
  const papers = guide.materials.map((one, i) => G.guide.material(i, { ...one, name: line(one.name) }));
  return [
    ...paragraph(line(first.join(texts.labels.separator)), line(G.guide.where(guide.applyAt))),
    ...panel(G.answers.papers(papers.length), [
      ...paragraph(...papers),
      ...paragraph(
        line(G.guide.flow(guide.flow)),
        line(G.guide.ask(guide.unit, guide.contactPhone)),
        line(G.guide.supervision(guide.supervisionPhone)),
      ),
    ]),
    ...small(line(G.guide.source(guide.basis)), G.guide.valid(guide.validTo, guide.version)),
  ];
}

function words(text: string, budget: Budget): Element[] {
  const whole = cut(text.trim(), budget.text);
  if (cut(whole, IN_SIGHT) === whole) return paragraph(whole);
  return [...paragraph(cut(oneLine(whole), IN_SIGHT)), ...panel(texts.ticket.body.more, paragraph(whole))];
}
