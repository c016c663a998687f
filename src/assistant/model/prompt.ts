import { DATA } from "../data.gen.ts";
import type { Neighbour } from "../bank/nearest.ts";
import type { MessageContext } from "../types.ts";
import { mask } from "./mask.ts";
import type { Masked } from "./mask.ts";

export interface Prompt {
  readonly system: string;
  readonly user: string;
  readonly maxTokens: number;
  readonly temperature: number;
  readonly masked: Masked;
}

/** Longer stories are cut: the matter stands at the beginning, and tokens cost. */
const LONGEST = 1200;

function frontMatter(source: string): { readonly fields: ReadonlyMap<string, string>; readonly body: string } {
  const hit = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/u.exec(source);
  const fields = (hit?.[1] ?? "").split("\n").map((line) => {
    const at = line.indexOf(":");
    return [line.slice(0, at).trim(), line.slice(at + 1).trim()] as const;
  });
  return { fields: new Map(fields), body: (hit?.[2] ?? source).trim() };
}

/** Text of others cannot close the fence: the brackets of tags are made full-width. */
function fenced(tag: string, text: string): string {
  return `<${tag}>\n${text.replaceAll("<", "\uff1c").replaceAll(">", "\uff1e")}\n</${tag}>`;
}

/**
 * The question put to a model. The system part is the same for every message, so that providers can cache it; what changes — day,
 * known tickets, nearest examples, the message — follows in the user part, masked and fenced.
 */
export function promptOf(text: string, context: MessageContext, day: string, shots: readonly Neighbour[]): Prompt {
  const { fields, body } = frontMatter(DATA.prompts.understand);
  const masked = mask(text.slice(0, LONGEST));
  const tickets = context.openTickets
    .filter((one) => one.category !== "integrity")
    .map(
      (one) => `${one.no} ${one.category ?? "?"} ${mask(one.title).text} ${one.state} ${one.ageWorkingDays}个工作日`,
    );
  const examples = shots.map((one) => `${mask(one.text).text} → ${one.intent} ${one.category ?? "none"}`);
  const user = [
    `今天:${day}`,
    fenced("known_tickets", tickets.length > 0 ? tickets.join("\n") : "无"),
    fenced("last_line_of_desk", context.lastBot === null ? "无" : mask(context.lastBot).text),
    fenced("similar_examples", examples.length > 0 ? examples.join("\n") : "无"),
    fenced("message", masked.text),
  ].join("\n");
  return {
    system: body,
    user,
    maxTokens: Number(fields.get("max_tokens") ?? 700),
    temperature: Number(fields.get("temperature") ?? 0),
    masked,
  };
}
