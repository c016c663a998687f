import type { NoticeWish, TicketLine } from "../outgoing.ts";
import type { Reminded } from "./reminded.ts";
import type { Reminding } from "./tell.ts";

/** Of several lines about one ticket only the gravest is said; what is not among them asks for an act of its own. */
const GRAVITY: readonly TicketLine["code"][] = [
  "interim_due",
  "call_back",
  "due_soon",
  "review",
  "pause_ending",
  "review_told",
  "overdue_told",
  "contact_overdue",
  "accept_overdue",
  "accept_asked",
  "return_undecided",
  "confirm_due",
  "overdue",
  "confirm_late",
  "escalate",
];

/** News for the enterprise, each under its own card: nothing in a list for it to work through. */
const OUTSIDE: ReadonlySet<TicketLine["code"]> = new Set<TicketLine["code"]>([
  "pause_ending",
  "review_told",
  "overdue_told",
]);

function gravest(lines: Reminding["lines"]): Reminding["lines"][number][] {
  const byTicket = new Map<string, Reminding["lines"][number]>();
  const gravity = (line: Reminding["lines"][number]): number => GRAVITY.indexOf(line.line.code);
  for (const line of lines) {
    const key = gravity(line) < 0 ? `${line.ticketId} ${JSON.stringify(line.line)}` : line.ticketId;
    const known = byTicket.get(key);
    if (known === undefined || gravity(line) > gravity(known)) byTicket.set(key, line);
  }
  return [...byTicket.values()];
}

/** What has to be asked again when the message goes out late; a message holds as soon as one of its lines does. */
function remindedBy(lines: Reminding["lines"]): { readonly reminder?: Reminded } {
  const of = lines.flatMap((line) => line.of?.of ?? []);
  const drafts = lines.filter((line) => line.draft !== undefined);
  if (of.length === 0 && drafts.length === 0) return {};
  return { reminder: { of, drafts, holds: lines.some((line) => line.of?.holds !== false) } };
}

/** One line alone answers its card; several of one person come as one bundle (voice.md 9). */
export function bundled(lines: Reminding["lines"]): NoticeWish[] {
  const byPerson = new Map<string, Reminding["lines"][number][]>();
  for (const line of lines) byPerson.set(line.openId, [...(byPerson.get(line.openId) ?? []), line]);
  return [...byPerson].flatMap(([openId, all]): NoticeWish[] => {
    const own = gravest(all);
    const recipient = { type: "person", openId } as const;
    const [only] = own;
    if (own.length === 1 && only?.draft !== undefined)
      return [{ recipient, notice: only.draft, replyTo: null, replyToCardOf: null, ...remindedBy(all) }];
    if (own.length === 1 || own.every(({ line }) => OUTSIDE.has(line.code)))
      return own.map(({ ticketId, line }) => ({
        recipient,
        notice: { kind: "ticket_line", line },
        replyTo: null,
        replyToCardOf: ticketId,
        ...remindedBy(all.filter((one) => one.ticketId === ticketId)),
      }));
    const rows = own.map(({ ticketId, line, draft }) => ({
      ticketId,
      line,
      ...(draft === undefined ? {} : { draftId: draft.draftId }),
    }));
    return [{ recipient, notice: { kind: "reminders", rows }, replyTo: null, replyToCardOf: null, ...remindedBy(all) }];
  });
}
