import type { NoticeWish } from "../outgoing.ts";
import type { Reminding } from "./tell.ts";

/** One line alone answers its card; several of one person come as one bundle (voice.md 9). */
export function bundled(lines: Reminding["lines"]): NoticeWish[] {
  const byPerson = new Map<string, Reminding["lines"][number][]>();
  for (const line of lines) byPerson.set(line.openId, [...(byPerson.get(line.openId) ?? []), line]);
  return [...byPerson].map(([openId, own]): NoticeWish => {
    const recipient = { type: "person", openId } as const;
    const [first] = own;
    if (own.length === 1 && first !== undefined)
      return {
        recipient,
        notice: { kind: "ticket_line", line: first.line },
        replyTo: null,
        replyToCardOf: first.ticketId,
      };
    const rows = own.map(({ ticketId, line }) => ({ ticketId, line }));
    return { recipient, notice: { kind: "reminders", rows }, replyTo: null, replyToCardOf: null };
  });
}
