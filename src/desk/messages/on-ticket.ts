import { wantsToKnow } from "../../assistant/intent/asks.ts";
import type { Understanding } from "../../assistant/types.ts";
import type { Refusal } from "../../domain/ticket/refusal.ts";
import { askedOf } from "../../domain/ticket/asked.ts";
import type { RatingLevel, TicketState } from "../../domain/ticket/state.ts";
import { isOpen, isOver, isUnanswered } from "../../domain/ticket/state.ts";
import { opensAt } from "../../domain/ticket/clock.ts";
import { describe } from "../../domain/ticket/verbs/describe.ts";
import { notSolved, rate } from "../../domain/ticket/verbs/rate.ts";
import { supplement } from "../../domain/ticket/verbs/supplement.ts";
import { urge } from "../../domain/ticket/verbs/urge.ts";
import type { StoredTicket } from "../../store/tickets.ts";
import type { Notice, Saying } from "../outgoing.ts";
import { matterRow } from "../views/project.ts";
import { answeringLine } from "../views/person-line.ts";
import { againPlan } from "./again.ts";
import type { NewMatter } from "./open-tickets.ts";
import type { Plan } from "./plan.ts";
import { answer, cardForSender, changeOf, contextFor, openTickets } from "./plan.ts";
import { solvedCard } from "./which.ts";
import type { Situation } from "./situation.ts";

/** 催办 in words. The cool-down is explained, not swallowed. */
export function urgePlan(situation: Situation, ticket: StoredTicket): Plan {
  const { state } = ticket;
  const decision = urge(contextFor(situation), state, { text: situation.message.text });
  // Nobody is at work on it any more: whether it is to go on, he is asked; of one that is closed its card says how.
  if (!decision.ok && isSolved(situation, state))
    return isOpen(state) ? supplementPlan(situation, ticket) : statusPlan(situation, ticket);
  if (!decision.ok) return refused(situation, state, "urge", decision.error);
  const change = changeOf(situation, ticket, decision);
  const said: Saying = { code: "urged", no: state.no, ...toRing(situation, state) };
  return {
    outcome: `urged ${state.no}`,
    tickets: change === null ? [] : [change],
    notices: [answer(situation, { kind: "said", what: said })],
    lastTicketId: state.id,
  };
}

/** Whom a worried manager rings up, and till when the office is closed. */
const toRing = ({ directory, now }: Situation, state: TicketState) => ({
  responsible: answeringLine(directory, state, now),
  opensAt: opensAt(directory, state, now),
  deskPhone: directory.settings.deskPhone,
});

/**
 * More about a ticket: words, pictures, papers. Whatever arrives ends a pause. After the result nobody is at work any more: it is
 * kept, who had it hears it, and the enterprise is asked whether it is to go on or is a new matter (000-17).
 */
export function supplementPlan(situation: Situation, ticket: StoredTicket): Plan {
  const { state } = ticket;
  const { text, attachments, hasWords } = situation.message;
  const { no, materials } = state;
  const input = { text: hasWords ? text : "", attachments, asks: hasWords && wantsToKnow(text) };
  const decision = supplement(contextFor(situation), state, input);
  if (!decision.ok) return refused(situation, state, "supplement", decision.error);
  const change = changeOf(situation, ticket, decision);
  const asked = decision.value.some((fact) => fact.type === "supplemented" && fact.data.asks === true);
  const responsible = answeringLine(situation.directory, state, situation.now);
  const what: Saying = asked ? { code: "papers_asked", responsible, materials } : { code: "supplemented", no };
  return {
    outcome: `supplemented ${no}`,
    tickets: change === null ? [] : [change],
    notices: [answer(situation, isSolved(situation, state) ? solvedCard(situation, state) : { kind: "said", what })],
    lastTicketId: state.id,
  };
}

const isSolved = (situation: Situation, state: TicketState): boolean =>
  notSolved(contextFor(situation), state, { reason: "" }).ok;

/** Words after a bare picture: they are what the ticket is about. Null when that ticket has moved on. */
export function describePlan(situation: Situation, ticket: StoredTicket, matter: NewMatter): Plan | null {
  const decision = describe(contextFor(situation), ticket.state, {
    ...matter,
    attachments: situation.message.attachments,
    lastAssigned: situation.lastAssigned,
  });
  if (!decision.ok) return null;
  const change = changeOf(situation, ticket, decision);
  const said: Notice = { kind: "said", what: { code: "supplemented", no: ticket.state.no } };
  return {
    outcome: `described ${ticket.state.no}`,
    tickets: change === null ? [] : [change],
    notices: [answer(situation, said)],
    lastTicketId: ticket.state.id,
  };
}

