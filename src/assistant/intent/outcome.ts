import type { IncomingMessage, MessageFlag } from "../types.ts";
import type { ShortAnswer } from "./answer.ts";
import type { Piece } from "./piece.ts";
import { chooseTicket } from "./ticket.ts";

const LEAD =
  "(?:你好|您好|那个|这个|这边|我们?这?边?|厂里|车间|问题|事情|事|现在|今天|刚刚?|已经?|终于|总算|都|也|[,。! ])*";
const TAIL = "(?:呢|啊|呀|哈|哦|吧|的|谢谢|多谢|感谢|辛苦|了|你们?|您|大家|[,。!~ 👍🙏🌹])*";
const GOOD = new RegExp(
  `^${LEAD}(?:(?:解决|搞定|修好|弄好|办好|处理好|处理完|恢复|来电|来水|来气|通电|通水|通|亮|正常|到账|办完|办妥|整好)(?:了|啦|咯|喽|嘞)|已(?:经)?(?:处理|解决|恢复|修好))${TAIL}$`,
  "u",
);
const BAD = new RegExp(
  `^(?:你好|您好|问题|现在|今天|到现在|还是|还|仍然?|依然|一直|根本|压根|都|又|[,。! ])*(?:没(?:有)?(?:解决|搞定|修好|弄好|办好|处理好|处理|恢复|来电|来水|来气|通|亮|好)|不(?:通|亮|正常|管用)|老样子)${TAIL}$`,
  "u",
);
const ENDED = new Set(["done", "closed"]);

/**
 * "解决了", "通了", "还没来电": how a matter came out, in a few words and with nobody having asked. Of a ticket that is done they
 * are the mark; of one in work good news is his satisfaction and bad news an urge. Null = not such words, or of no known ticket.
 */
export function outcome(message: IncomingMessage, text: string, piece: Piece): ShortAnswer | null {
  const good = GOOD.test(text);
  if (!good && !BAD.test(text)) return null;
  const { openTickets } = message.context;
  if (openTickets.length === 0)
    return good ? { intent: "satisfied", ticket: null, rating: null, flags: [], confidence: 0.7 } : null;
  const { category, evidence } = piece.guess;
  // "没来电" while only a drain is known is more likely another matter.
  if (!good && evidence >= 2.4 && !openTickets.some((one) => one.category === category)) return null;
  const wants = ["done", "in_progress", "accepted", "waiting", "new", "lapsed", "closed"];
  const { ticket, ambiguous } = chooseTicket(text, category, message.context, wants);
  const ended = ticket !== null && ENDED.has(ticket.state);
  const flags: MessageFlag[] = [
    ...(ambiguous ? (["needs_disambiguation"] as const) : []),
    ...(!good && ended ? (["reopen"] as const) : []),
  ];
  const intent = good ? "satisfied" : ended ? "dissatisfied" : "urge";
  return { intent, ticket, rating: null, flags, confidence: 0.8 };
}
