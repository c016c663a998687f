import type { LearnedExample } from "../../assistant/index.ts";
import type { Intent, Understanding } from "../../assistant/types.ts";
import { likeness } from "../../domain/ticket/similar.ts";
import type { Lesson } from "../../store/examples.ts";
import type { Situation } from "../messages/situation.ts";

/** As good as the same words; looser, and one person's word would rule over his neighbours'. */
const SAME = 0.85;

/** Read as being about something that exists, where somebody has said that the same words were a new matter. */
const ABOUT_OLD = new Set<Intent>(["supplement", "status", "urge", "other"]);

/** Somebody pressed "是新的事" under these very words. */
export const taughtNew = (text: string, examples: readonly LearnedExample[]): boolean =>
  examples.some((one) => one.intent === "new_request" && one.category === null && likeness(one.text, text) >= SAME);

/**
 * What the assistant itself does not take from examples: that words are a new matter. Categories and "不是诉求" are its own
 * business. Never past a gate.
 */
export function asTaught(understood: Understanding, text: string, examples: readonly LearnedExample[]): Understanding {
  if (!ABOUT_OLD.has(understood.intent) || understood.flags.includes("injection")) return understood;
  if (!taughtNew(text, examples)) return understood;
  return {
    ...understood,
    intent: "new_request",
    urgency: understood.urgency === "low" ? "normal" : understood.urgency,
    flags: understood.flags.filter((flag) => flag !== "needs_disambiguation"),
    confidence: 0.85,
    by: "examples",
  };
}

/** "是新的事": what was taken for part of an older matter is one of its own. Which category it has, nobody has said. */
export const newMatterLesson = ({ message, actor, now }: Situation): Lesson => ({
  text: message.text,
  intent: "new_request",
  category: null,
  guessed: null,
  origin: "new_matter",
  ticketNo: null,
  personId: actor.type === "system" ? null : actor.personId,
  at: now,
});