/** "办得怎么样了": one ticket is shown as its card, several as a list. */
export function statusPlan(situation: Situation, ticket: StoredTicket | null): Plan {
  if (ticket !== null)
    return {
      outcome: `status ${ticket.state.no}`,
      cards: [cardForSender(situation, ticket.state)],
      lastTicketId: ticket.state.id,
    };
  const open = openTickets(situation);
  const closed = situation.tickets.find(({ state }) => !isOpen(state))?.state ?? null;
  return {
    outcome: `status of ${open.length}`,
    notices: [
      answer(situation, {
        kind: "list",
        what: "matters",
        rows: open.map(({ state }) => matterRow(situation.directory, state, situation.now)),
        total: open.length,
        lastClosed: lastClosed(closed),
      }),
    ],
  };
}

export function lastClosed(ticket: TicketState | null): Extract<Notice, { kind: "list" }>["lastClosed"] {
  if (ticket === null || ticket.closedAt === null) return null;
  return { no: ticket.no, title: ticket.title, level: ticket.ratings.at(-1)?.level ?? null, closedAt: ticket.closedAt };
}

const BEING_WORKED_ON = new Set<TicketState["stage"]>([
  "triage",
  "offered",
  "in_progress",
  "awaiting_requester",
  "parked",
  "awaiting_confirmation",
]);

/** A mark in words. A clear number counts; "不满意" or "没解决" reopens with the words as reason; else the card asks. */
export function ratePlan(situation: Situation, ticket: StoredTicket, understanding: Understanding): Plan {
  const { state } = ticket;
  // While somebody still works on it such words are news for him, not a mark: they go along to the assignee.
  if (BEING_WORKED_ON.has(state.stage)) return supplementPlan(situation, ticket);
  const bad = understanding.intent === "dissatisfied";
  if (bad && isUnanswered(state)) return supplementPlan(situation, ticket);
  if (bad && isOver(state)) return againPlan(situation, state, understanding);
  const context = contextFor(situation);
  const words = situation.message.text;
  const { lastAssigned } = situation;
  const level = understanding.rating;
  const decision =
    level !== null && state.stage === "awaiting_rating"
      ? rate(context, state, {
          level: clampLevel(level),
          reasons: [],
          comment: words,
          seen: askedOf(state).mark,
          lastAssigned,
        })
      : bad
        ? notSolved(context, state, { reason: words, lastAssigned })
        : null;
  if (decision === null) return statusPlan(situation, ticket);
  // Not a mark, then: but his words are not lost.
  if (!decision.ok) return bad ? supplementPlan(situation, ticket) : refused(situation, state, "rate", decision.error);
  const change = changeOf(situation, ticket, decision);
  return {
    outcome: `rated ${state.no}`,
    tickets: change === null ? [] : [change],
    cards: [cardForSender(situation, state)],
    lastTicketId: state.id,
  };
}

const clampLevel = (level: number): RatingLevel => {
  const levels: readonly RatingLevel[] = [1, 2, 3, 4, 5];
  return levels.find((known) => known === Math.round(level)) ?? 3;
};

/** Words cannot do it now: the ticket's own card says where it stands, and for the cool-down until when. */
function refused(situation: Situation, state: TicketState, what: string, refusal: Refusal): Plan {
  const outcome = `${what} refused ${refusal.code} ${state.no}`;
  // Words about what has ended are never answered by its card alone: somebody hears them.
  if (what !== "rate" && !isOpen(state) && !isUnanswered(state)) return againPlan(situation, state);
  if (refusal.code === "cooling_down") {
    const what = {
      code: "urge_cooling_down",
      no: state.no,
      until: refusal.until,
      ...toRing(situation, state),
    } as const;
    return { outcome, notices: [answer(situation, { kind: "said", what })] };
  }
  // The card he has already does not say why nobody can be urged.
  const { no, materials } = state;
  const first =
    what === "urge" && isUnanswered(state)
      ? [answer(situation, { kind: "said", what: { code: "urged_unanswered", no, materials } })]
      : [];
  return { outcome, first, cards: [cardForSender(situation, state)], lastTicketId: state.id };
}
