import * as z from "zod";
import type { IncomingMessage, Understanding } from "../../src/assistant/types.ts";

const ticket = z.object({
  no: z.string(),
  category: z.string().nullish(),
  title: z.string().nullish(),
  state: z.string().nullish(),
  age_working_days: z.number().nullish(),
});

const input = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  sent_at: z.string().nullish(),
  channel: z.enum(["p2p", "group"]).nullish(),
  context: z
    .object({
      open_tickets: z.array(ticket).nullish(),
      last_bot: z.string().nullish(),
      reply_to: z.string().nullish(),
    })
    .nullish(),
});

/** A line of the batch contract (design.md), or why it cannot be read. */
export function parseLine(
  line: string,
): { readonly id: string | number; readonly message: IncomingMessage } | { readonly error: string } {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { error: "not JSON" };
  }
  const parsed = input.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { error: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not a message"}` };
  }
  const { id, text, sent_at, channel, context } = parsed.data;
  const sentAt = sent_at === null || sent_at === undefined ? Date.now() : Date.parse(sent_at);
  if (Number.isNaN(sentAt)) return { error: "sent_at: not a time" };
  const openTickets = (context?.open_tickets ?? []).map((one) => ({
    no: one.no,
    category: one.category === null || one.category === undefined || one.category === "none" ? null : one.category,
    title: one.title ?? "",
    state: one.state ?? "in_progress",
    ageWorkingDays: one.age_working_days ?? 0,
  }));
  const message = {
    id: String(id),
    text,
    sentAt,
    channel: channel ?? "p2p",
    context: { openTickets, lastBot: context?.last_bot ?? null, replyTo: context?.reply_to ?? null },
  };
  return { id, message };
}

/** A line out; names as in design.md. */
export function predictionOf(id: string | number, understood: Understanding): Record<string, unknown> {
  return {
    id,
    intent: understood.intent,
    also: understood.also,
    category: understood.category ?? "none",
    urgency: understood.urgency,
    n_requests: understood.items.length,
    items: understood.items.map((item) => ({ intent: item.intent, category: item.category ?? "none" })),
    location: understood.location,
    deadline: understood.deadline,
    emergency_numbers: understood.emergencyNumbers,
    confidential: understood.confidential,
    rating: understood.rating,
    confidence: Math.round(understood.confidence * 1000) / 1000,
  };
}
