import type { Directory } from "../../domain/people/directory.ts";
import type { StoredTicket } from "../../store/tickets.ts";
import { supplementPlan } from "../messages/on-ticket.ts";
import type { Plan } from "../messages/plan.ts";
import { openTickets } from "../messages/plan.ts";
import type { Situation } from "../messages/situation.ts";

const WHICH =
  /^第?\s*([1-9一二三四五六七八九①-⑨])\s*(?:件|个|条)?(?:事|诉求)?\s*(?:是|应该是|应是|归|属于|不是[^，,]{1,8}[，,]?\s*(?:是|应该是))\s*([^，。,.！!]{2,12})/u;
/** 一 … 九. */
const DIGITS = "\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d";
const CIRCLED = "①②③④⑤⑥⑦⑧⑨";
/** A list shown longer ago is not what "第2件" is about. */
const LIVES_MS = 24 * 3_600_000;

/**
 * "第2件是供热" after 有出入: told to whoever has that ticket, who returns or keeps it, and learned as the requester's word.
 * Null = the message is nothing of the kind.
 */
export function severalCorrection(situation: Situation): Plan | null {
  const { message, directory, actor, now } = situation;
  const said = WHICH.exec(message.text.trim());
  if (said === null) return null;
  const [, sign = "", name = ""] = said;
  const index = Math.max(Number(sign) || 0, DIGITS.indexOf(sign) + 1, CIRCLED.indexOf(sign) + 1);
  const ticket = lastSeveral(situation)[index - 1];
  const category = categoryNamed(directory, name);
  if (ticket === undefined || category === null || category === ticket.state.category) return null;
  return {
    ...supplementPlan(situation, ticket),
    lessons: [
      {
        text: ticket.state.text,
        intent: "new_request",
        category,
        guessed: ticket.state.category,
        origin: "several",
        ticketNo: ticket.state.no,
        personId: actor.type === "system" ? null : actor.personId,
        at: now,
      },
    ],
  };
}

/** Tickets of the newest message that held several, in the order of its list. */
function lastSeveral(situation: Situation): StoredTicket[] {
  const lately = openTickets(situation).filter(({ state }) => situation.now - state.openedAt < LIVES_MS);
  for (const { state } of lately) {
    const together = lately.filter((one) => one.state.openedAt === state.openedAt);
    if (together.length > 1) return together.toSorted((a, b) => (a.state.no < b.state.no ? -1 : 1));
  }
  return [];
}

/** The one open category in whose name all characters said stand in this order: 供热 → 燃气供热, 供水 → 供排水. */
function categoryNamed({ categories }: Directory, said: string): string | null {
  const wanted = Array.from(said.replace(/(?:的事|的|类|问题|啊|吧|了)+$/u, ""));
  const named = [...categories.values()].filter(({ name, confidential }) => {
    if (confidential) return false;
    let at = -1;
    return wanted.every((character) => (at = name.indexOf(character, at + 1)) >= 0);
  });
  return named.length === 1 ? (named[0]?.code ?? null) : null;
}
