import { addDays } from "../../domain/calendar/index.ts";
import { MOST } from "../../store/ticket-lists.ts";
import { ticketNo } from "../../store/tickets.ts";
import { audienceOf } from "../views/audience.ts";
import { matterRow } from "../views/project.ts";
import type { Plan } from "./plan.ts";
import { answer, contextFor } from "./plan.ts";
import type { Situation } from "./situation.ts";

const ASKED = /^(?:请)?(?:查|看|打开)(?:一下|询|看|下)?[:：\s]*/u;
const FULL = /^qf-?(\d{8})-?(\d{4,6})$/iu;
/** The end of a number, as cards and lists show it (QF-…0007). */
const SHORT = /^(?:qf-?)?(?:…|\.\.\.)?(\d{1,6})号?$/iu;
/** How far back the end of a number is looked for. */
const DAYS_BACK = 366;

/**
 * Numbers of tickets that a whole message may mean: QF-20261123-0007, 查 7, 0007; none = it is something else.
 * @param day local day, YYYY-MM-DD.
 */
export function numbersAsked(text: string, day: string): readonly string[] {
  const plain = text.trim().replace(/[。.?？\s]+$/u, "");
  const rest = plain.replace(ASKED, "");
  const full = FULL.exec(rest);
  if (full !== null) return [`QF-${full[1]}-${full[2]}`];
  const short = SHORT.exec(rest)?.[1];
  // A bare figure is a number only when it is written as one.
  if (short === undefined || (rest === plain && short.length !== 4)) return [];
  return Array.from({ length: DAYS_BACK }, (_, i) => ticketNo(addDays(day, -i), Number(short)));
}

/** A colleague asks for a ticket by its number. What he may not see is as if it were not there. */
export function numberPlan(situation: Situation): Plan | null {
  const { message, actor, directory, now, listed } = situation;
  const nos = actor.type === "person" ? numbersAsked(message.text, situation.day) : [];
  if (nos.length === 0) return null;
  const readable = listed.flatMap((ticket) => {
    const audience = audienceOf(contextFor(situation), ticket.state, ticket.audience);
    return audience === null ? [] : [{ ticket: ticket.state, audience }];
  });
  const open = readable.filter(({ ticket }) => ticket.closedAt === null);
  const found = open.length > 0 ? open : readable;
  const [first] = found;
  if (first === undefined) {
    const said = { kind: "said", what: { code: "no_such_ticket" } } as const;
    return { outcome: "no such ticket", notices: [answer(situation, said)] };
  }
  const { ticket, audience } = first;
  if (found.length === 1) {
    const recipient = { type: "person", openId: message.openId } as const;
    const cards = [{ ticketId: ticket.id, recipient, audience, renew: true }];
    return { outcome: `showed ${ticket.no}`, cards, lastTicketId: ticket.id };
  }
  const rows = found.slice(0, MOST).map((one) => matterRow(directory, one.ticket, now));
  const list = { kind: "list", what: "found", rows, total: found.length, lastClosed: null } as const;
  return { outcome: `found ${found.length}`, notices: [answer(situation, list)] };
}
