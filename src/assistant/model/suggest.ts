import type { ExampleIndex } from "../bank/nearest.ts";
import { titleOf } from "../title.ts";
import type { IncomingMessage, Intent, MatterItem, Understanding } from "../types.ts";
import { answerSchema, readAnswer } from "./answer.ts";
import type { ModelAnswer } from "./answer.ts";
import type { ModelPort } from "./port.ts";
import { promptOf } from "./prompt.ts";

export interface SuggestOptions {
  readonly model: ModelPort;
  /** All tries together, ms. */
  readonly timeoutMs: number;
  readonly offsetMinutes: number;
  readonly index: ExampleIndex;
}

const SHOTS = 6;
/** Surer than this, rules are not asked about. */
const SURE = 0.93;
const MATTERS = new Set<Intent>(["new_request", "question"]);

/** Whether a model may be asked: never where a gate has spoken, nor about anything confidential, nor when there is nothing to gain. */
export function mayAsk(own: Understanding): boolean {
  const gated =
    own.intent === "emergency" || own.intent === "complaint" || own.confidential || own.emergencyNumbers.length > 0;
  return !gated && !own.flags.includes("injection") && !own.flags.includes("spam") && own.confidence < SURE;
}

/**
 * Rules' answer made better by a model where one is sure, or the rules' answer with a note why not. A model never opens a gate: what it
 * calls an emergency becomes an urgent matter that a dispatcher sees, and a complaint by its word is offered the confidential way.
 */
export async function suggest(
  message: IncomingMessage,
  own: Understanding,
  options: SuggestOptions,
): Promise<{ readonly understanding: Understanding; readonly tokens: number }> {
  const day = new Date(message.sentAt + options.offsetMinutes * 60_000).toISOString().slice(0, 10);
  const shots = options.index.examples(message.text, SHOTS);
  const prompt = promptOf(message.text, message.context, day, shots);
  const { system, user, maxTokens, temperature } = prompt;
  const reply = await options.model.ask({
    system,
    user,
    maxTokens,
    temperature,
    schema: answerSchema(),
    timeoutMs: options.timeoutMs,
  });
  const keep = (note: string, tokens: number) => ({ understanding: { ...own, notes: [note] }, tokens });
  if (!reply.ok) return keep(`model ${reply.reason}`, 0);
  const answer = readAnswer(reply.text);
  if (!answer) return keep("model wrong_shape", reply.tokens);
  if (answer.confidence < own.confidence) return keep("model unsure", reply.tokens);
  return { understanding: merge(message, own, answer, prompt.masked.unmask), tokens: reply.tokens };
}

function merge(
  message: IncomingMessage,
  own: Understanding,
  answer: ModelAnswer,
  unmask: (text: string) => string,
): Understanding {
  if (answer.intent === "emergency") {
    return { ...own, urgency: "high", confidence: Math.min(own.confidence, 0.4), notes: ["model emergency"] };
  }
  if (answer.intent === "complaint") {
    return { ...own, confidential: true, confidence: Math.min(own.confidence, 0.4), notes: ["model complaint"] };
  }
  const items =
    MATTERS.has(answer.intent) || answer.also.some((one) => MATTERS.has(one))
      ? matters(message, own, answer, unmask)
      : [];
  const ticketNo = message.context.openTickets.some((one) => one.no === answer.ticket_no)
    ? answer.ticket_no
    : own.ticketNo;
  const ticket = message.context.openTickets.find((one) => one.no === ticketNo);
  const urgency = answer.urgency === "emergency" ? "high" : answer.urgency;
  return {
    ...own,
    intent: answer.intent,
    also: answer.also.filter((one) => one !== answer.intent && one !== "emergency" && one !== "complaint"),
    category: items[0]?.category ?? ticket?.category ?? null,
    urgency,
    items,
    ticketNo: items.length > 0 ? null : ticketNo,
    rating: answer.intent === "satisfied" || answer.intent === "dissatisfied" ? own.rating : null,
    confidence: Math.min(0.9, answer.confidence),
    alternatives:
      own.category !== null && own.category !== items[0]?.category
        ? [own.category, ...own.alternatives].slice(0, 3)
        : own.alternatives,
    by: "model",
    notes: [],
  };
}

function matters(
  message: IncomingMessage,
  own: Understanding,
  answer: ModelAnswer,
  unmask: (text: string) => string,
): readonly MatterItem[] {
  return answer.items
    .filter((one) => one.intent === "new_request" || one.intent === "question")
    .map((one) => {
      // Words the sender did not write are not his words: the whole message stands in for them.
      const quote = unmask(one.quote).trim();
      const text = quote !== "" && message.text.includes(quote) ? quote : message.text;
      const intent: Intent = one.intent === "question" ? "question" : "new_request";
      const like = own.items.find((item) => item.text === text || item.text.includes(text) || text.includes(item.text));
      return {
        intent,
        category: one.category === "none" ? null : one.category,
        text,
        title: titleOf(text),
        place: like?.place ?? null,
        urgency: intent === "question" ? "low" : answer.urgency === "emergency" ? "high" : answer.urgency,
      };
    });
}
