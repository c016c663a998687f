import type { Understanding } from "../../assistant/types.ts";
import type { Answered } from "../../domain/guides/answer.ts";
import { answerTo, idOf, titleOf } from "../../domain/guides/answer.ts";
import { gapWords } from "../../domain/guides/gap.ts";
import type { Directory } from "../../domain/people/directory.ts";
import type { Plan } from "../messages/plan.ts";
import { answer } from "../messages/plan.ts";
import type { Situation } from "../messages/situation.ts";
import type { AnswerRef, Heard } from "./heard.ts";
import { asked } from "./question.ts";
import { answerNotice, answerView } from "./views.ts";

/** What answers these words of a message. */
export const answerFor = (situation: Situation, text: string): Answered =>
  answerTo(asked(text), situation.pool, situation.day);

/** Options of a choice, by name. */
export const optionsOf = (found: Answered): (AnswerRef & { readonly title: string })[] =>
  found.type === "several" ? found.answers.map((one) => ({ kind: one.kind, id: idOf(one), title: titleOf(one) })) : [];

/**
 * A question is answered from published guides, policies in force and public answers only (003-03, 001-12): by one that is
 * surely meant, by a choice, or by saying that there is none and offering a person. The message waits in its row for the button.
 */
export function answerPlan(situation: Situation, understanding: Understanding): Plan {
  const { message, directory } = situation;
  const { inboundId, text } = message;
  const found = answerFor(situation, text);
  if (found.type === "one") {
    const ref = { kind: found.answer.kind, id: idOf(found.answer) };
    return {
      outcome: `question answered by ${ref.kind} ${ref.id}`,
      notices: [answer(situation, answerNotice(inboundId, answerView(directory, found.answer), "answered"))],
      heard: [{ type: "answer", answer: ref, what: "shown" }],
    };
  }
  const options = optionsOf(found);
  return {
    outcome: options.length === 0 ? "question without an answer" : `question near ${options.length} answers`,
    notices: [answer(situation, { kind: "guide_choice", inboundId, quote: text, options, state: "asked" })],
    heard: options.length === 0 ? [gapOf(directory, text, understanding.category)] : [],
  };
}

/** Whether something surely answers: then a colleague, too, is shown it at once. */
export const isAnswered = (situation: Situation): boolean =>
  answerFor(situation, situation.message.text).type === "one";

/** What was asked in vain, without who asked. */
export function gapOf(directory: Directory, text: string, category: string | null): Heard {
  const names = [
    ...[...directory.people.values()].map(({ name }) => name),
    ...[...directory.enterprises.values()].flatMap(({ name, shortName }) => [name, shortName]),
  ];
  return { type: "gap", words: gapWords(text, names), category };
}

/** The asker wants a person after all: this was not the answer, or none of those offered was. */
export function missedBy(situation: Situation, shown: AnswerRef | null, category: string | null): readonly Heard[] {
  if (shown !== null) return [{ type: "answer", answer: shown, what: "missed" }];
  const { message, directory } = situation;
  // Without any near answer the gap was counted when the question came.
  return answerFor(situation, message.text).type === "several" ? [gapOf(directory, message.text, category)] : [];
}
