import { overlap } from "../../assistant/intent/ticket.ts";
import type { Understanding } from "../../assistant/types.ts";
import { awaitsPapers } from "../../domain/ticket/papers.ts";
import { isOpen, isUnanswered } from "../../domain/ticket/state.ts";
import type { StoredTicket } from "../../store/tickets.ts";
import type { Saying } from "../outgoing.ts";
import { answerPlan, isAnswered } from "../guides/answer.ts";
import { answersPlan, questionsOf } from "../guides/questions.ts";
import { severalCorrection } from "../learning/several.ts";
import { goingOn, objectedTo } from "./again.ts";
import { coercedPlan } from "./coerced.ts";
import { complaintPlan } from "./complaint.ts";
import { describePlan, ratePlan, statusPlan, supplementPlan, urgePlan } from "./on-ticket.ts";
import type { NewMatter } from "./open-tickets.ts";
import { matterOf, openTicketsPlan } from "./open-tickets.ts";
import type { Plan } from "./plan.ts";
import { answer, cardForSender, openTickets } from "./plan.ts";
import type { Situation } from "./situation.ts";
import { repeatedPlan, sameMatterPlan } from "./same-matter.ts";
import { isThanks } from "./thanks.ts";
import { welcomePlan } from "./welcome.ts";
import { isRequestPlan, whichPlan } from "./which.ts";

/** Below this the desk asks instead of acting on a ticket that exists; a new ticket is always safe to open. */
const SURE = 0.55;
/** A bare picture joins what was talked about this recently, and words this recent explain a bare picture. */
const MARKS = new Set<Understanding["intent"]>(["satisfied", "dissatisfied", "withdraw"]);
const SAME_BREATH_MS = 15 * 60_000;
/** A bare picture is taken for what a ticket was closed for want of as long as this. */
const LATE_PAPERS_MS = 14 * 86_400_000;

/** What an enterprise's message leads to. When unsure it asks with buttons, never guesses, never drops. */
export function requesterPlan(situation: Situation, understanding: Understanding): Plan {
  const { message } = situation;
  if (!message.hasWords && message.attachments.length > 0) return barePlan(situation);
  if (isThanks(message.text) && message.attachments.length === 0 && !MARKS.has(understanding.intent))
    return say(situation, { code: "thanks" });
  const correction = severalCorrection(situation);
  if (correction !== null) return correction;
  const about = goingOn(situation, targetOf(situation, understanding));
  const unsure = understanding.confidence < SURE || understanding.flags.includes("needs_disambiguation");
  const bare = describing(situation, understanding);
  if (bare !== null) return bare;
  // A model may suspect what the gate's words did not catch: then the protected way is offered, never a ticket opened.
  if (understanding.flags.includes("coerced_mark")) return coercedPlan(situation, about);
  if (understanding.confidential) return complaintPlan(situation);
  const objected = objectedTo(situation, about);
  if (objected !== null) return supplementPlan(situation, objected);
  switch (understanding.intent) {
    case "complaint":
      return complaintPlan(situation);
    case "emergency":
      return openTicketsPlan(situation, mattersOf(situation, understanding));
    case "new_request":
      return requestPlan(situation, understanding);
    case "question":
      return questionPlan(situation, understanding);
    case "supplement":
      return repeatedPlan(situation) ?? onTicket(situation, about, unsure, supplementPlan, awaiting(situation));
    case "urge":
      return onTicket(situation, about, unsure, urgePlan);
    case "withdraw":
      // Words may be meant otherwise than they sound: the card asks once more before anything ends.
      return onTicket(situation, about, unsure, (s, ticket) => ({
        outcome: `withdraw asked ${ticket.state.no}`,
        cards: [cardForSender(s, ticket.state)],
        lastTicketId: ticket.state.id,
      }));
    case "status":
      return statusPlan(situation, about);
    case "satisfied":
    case "dissatisfied": {
      const rated = about ?? goingOn(situation, newestDone(situation));
      if (rated === null)
        return understanding.intent === "satisfied" ? say(situation, { code: "thanks" }) : isRequestPlan(situation);
      return ratePlan(situation, rated, understanding);
    }
    case "greeting":
      return thanked(message.text) ? say(situation, { code: "thanks" }) : welcomePlan(situation);
    case "other":
      return otherPlan(situation, understanding);
  }
}

