import * as z from "zod";
import { CATEGORIES } from "../category/lexicon.ts";
import { INTENTS } from "../types.ts";

const ITEMS = 6;

const answer = z.object({
  intent: z.enum(INTENTS),
  also: z.array(z.enum(INTENTS)).max(INTENTS.length),
  urgency: z.enum(["low", "normal", "high", "emergency"]),
  items: z
    .array(
      z.object({
        intent: z.enum(["new_request", "question", "complaint", "emergency"]),
        category: z.enum([...CATEGORIES, "none"]),
        quote: z.string().max(1200),
      }),
    )
    .max(ITEMS),
  ticket_no: z.string().nullable(),
  confidence: z.number().min(0).max(1),
});

export interface ModelAnswer {
  readonly intent: (typeof INTENTS)[number];
  readonly also: readonly (typeof INTENTS)[number][];
  readonly urgency: "low" | "normal" | "high" | "emergency";
  readonly items: readonly { readonly intent: string; readonly category: string; readonly quote: string }[];
  readonly ticket_no: string | null;
  readonly confidence: number;
}

let schema: Record<string, unknown> | null = null;

/** The same shape as JSON Schema, for endpoints that hold a model to it. */
export function answerSchema(): Record<string, unknown> {
  schema ??= z.toJSONSchema(answer);
  return schema;
}

/** Reads what a model wrote; null when it is not the agreed shape. Models like to wrap JSON in a code fence or in words. */
export function readAnswer(text: string): ModelAnswer | null {
  const from = text.indexOf("{");
  const to = text.lastIndexOf("}");
  if (from === -1 || to < from) return null;
  try {
    const parsed = answer.safeParse(JSON.parse(text.slice(from, to + 1)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
