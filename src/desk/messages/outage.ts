import { sameOutage } from "../../domain/ticket/similar.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { NoticeWish } from "../outgoing.ts";
import { openIdOf } from "../views/person-line.ts";
import type { Situation } from "./situation.ts";

const MOST_NAMED = 4;
/** Told at the second, fourth and tenth firm: a whole street writes, and one line each would be noise (voice.md 9). */
const TOLD_AT = new Set([1, 3, 9]);

/** Several firms tell of what may be one outage: one line to the first responder, who may have them done together. */
export function outageNotices(situation: Situation, opened: readonly TicketState[]): NoticeWish[] {
  const { directory, outages } = situation;
  const others = outages.map(({ state }) => state);
  return opened.flatMap((ticket): NoticeWish[] => {
    const found = sameOutage(ticket, others);
    const openId = found === null ? null : openIdOf(directory, ticket.firstResponderId);
    if (found === null || openId === null || !TOLD_AT.has(found.others.length)) return [];
    return [
      {
        recipient: { type: "person", openId },
        notice: {
          kind: "same_outage",
          no: ticket.no,
          others: found.others.slice(0, MOST_NAMED).map(({ no }) => no),
          total: found.others.length,
          place: found.place,
        },
        replyTo: null,
        replyToCardOf: null,
      },
    ];
  });
}