/**
 * About one of his own tickets it goes to whoever has it; otherwise the guides answer, or a person is offered. Where somebody
 * stands still, or papers came along, it is more than a question; and an office without guides takes it as every request.
 */
function questionPlan(situation: Situation, understanding: Understanding): Plan {
  const { replied, message } = situation;
  const own = replied !== null && isOwn(situation, replied) ? replied : namedIn(situation, understanding);
  // What a paper of his list is, or where to get it, is for whoever asked for it.
  const [listed, ...others] = situation.tickets.filter(
    ({ state }) => awaitsPapers(state) && overlap(state.materials.join(" "), message.text) > 0,
  );
  if (own === null && listed !== undefined)
    return others.length === 0 ? supplementPlan(situation, listed) : whichPlan(situation, [listed, ...others]);
  if (own !== null) return supplementPlan(situation, own);
  // What may be danger is no question for a guide: somebody looks at it at once.
  if (understanding.perhaps !== undefined)
    return openTicketsPlan(
      situation,
      mattersOf(situation, understanding).map((matter) => ({ ...matter, urgency: "high" as const })),
    );
  const urgent = understanding.urgency === "high" || understanding.urgency === "emergency";
  const questions = questionsOf(situation, understanding);
  const several = questions.length > 1;
  // More than one card holds, or nothing that could be told apart: to people, as it stands.
  const crowd = !several && understanding.items.length > 1;
  const silent =
    !situation.hasGuides && !(several ? questions.some(({ found }) => found.type === "one") : isAnswered(situation));
  if (silent || urgent || crowd || message.attachments.length > 0)
    return openTicketsPlan(situation, mattersOf(situation, understanding));
  return several ? answersPlan(situation, questions) : answerPlan(situation, understanding);
}

/** Beside a request, a question that is surely answered needs no ticket; one that is not goes to a person like the rest. */
function requestPlan(situation: Situation, understanding: Understanding): Plan {
  const { items } = understanding;
  const asks = items.filter(({ intent }) => intent === "question");
  const questions = asks.length === 0 || asks.length === items.length ? [] : questionsOf(situation, understanding);
  const answered = questions.filter(({ found }) => found.type === "one");
  if (answered.length === 0) return sameMatterPlan(situation, mattersOf(situation, understanding));
  const open = questions.filter(({ found }) => found.type !== "one").map(({ item }) => item);
  const matters = [...items.filter(({ intent }) => intent !== "question"), ...open].map(matterOf);
  return sameMatterPlan(situation, matters, answered);
}

/** Pictures, files, voice without a word: to what was just talked about, else a ticket of its own at once. */
function barePlan(situation: Situation): Plan {
  const { conversation, now } = situation;
  if (situation.replied !== null && isOwn(situation, situation.replied))
    return supplementPlan(situation, situation.replied);
  const recent = conversation !== null && now - conversation.updatedAt < SAME_BREATH_MS;
  const last = openTickets(situation).find(({ state }) => recent && state.id === conversation.lastTicketId);
  if (last !== undefined) return supplementPlan(situation, last);
  // The list of papers itself says that photos and files are simply to be sent.
  const [wanting, ...others] = situation.tickets.filter(({ state }) => awaitsPapers(state));
  if (wanting !== undefined)
    return others.length === 0 ? supplementPlan(situation, wanting) : whichPlan(situation, [wanting, ...others]);
  // Papers that one of his tickets was closed for want of.
  const [late, ...more] = situation.tickets.filter(
    ({ state }) => isUnanswered(state) && situation.now - (state.closedAt ?? 0) < LATE_PAPERS_MS,
  );
  if (late !== undefined)
    return more.length === 0 ? supplementPlan(situation, late) : whichPlan(situation, [late, ...more]);
  const matter: NewMatter = { title: situation.message.text, text: "", place: null, category: null, urgency: "normal" };
  return openTicketsPlan(situation, [matter]);
}

