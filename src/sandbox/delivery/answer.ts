import type { SandboxClickResult } from "../protocol.ts";
import type { MessageRecord } from "../core/records.ts";
import { dialectOf } from "../cards/dialect.ts";
import { isObject } from "../core/values.ts";
import { validateCard } from "../cards/validate.ts";

/** What the bot's answer to a click means for the card and the person. */
export type CallbackAnswer =
  | { ok: true; toast?: NonNullable<SandboxClickResult["toast"]>; card?: Record<string, unknown> }
  | { ok: false; code: number; problem: string };

const bad = (code: number, problem: string): CallbackAnswer => ({ ok: false, code, problem });

const TOASTS = ["info", "success", "error", "warning"] as const;

type Toast = NonNullable<SandboxClickResult["toast"]>;

const readToast = (value: unknown): Toast | null => {
  if (!isObject(value)) return null;
  const type = TOASTS.find((known) => known === (value["type"] ?? "info"));
  const i18n = isObject(value["i18n"]) ? value["i18n"] : {};
  const content = value["content"] ?? i18n["zh_cn"];
  return type === undefined || typeof content !== "string" ? null : { type, content };
};

const KNOWN = new Set(["toast", "card"]);

/** Judges the body of a 200 answer: 200672 for its shape, 200673 for its card, 200830 for a change of dialect. */
export const readAnswer = (body: string, message: MessageRecord): CallbackAnswer => {
  if (body.trim() === "") return { ok: true };
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return bad(200672, "the answer is not JSON");
  }
  if (!isObject(parsed)) return bad(200672, "the answer is not an object");
  const unknown = Object.keys(parsed).find((key) => !KNOWN.has(key));
  if (unknown !== undefined) return bad(200672, `unknown field ${unknown} in the answer`);
  const toast = parsed["toast"] === undefined ? undefined : readToast(parsed["toast"]);
  if (toast === null) return bad(200672, "toast needs a known type and a content");
  const shown = toast === undefined ? {} : { toast };
  const card = parsed["card"];
  if (card === undefined) return { ok: true, ...shown };
  if (!isObject(card)) return bad(200672, "card is not an object");
  if (card["type"] === "template") return bad(200673, "the template does not exist");
  if (card["type"] !== "raw") return bad(200672, "card.type is neither raw nor template");
  const data = card["data"];
  if (!isObject(data)) return bad(200672, "card.data must be an object, not a string");
  const config = message.card?.json["config"];
  if (isObject(config) && config["streaming_mode"] === true)
    return bad(200673, "a streaming card cannot be updated so");
  const before = message.card?.dialect ?? "1.0";
  const after = dialectOf(data);
  if (before === "2.0" && after === "1.0") return bad(200830, "a 2.0 card cannot become a 1.0 card");
  if (before === "1.0" && after === "2.0") return bad(200673, "a 1.0 card cannot become a 2.0 card");
  const problem = validateCard(data)[0];
  if (problem !== undefined) return bad(200673, `${problem.code} ${problem.message} at ${problem.path}`);
  return { ok: true, ...shown, card: data };
};
