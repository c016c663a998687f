import type { KnownTicket, MessageContext } from "../../assistant/types.ts";
import { contextLine } from "../../assistant/context-lines.ts";
import type { ContextLine } from "../../assistant/context-lines.ts";
import { workingDaysBetween } from "../../domain/calendar/index.ts";
import type { Pool } from "../../domain/guides/answer.ts";
import type { Actor } from "../../domain/people/actor.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { OUTAGE_MS, speaksOfOutage } from "../../domain/ticket/similar.ts";
import { awaitsPapers } from "../../domain/ticket/papers.ts";
import { hasLeft } from "../../domain/ticket/requester.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { isOpen, isUnanswered } from "../../domain/ticket/state.ts";
import type { CardRow } from "../../store/cards.ts";
import { cardsOfRequester, toCardRows } from "../../store/cards.ts";
import { searchPolicies, searchPublicAnswers, toPolicies, toPublicAnswers } from "../../store/answers.ts";
import { learnedVersion } from "../../store/examples.ts";
import { anyGuide, searchGuides, toGuides } from "../../store/guides.ts";
import { outageTickets } from "../../store/outages.ts";
import { readTogether } from "../../store/read-together.ts";
import { conversationOf, toTurns, versionAndTurns } from "../../store/people.ts";
import type { ListedTicket } from "../../store/ticket-lists.ts";
import { toListed } from "../../store/ticket-lists.ts";
import type { StoredTicket } from "../../store/tickets.ts";
import { counterKey, counterOf, ticketNo, ticketOfCard, ticketsOfRequester, toStored } from "../../store/tickets.ts";
import type { DeskDeps } from "../deps.ts";
import { asked as questionWords, looksLikeQuestion } from "../guides/question.ts";
import { actorOf } from "../people/actor.ts";
import { versionOf } from "../tickets/act.ts";
import { dayOf } from "../views/project.ts";
import { commandOf } from "./commands.ts";
import { listQuery } from "./lists.ts";
import type { ArrivedMessage } from "./message.ts";
import { numbersAsked } from "./number.ts";

/** Everything a message has to be read against, from one batch. */
export interface Situation {
  readonly appId: string;
  readonly message: ArrivedMessage;
  readonly now: number;
  readonly directory: Directory;
  readonly actor: Actor;
  /** The sender's tickets, newest first: open ones and those closed lately. */
  readonly tickets: readonly StoredTicket[];
  readonly cards: readonly CardRow[];
  /** Ticket on whose card the message answers. */
  readonly replied: StoredTicket | null;
  readonly conversation: {
    readonly lastBot: string | null;
    readonly lastTicketId: string | null;
    readonly identityAskedAt: number | null;
    readonly updatedAt: number;
  } | null;
  /** What a command such as 我的待办 lists, or has the number asked for; empty for every other message. */
  readonly listed: readonly ListedTicket[];
  readonly lastAssigned: ReadonlyMap<string, number>;
  readonly day: string;
  /** Guides, policies and public answers that share words with it, when it may be a question; the rule decides whether any answers. */
  readonly pool: Pool;
  /** Whether the office has published any; one that has none does not speak of them. */
  readonly hasGuides: boolean;
  /** Open tickets of anybody about a utility, of the last day, when it may be an outage. For dispatchers' eyes only. */
  readonly outages: readonly StoredTicket[];
  /** Last number given out today. */
  readonly counter: number;
}

/** A ticket closed longer ago is a new matter, not a relapse. */
const RELAPSE_DAYS = 30;
/** What the desk said longer ago is not what a bare answer refers to; but papers it waits for are. */
const LINE_LIVES_MS = 24 * 3_600_000;