/** The last ticket was opened by a bare picture a moment ago: these words are what it is about. */
function describing(situation: Situation, understanding: Understanding): Plan | null {
  const last = openTickets(situation).find(
    ({ state }) => state.text === "" && situation.now - state.openedAt < SAME_BREATH_MS,
  );
  if (last === undefined || !["new_request", "question", "supplement"].includes(understanding.intent)) return null;
  const matters = mattersOf(situation, understanding);
  const [matter] = matters;
  return matters.length !== 1 || matter === undefined ? null : describePlan(situation, last, matter);
}

function mattersOf(situation: Situation, understanding: Understanding): NewMatter[] {
  if (understanding.items.length > 0) return understanding.items.map(matterOf);
  const { text } = situation.message;
  const { category, urgency, location } = understanding;
  return [{ title: text.slice(0, 20), text, place: location, category, urgency }];
}

/** Which of his tickets a message is about; null when that cannot be said. */
function targetOf(situation: Situation, understanding: Understanding): StoredTicket | null {
  if (situation.replied !== null && isOwn(situation, situation.replied)) return situation.replied;
  const named = namedIn(situation, understanding);
  if (named !== null) return named;
  const open = understanding.intent === "supplement" ? awaiting(situation) : openTickets(situation);
  return open.length === 1 ? (open[0] ?? null) : null;
}

/** What more can be said about: the open ones, and those closed only for want of papers. */
const awaiting = (situation: Situation): StoredTicket[] =>
  situation.tickets.filter(({ state }) => isOpen(state) || isUnanswered(state));

const namedIn = (situation: Situation, { ticketNo }: Understanding): StoredTicket | null =>
  situation.tickets.find(({ state }) => state.no === ticketNo) ?? null;

/** A reply in a group may answer the card of somebody else's ticket. */
const isOwn = (situation: Situation, ticket: StoredTicket): boolean =>
  situation.tickets.some(({ state }) => state.id === ticket.state.id);

function onTicket(
  situation: Situation,
  about: StoredTicket | null,
  unsure: boolean,
  plan: (situation: Situation, ticket: StoredTicket) => Plan,
  open = openTickets(situation),
): Plan {
  if (about !== null && !unsure) return plan(situation, about);
  if (open.length > 0) return whichPlan(situation, about === null ? open : [about, ...open.filter((t) => t !== about)]);
  return isRequestPlan(situation);
}

const newestDone = (situation: Situation): StoredTicket | null =>
  situation.tickets.find(({ state }) => state.stage === "awaiting_rating") ??
  situation.tickets.find(({ state }) => !isOpen(state)) ??
  null;

function otherPlan(situation: Situation, understanding: Understanding): Plan {
  const { flags, confidence } = understanding;
  // What a colleague called no request is asked about, never waved away: he knew one sender's words, not this one's.
  if (understanding.by === "examples" && !flags.includes("injection")) return isRequestPlan(situation);
  if (flags.includes("injection") || flags.includes("spam")) return say(situation, { code: "off_topic" });
  if (flags.includes("abusive")) return say(situation, { code: "calm" });
  if (flags.includes("off_topic") && confidence >= SURE) return say(situation, { code: "off_topic" });
  return isRequestPlan(situation);
}

const say = (situation: Situation, what: Saying): Plan => ({
  outcome: `said ${what.code}`,
  notices: [answer(situation, { kind: "said", what })],
});

const thanked = (text: string): boolean => /谢|辛苦|收到|好的|ok/iu.test(text);
