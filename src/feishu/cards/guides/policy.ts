import type { GuideNotice } from "../../../desk/guides/notice.ts";
import { texts } from "../../../texts/index.ts";
import { button, card, panel, paragraph, rows, small } from "../elements.ts";
import { cut, oneLine } from "../escape.ts";
import type { Card, ColumnSet, Element } from "../types.ts";

type Of<K extends GuideNotice["kind"]> = Extract<GuideNotice, { kind: K }>;

const G = texts.guides;
/** In sight before a text is folded, and the most of it that a card holds. */
const IN_SIGHT = 240;
const WHOLE = 3000;
const line = (text: string): string => cut(oneLine(text), 200);

/** The words themselves, never a summary: what is not in sight is one tap away. */
function words(text: string): Element[] {
  const whole = cut(text.trim(), WHOLE);
  if (cut(whole, IN_SIGHT) === whole) return paragraph(whole);
  return [...paragraph(cut(oneLine(whole), IN_SIGHT)), ...panel(texts.ticket.body.more, paragraph(whole))];
}

/** A person after all, for what this did not answer. */
function below(
  inboundId: string,
  state: "answered" | "passed_on",
  ref: { readonly of: "policy" | "answer"; readonly g: string },
): (ColumnSet | Element)[] {
  if (state === "passed_on") return paragraph(G.guide.passedOn);
  if (inboundId === "") return [];
  return rows([button(G.buttons.notAnswered, { k: "guide", i: inboundId, ...ref, d: "person" })], 1);
}

/** What the policy says, then where it stands and how long it holds (001-12). */
export const policyCard = ({ inboundId, policy, state }: Of<"policy">): Card =>
  card(
    {
      title: policy.title,
      colour: "blue",
      summary: [policy.title, cut(oneLine(policy.text), 40)].join(texts.labels.separator),
    },
    [
      ...words(policy.text),
      ...paragraph(line(G.guide.ask(policy.unit, policy.phone))),
      ...small(line(G.policy.source(policy.source)), G.policy.valid(policy.validFrom, policy.validTo)),
      ...below(inboundId, state, { of: "policy", g: policy.id }),
    ],
  );

/** What was answered before: by whom and when, never to whom. */
export const publicAnswerCard = ({ inboundId, answer, state }: Of<"public_answer">): Card =>
  card(
    {
      title: answer.question,
      colour: "blue",
      summary: [answer.question, cut(oneLine(answer.answer), 40)].join(texts.labels.separator),
    },
    [
      ...words(answer.answer),
      ...paragraph(line(G.guide.ask(answer.unit, answer.phone))),
      ...small(
        G.publicAnswer.source(answer.unit, answer.answeredOn),
        G.publicAnswer.valid(answer.validTo),
        G.publicAnswer.hint,
      ),
      ...below(inboundId, state, { of: "answer", g: answer.id }),
    ],
  );
