import { bankIndex, learnedIndex } from "./bank/nearest.ts";
import type { ExampleIndex, LearnedExample } from "./bank/nearest.ts";
import { coercedMark } from "./gates/coerced.ts";
import { complaint } from "./gates/complaint.ts";
import { emergency, perhapsDanger } from "./gates/emergency.ts";
import { applyLearned } from "./learned.ts";
import type { ModelPort } from "./model/port.ts";
import { mayAsk, suggest } from "./model/suggest.ts";
import { understandOffline } from "./offline.ts";
import type { Assistant, IncomingMessage, Understanding } from "./types.ts";

export interface AssistantOptions {
  /** Names of this town's roads, zones and villages. */
  readonly places?: readonly string[];
  /** Minutes east of UTC of the office; 480 when missing. */
  readonly offsetMinutes?: number;
  /** What people corrected, newest last. Asked before every message; the same array again costs nothing. */
  readonly examples?: () => readonly LearnedExample[] | Promise<readonly LearnedExample[]>;
  /** Null or missing = rules and examples alone. */
  readonly model?: ModelPort | null;
  /** All tries of a model together, ms; 6000 when missing. */
  readonly modelTimeoutMs?: number;
  /** Tokens a model may use in a day of the office; no bound when missing. */
  readonly tokensPerDay?: number;
}

/** The desk's understanding of messages. It suggests and never writes; a model is asked only where no gate has spoken. */
export function createAssistant(options: AssistantOptions = {}): Assistant {
  const offsetMinutes = options.offsetMinutes ?? 480;
  const offline = { places: options.places ?? [], offsetMinutes };
  let known: readonly LearnedExample[] | null = null;
  let learned: ExampleIndex | null = null;
  let spent = { day: 0, tokens: 0 };

  const own = async (message: IncomingMessage): Promise<Understanding> => {
    const answer = understandOffline(message, offline);
    if (!options.examples) return answer;
    const examples = await options.examples();
    if (examples !== known) {
      learned = learnedIndex(examples);
      known = examples;
    }
    return learned === null ? answer : applyLearned(answer, message.text, learned);
  };

  return {
    emergency,
    perhapsDanger,
    // A mark that was asked for has a way of its own, which ends at the same card where there is no ticket.
    complaint: (text) => (coercedMark(text) ? null : complaint(text)),
    coerced: coercedMark,
    understand: async (message) => {
      const answer = await own(message);
      const { model, tokensPerDay } = options;
      if (!model || answer.by === "examples" || !mayAsk(answer)) return answer;
      const day = Math.floor((message.sentAt + offsetMinutes * 60_000) / 86_400_000);
      if (spent.day !== day) spent = { day, tokens: 0 };
      if (tokensPerDay !== undefined && spent.tokens >= tokensPerDay) return { ...answer, notes: ["model budget"] };
      const timeoutMs = options.modelTimeoutMs ?? 6000;
      const { understanding, tokens } = await suggest(message, answer, {
        model,
        timeoutMs,
        offsetMinutes,
        index: bankIndex(),
      });
      if (spent.day === day) spent.tokens += tokens;
      return understanding;
    },
  };
}

export { createEndpoint } from "./model/endpoint.ts";
export type { LearnedExample } from "./bank/nearest.ts";
export type { ModelPort } from "./model/port.ts";
