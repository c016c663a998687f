import type { KnownTicket, MessageContext } from "../types.ts";

export interface TicketChoice {
  readonly ticket: KnownTicket | null;
  /** named = number or reply; words = its title or category; only = there is no other; guess = newest or fitting state. */
  readonly by: "named" | "words" | "only" | "guess" | "none";
  /** Several fit equally. */
  readonly ambiguous: boolean;
}

const COMMON_PAIRS = /办理|申请|问题|相关|反映|诉求|企业|公司|我们|需要|要求|协调|情况|影响|登记|刚登/u;

/** Pairs of characters of a title that also stand in the text, common ones left out. */
export function overlap(title: string, text: string): number {
  let count = 0;
  for (let i = 0; i + 2 <= title.length; i++) {
    const pair = title.slice(i, i + 2);
    if (/^[\u4e00-\u9fa5a-z0-9]{2}$/u.test(pair) && !COMMON_PAIRS.test(pair) && text.includes(pair)) count++;
  }
  return count;
}

function named(text: string, tickets: readonly KnownTicket[]): KnownTicket | null {
  const full = /qf-?[0-9]{8}-?[0-9]{4}/u.exec(text)?.[0].replaceAll("-", "");
  if (full !== undefined) return tickets.find((one) => one.no.toLowerCase().replaceAll("-", "") === full) ?? null;
  const short = /(?:尾号|工单|单号|编号|号码|…|\.\.\.|#|-)\s*([0-9]{4})(?![0-9])/u.exec(text)?.[1];
  return (short !== undefined && tickets.find((one) => one.no.endsWith(short))) || null;
}

/** Which known ticket the words are about. `wants` = states that fit what is said, best first. */
export function chooseTicket(
  text: string,
  category: string | null,
  context: MessageContext,
  wants: readonly string[],
): TicketChoice {
  const tickets = context.openTickets;
  const byNo = named(text, tickets);
  if (byNo) return { ticket: byNo, by: "named", ambiguous: false };
  const replied = tickets.find((one) => one.no === context.replyTo);
  if (replied) return { ticket: replied, by: "named", ambiguous: false };
  if (tickets.length === 0) return { ticket: null, by: "none", ambiguous: false };
  const asked = tickets.find((one) => context.lastBot?.includes(one.no) === true);
  const scored = tickets
    .map((ticket) => ({
      ticket,
      score: overlap(ticket.title, text) * 2 + (category !== null && ticket.category === category ? 3 : 0),
    }))
    .sort((a, b) => b.score - a.score);
  const [first, second] = scored;
  if (first && first.score > 0 && first.score > (second?.score ?? 0))
    return { ticket: first.ticket, by: "words", ambiguous: false };
  if (asked) return { ticket: asked, by: "guess", ambiguous: false };
  const tied =
    first && first.score > 0 ? scored.filter((one) => one.score === first.score).map((one) => one.ticket) : tickets;
  if (tied.length === 1)
    return { ticket: tied[0] ?? null, by: first && first.score > 0 ? "words" : "only", ambiguous: false };
  for (const state of wants) {
    const fitting = tied.filter((one) => one.state === state);
    if (fitting.length === 1) return { ticket: fitting[0] ?? null, by: "guess", ambiguous: false };
    if (fitting.length > 1) return { ticket: null, by: "none", ambiguous: true };
  }
  if (/刚才|刚刚|上一条|上条|刚发|刚报/u.test(text)) return { ticket: tied[0] ?? null, by: "guess", ambiguous: false };
  return { ticket: null, by: "none", ambiguous: true };
}