export async function loadSituation(deps: DeskDeps, message: ArrivedMessage): Promise<Situation> {
  const { db, appId } = deps;
  let directory = await deps.directory.get(null);
  const now = deps.clock.now();
  const question = message.hasWords && looksLikeQuestion(message.text) ? questionWords(message.text) : null;
  for (;;) {
    const actor = actorOf(directory, message.openId);
    const personId = actor.type === "system" ? null : actor.personId;
    const requester = { openId: message.openId, personId };
    const since = now - RELAPSE_DAYS * 86_400_000;
    const day = dayOf(directory, now);
    const asked = {
      command: commandOf(message.text),
      nos: numbersAsked(message.text, day),
      openId: message.openId,
    };
    const rows = await readTogether(db, {
      turns: versionAndTurns(db),
      conversation: conversationOf(db, appId, message.openId),
      tickets: ticketsOfRequester(db, requester, since),
      cards: cardsOfRequester(db, requester),
      replied: message.parentId === null ? null : ticketOfCard(db, message.parentId),
      counter: counterOf(db, counterKey(ticketNo(day, 0))),
      learned: learnedVersion(db),
      guides: question === null ? null : searchGuides(db, question),
      policies: question === null ? null : searchPolicies(db, question),
      answers: question === null ? null : searchPublicAnswers(db, question),
      published: question === null ? null : anyGuide(db, {}),
      outages: speaksOfOutage(message.text) ? outageTickets(db, now - OUTAGE_MS) : null,
      listed: listQuery(db, { directory, actor, now }, asked),
    });
    if (versionOf(rows.turns) !== directory.version) {
      // Somebody was bound or moved meanwhile: who the sender is may have changed with it.
      directory = await deps.directory.get(versionOf(rows.turns));
      continue;
    }
    await deps.learned.refresh(versionOf(rows.learned));
    return {
      appId,
      message,
      now,
      directory,
      actor,
      // Who has left a firm reads and changes nothing of it any more.
      tickets: toStored(rows.tickets).filter(({ state }) => !hasLeft(directory, state)),
      cards: toCardRows(rows.cards),
      replied: toStored(rows.replied)[0] ?? null,
      conversation: rows.conversation[0] ?? null,
      lastAssigned: toTurns(rows.turns),
      day,
      pool: {
        guides: toGuides(rows.guides),
        policies: toPolicies(rows.policies),
        answers: toPublicAnswers(rows.answers),
      },
      hasGuides: rows.published.length > 0,
      outages: toStored(rows.outages),
      listed: toListed(rows.listed),
      counter: rows.counter[0]?.value ?? 0,
    };
  }
}

/** What the assistant may know. */
export function contextOf(situation: Situation): MessageContext {
  return {
    openTickets: situation.tickets.map(({ state }) => knownTicket(situation, state)),
    lastBot: lastLine(situation),
    replyTo: situation.replied?.state.no ?? null,
  };
}

function knownTicket({ directory, now }: Situation, ticket: TicketState): KnownTicket {
  return {
    no: ticket.no,
    category: ticket.category,
    title: ticket.title,
    state: stateWord(ticket),
    ageWorkingDays: Math.max(0, workingDaysBetween(directory.calendar, ticket.openedAt, now)),
  };
}

function stateWord(ticket: TicketState): string {
  if (isUnanswered(ticket)) return "lapsed";
  if (!isOpen(ticket)) return "closed";
  if (ticket.stage === "awaiting_rating") return "done";
  if (ticket.stage === "awaiting_requester") return "waiting";
  if (ticket.stage === "in_progress" || ticket.stage === "awaiting_confirmation")
    return ticket.firstContactAt === null ? "accepted" : "in_progress";
  return "new";
}

/** The newest thing the desk asked: for a mark, for papers, or whatever was noted in the conversation. */
function lastLine({ tickets, conversation, now }: Situation): string | null {
  const asked: { at: number; line: ContextLine }[] = [];
  for (const { state } of tickets) {
    if (state.stage === "awaiting_rating" && state.resolvedAt !== null)
      asked.push({ at: state.resolvedAt, line: "rating" });
    const listed = awaitsPapers(state) ? state.notes.findLast(({ kind }) => kind === "materials") : undefined;
    if (listed !== undefined) asked.push({ at: listed.at, line: "materials" });
  }
  if (conversation?.lastBot === "place" || conversation?.lastBot === "which")
    asked.push({ at: conversation.updatedAt, line: conversation.lastBot });
  const alive = asked.filter(({ at, line }) => line === "materials" || now - at <= LINE_LIVES_MS);
  const last = alive.toSorted((a, b) => b.at - a.at)[0];
  return last === undefined ? null : contextLine(last.line);
}
