import type { MatterItem, Understanding } from "../../assistant/types.ts";
import type { Answered } from "../../domain/guides/answer.ts";
import { idOf } from "../../domain/guides/answer.ts";
import type { Plan } from "../messages/plan.ts";
import { answer } from "../messages/plan.ts";
import type { Situation } from "../messages/situation.ts";
import { answerFor, gapOf, optionsOf } from "./answer.ts";
import type { AnswerRef, Heard } from "./heard.ts";
import { looksLikeQuestion } from "./question.ts";
import type { AnswerView } from "./views.ts";
import { answerView } from "./views.ts";

/** One question of a message that may hold several. */
export interface Question {
  readonly item: MatterItem;
  readonly found: Answered;
}

/** A question as its card shows it; no view = nothing surely answers, `near` names what may. */
export interface QuestionView {
  readonly quote: string;
  readonly view: AnswerView | null;
  readonly near: readonly string[];
}

/** As many as one card answers; a message with more goes to people as it stands. */
const MOST = 6;

/** Every question of a message, in its order. A point that asks two things which have two answers is two questions. */
export function questionsOf(situation: Situation, understanding: Understanding): Question[] {
  const items = understanding.items
    .filter(({ intent }) => intent === "question")
    .flatMap((item) => apart(situation, item));
  return items.length > MOST ? [] : items.map((item) => ({ item, found: answerFor(situation, item.text) }));
}

function apart(situation: Situation, item: MatterItem): MatterItem[] {
  const pieces: { text: string; ref: string | null }[] = [];
  for (const sentence of item.text.split(/(?<=[?？。！!；;\n])/u)) {
    const found = looksLikeQuestion(sentence) ? answerFor(situation, sentence) : null;
    const ref = found?.type === "one" ? `${found.answer.kind} ${idOf(found.answer)}` : null;
    const last = pieces.at(-1);
    // "多少天?" asks on about what was asked before; what comes before the first subject belongs to it.
    if (last !== undefined && (ref === null || ref === last.ref || last.ref === null)) {
      last.text += sentence;
      last.ref ??= ref;
    } else pieces.push({ text: sentence, ref });
  }
  return pieces.length < 2 ? [item] : pieces.map(({ text }) => ({ ...item, text, title: quoteOf(text).slice(0, 20) }));
}

const HEADING = /^[^:：]{0,24}(?:问题|几个事|两个事|几件事|两件事|咨询|请教)[^:：]{0,6}[:：]/u;
const MARK =
  /^(?:\s|[(（]?\d{1,2}[.、)）]|[①-⑨]|[一二三四五六]是|[一二三四五六][、,，]|其[一二三四]|第[一二三四五](?:个|件|点)?(?:是)?[,，、:：]?|另外|还有|再就是|顺便|对了|[,，、:：])+/u;
const POLITE = /^(?:您好|你好|请问(?:一下)?|想(?:咨询|问|请教|了解)(?:一?下)?|麻烦问(?:一?下)?|[,，、:：\s])+/u;

/** The question without its number and its politeness. */
const quoteOf = (text: string): string => {
  const plain = text
    .replace(HEADING, "")
    .replace(MARK, "")
    .replace(POLITE, "")
    .replace(/[?？。！!；;，,、\s]+$/u, "");
  return plain === "" ? text.trim() : plain;
};

export const viewOf = ({ directory }: Situation, { item, found }: Question): QuestionView => ({
  quote: quoteOf(item.text),
  view: found.type === "one" ? answerView(directory, found.answer) : null,
  near: optionsOf(found).map(({ title }) => title),
});

export const refOf = ({ found }: Question): AnswerRef | null =>
  found.type === "one" ? { kind: found.answer.kind, id: idOf(found.answer) } : null;

/** What is counted of each: the answer it met, or what nothing says. */
export const heardOf = (situation: Situation, questions: readonly Question[]): Heard[] =>
  questions.map((question): Heard => {
    const ref = refOf(question);
    if (ref !== null) return { type: "answer", answer: ref, what: "shown" };
    return gapOf(situation.directory, question.item.text, question.item.category);
  });

/** Several questions, each answered under its number on one card; for what has no answer a person is offered. */
export function answersPlan(situation: Situation, questions: readonly Question[]): Plan {
  const answered = questions.filter(({ found }) => found.type === "one").length;
  return {
    outcome: `${answered} of ${questions.length} questions answered`,
    notices: [
      answer(situation, {
        kind: "answers",
        inboundId: situation.message.inboundId,
        items: questions.map((question) => viewOf(situation, question)),
        state: "answered",
      }),
    ],
    heard: heardOf(situation, questions),
  };
}
