import { texts } from "../../../texts/index.ts";
import type { Clock } from "../../../texts/index.ts";
import type { AnswerView } from "../../../desk/guides/views.ts";
import { answerPart } from "../guides/answers.ts";
import type { Budget } from "../fit.ts";
import { fitted } from "../fit.ts";
import { button, card, paragraph, rows, small, strong } from "../elements.ts";
import { cut, oneLine } from "../escape.ts";
import type { Card } from "../types.ts";
import type { NoticeOf } from "./message.ts";
import { T } from "./message.ts";

const QUOTE_MAX = 60;
const quoted = (text: string): string => T.ask.quote(cut(oneLine(text), QUOTE_MAX));

/** One question, the likely answers as buttons (voice.md 7). */
export function whichCard({ inboundId, quote, options, chosen, solved }: NoticeOf<"which_ticket">): Card {
  const choose = { k: "choose", i: inboundId, ...(solved === undefined ? {} : { done: solved }) } as const;
  if (chosen !== null) {
    const option = options.find(({ ticketId }) => ticketId === chosen);
    const known = option === undefined ? T.ask.chosenOld : T.ask.chosen(cut(oneLine(option.title), 30));
    const old = solved !== undefined ? texts.toasts.done.not_solved : known;
    const answer = chosen === "" ? T.ask.chosenNew : old;
    return card({ title: answer, colour: "blue" }, small(quoted(quote)));
  }
  const shown = options.slice(0, 5);
  return card({ title: solved !== undefined ? T.ask.solved : T.ask.which, colour: "orange" }, [
    ...small(quoted(quote)),
    ...paragraph(solved !== undefined ? T.ask.goOn(cut(oneLine(shown[0]?.title ?? ""), 30)) : null),
    ...rows(
      [
        ...shown.map(({ ticketId, no, title }) =>
          button(solved !== undefined ? texts.buttons.action.not_solved : T.ask.option(cut(oneLine(title), 16), no), {
            ...choose,
            t: ticketId,
          }),
        ),
        button(texts.buttons.newMatter, { ...choose, t: null }),
      ],
      1,
    ),
  ]);
}

export function isRequestCard({ inboundId, quote, state }: NoticeOf<"is_request">): Card {
  if (state !== "asked")
    return card(
      { title: state === "yes" ? T.ask.isRequestYes : T.ask.isRequestNo, colour: state === "yes" ? "blue" : "grey" },
      small(quoted(quote)),
    );
  return card({ title: T.ask.isRequest, colour: "orange" }, [
    ...small(quoted(quote)),
    ...rows(
      [
        button(texts.buttons.isRequest, { k: "request", i: inboundId, d: "yes" }, { type: "primary_filled" }),
        button(texts.buttons.notRequest, { k: "request", i: inboundId, d: "no" }),
      ],
      2,
    ),
  ]);
}

const SEVERAL_MAX = 12;

/** One receipt for several matters, numbered (voice.md 9). */
export const severalCard = (notice: NoticeOf<"several">, clock: Clock): Card =>
  fitted((budget) => severalWithin(notice, clock, budget));

function severalWithin(
  { inboundId, rows: matters, answers = [], passedOn = false, state }: NoticeOf<"several">,
  clock: Clock,
  budget: Budget,
): Card {
  const listed = matters
    .slice(0, SEVERAL_MAX)
    .map((row, i) =>
      strong(
        T.several.row(i, { ...row, title: cut(oneLine(row.title), 30) }),
        "",
        T.several.who(row),
        T.several.when(row, { ...clock, lasting: true }),
      ),
    );
  const answer = state === "right" ? T.several.right : state === "wrong" ? T.several.wrong : T.several.ask;
  const q = answers.map((view): ["guide" | "policy" | "answer", string] => [view.kind, idOf(view)]);
  const beside = q.length === 0 ? {} : { q };
  const person = button(texts.guides.buttons.notAnswered, { k: "questions", i: inboundId, d: "all" });
  // One request beside answers needs no confirming; what is wrong with it is said as with any other.
  const confirmed = matters.length > 1 || answers.length === 0;
  const confirms = state === "asked" && confirmed;
  return card({ title: T.several.title(matters.length, answers.length), colour: "blue" }, [
    ...listed,
    ...answers.flatMap((view, i) => [
      strong(T.several.answer(matters.length + i, cut(oneLine(nameOf(view)), 40))),
      ...answerPart(view, budget, false),
    ]),
    ...paragraph(confirmed ? answer : null, passedOn && answers.length > 0 ? texts.guides.guide.passedOn : null),
    ...rows(
      [
        ...(confirms
          ? [
              button(
                texts.buttons.allRight,
                { k: "several", i: inboundId, d: "right", ...beside },
                { type: "primary_filled" },
              ),
              button(texts.buttons.notRight, { k: "several", i: inboundId, d: "wrong", ...beside }),
            ]
          : []),
        ...(answers.length === 0 || passedOn ? [] : [person]),
      ],
      2,
    ),
  ]);
}

const nameOf = (view: AnswerView): string =>
  view.kind === "guide" ? view.guide.title : view.kind === "policy" ? view.policy.title : view.answer.question;

const idOf = (view: AnswerView): string =>
  view.kind === "guide" ? view.guide.id : view.kind === "policy" ? view.policy.id : view.answer.id;

/** Nothing has been passed on yet, and the card says so first (domain.md B.10). */
export function complaintCard({ inboundId, state, disciplinePhone }: NoticeOf<"complaint_offer">): Card {
  const C = T.complaint;
  if (state === "ordinary") return card({ title: C.ordinary, colour: "blue" }, small(C.how(disciplinePhone)));
  const ordinary = button(texts.buttons.ordinary, { k: "complaint", i: inboundId, d: "ordinary" });
  const about = button(texts.buttons.about, { k: "complaint", i: inboundId, d: "about" });
  return card({ title: C.title, colour: "orange" }, [
    ...paragraph(C.offer, C.how(disciplinePhone), state === "about" ? C.about : null),
    ...small(C.choose),
    ...rows(state === "about" ? [ordinary] : [ordinary, about], 2),
  ]);
}

/** A cadre's reply to his task card: nothing reaches the enterprise before he says so. */
export function relayCard({ inboundId, ticketId, no, quote, state }: NoticeOf<"relay">): Card {
  const R = T.relay;
  const words = small([no, quoted(quote)].filter((part) => part !== "").join(texts.labels.separator));
  if (state !== "asked") {
    const said = { sent: R.sent, kept: R.kept, dropped: R.dropped }[state];
    return card({ title: said, colour: state === "dropped" ? "grey" : "green" }, words);
  }
  const relay = (d: "send" | "keep" | "drop") => ({ k: "relay", i: inboundId, t: ticketId, d }) as const;
  return card({ title: R.title, colour: "orange" }, [
    ...words,
    ...rows([
      button(texts.buttons.relaySend, relay("send"), { type: "primary_filled" }),
      button(texts.buttons.relayKeep, relay("keep")),
      button(texts.buttons.relayDrop, relay("drop")),
    ]),
  ]);
}
