import type { IncomingMessage, KnownTicket } from "../../src/assistant/types.ts";

/** Tuesday 2026-11-10 09:30 at +08:00, the reference day of the sample messages. */
const TUESDAY = Date.parse("2026-11-10T09:30:00+08:00");

export function message(text: string, context: Partial<IncomingMessage["context"]> = {}): IncomingMessage {
  return {
    id: "m1",
    text,
    sentAt: TUESDAY,
    channel: "p2p",
    context: { openTickets: [], lastBot: null, replyTo: null, ...context },
  };
}

export function ticket(no: string, category: string, title: string, state = "in_progress"): KnownTicket {
  return { no, category, title, state, ageWorkingDays: 3 };
}
