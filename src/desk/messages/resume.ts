import type { EmergencyCall, Understanding } from "../../assistant/types.ts";
import { isOfRound } from "../../domain/ticket/asked.ts";
import { isWorker } from "../../domain/ticket/authority.ts";
import { callBackBy } from "../../domain/ticket/call-back.ts";
import { BEING_WORKED_ON } from "../../domain/ticket/state.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { progress } from "../../domain/ticket/verbs/progress.ts";
import { cardsOf, toCardRows } from "../../store/cards.ts";
import type { StoredTicket } from "../../store/tickets.ts";
import { ticketById, toStored } from "../../store/tickets.ts";
import type { ReadyJob } from "../commit.ts";
import type { DeskDeps } from "../deps.ts";
import { missedBy } from "../guides/answer.ts";
import { passOnPlan } from "../guides/pass-on.ts";
import type { AnswerRef } from "../guides/heard.ts";
import { newMatterLesson } from "../learning/apply.ts";
import type { Notice } from "../outgoing.ts";
import { confirmedDangerPlan } from "./emergency.ts";
import { write } from "./handle.ts";
import type { ArrivedMessage } from "./message.ts";
import { ratePlan, statusPlan, supplementPlan, urgePlan } from "./on-ticket.ts";
import type { NewMatter } from "./open-tickets.ts";
import { matterOf, openTicketsPlan } from "./open-tickets.ts";
import type { Plan } from "./plan.ts";
import { cardForSender, changeOf, contextFor } from "./plan.ts";
import type { Situation } from "./situation.ts";
import { contextOf, loadSituation } from "./situation.ts";

/** What a button under a waiting message says about it. */
export type MessageDecision =
  /**
   * `done` = said below words that a solved ticket has already: that one goes on, or they are of a new matter. Key of the round
   * whose result was meant (asked.ts).
   */
  | { readonly type: "ticket"; readonly ticketId: string; readonly done?: string | undefined }
  /** A new matter: chosen under "which one?", under "is it a request?", or an ordinary matter after all. */
  | { readonly type: "new"; readonly corrected?: boolean; readonly done?: string | undefined }
  /** A person is to answer the question: `shown` is not the answer, null = none was. */
  | { readonly type: "person"; readonly shown: AnswerRef | null }
  /** A person is to answer questions of a message that held several: those nothing answers, or all of them. */
  | { readonly type: "questions"; readonly which: "open" | "all" }
  /** There is danger where the message came from. `ticketId` = what it opened or joined. */
  | { readonly type: "danger"; readonly ticketId: string | null }
  | { readonly type: "nothing" }
  /** Reply to a task card: to the enterprise, or kept inside. */
  | { readonly type: "relay"; readonly ticketId: string; readonly visible: boolean };

/** done · repeated = decided before · not_yours = somebody else's message · impossible = the ticket has moved on. */
export type Resumed =
  | {
      readonly type: "done";
      readonly ready: readonly ReadyJob[];
      readonly situation: Situation;
      readonly ticketNo: string | null;
      /** What the pressed card becomes, where only the plan knows it. */
      readonly shown: Notice | null;
    }
  | { readonly type: "repeated" | "not_yours" | "impossible" };

const TRIES = 6;
/** Said to be danger by a person where no rule can tell of which kind any more. */
const UNNAMED: EmergencyCall = { kind: "other", numbers: ["119", "120"] };

/** Goes on with a message that waited for its sender's word. Decided once, whoever presses how often. */
export async function resumeMessage(
  deps: DeskDeps,
  message: ArrivedMessage,
  press: { readonly openId: string; readonly decision: MessageDecision },
): Promise<Resumed> {
  if (press.openId !== message.openId) return { type: "not_yours" };
  for (let attempt = 1; ; attempt += 1) {
    const situation = await loadSituation(deps, message);
    const plan = await planOf(deps, situation, press.decision);
    if (plan === null) return { type: "impossible" };
    // Danger may be said beside any other answer about the same message, and what a solved ticket is to be after it; each once.
    const { decision } = press;
    const said =
      decision.type === "danger" ? "danger" : "done" in decision && decision.done !== undefined ? "done" : "decided";
    const committed = await write(deps, situation, plan, null, `${message.inboundId}:${said}`);
    if (committed.type === "committed")
      return {
        type: "done",
        ready: committed.ready,
        situation,
        ticketNo: committed.tickets[0]?.no ?? null,
        shown: plan.shown ?? null,
      };
    if (committed.type !== "conflict") return { type: "repeated" };
    if (attempt >= TRIES) throw new Error(`message ${message.inboundId}: ${TRIES} conflicts in a row`);
  }
}

async function planOf(deps: DeskDeps, situation: Situation, decision: MessageDecision): Promise<Plan | null> {
  switch (decision.type) {
    case "nothing":
      return { outcome: "nothing, says the sender" };
    case "danger": {
      const { perhaps } = await understandingOf(deps, situation);
      return confirmedDangerPlan(situation, perhaps ?? UNNAMED, decision.ticketId);
    }
    case "new": {
      const plan = openTicketsPlan(situation, newMatters(situation, await understandingOf(deps, situation)));
      return decision.corrected === true ? { ...plan, lessons: [newMatterLesson(situation)] } : plan;
    }
    case "person": {
      const understanding = await understandingOf(deps, situation);
      const plan = openTicketsPlan(situation, newMatters(situation, understanding));
      return { ...plan, heard: missedBy(situation, decision.shown, understanding.category) };
    }
    case "questions":
      return passOnPlan(situation, await understandingOf(deps, situation), decision.which);
    case "ticket": {
      const ticket = situation.tickets.find(({ state }) => state.id === decision.ticketId);
      if (ticket === undefined) return null;
      // Of another result, or of one that has been sent back: his words are with it already.
      if (decision.done !== undefined && !stillSolved(ticket.state, decision.done)) return null;
      const understanding = await understandingOf(deps, situation);
      // His press says it, whatever the words do.
      if (decision.done !== undefined)
        return ratePlan(situation, ticket, { ...understanding, intent: "dissatisfied", rating: null });
      return aboutTicket(situation, ticket, understanding);
    }
    case "relay":
      return relayPlan(deps, situation, decision);
  }
}

const stillSolved = (state: TicketState, round: string): boolean =>
  !BEING_WORKED_ON.includes(state.stage) && isOfRound(state, round);

function understandingOf(deps: DeskDeps, situation: Situation): Promise<Understanding> {
  const { message } = situation;
  return deps.assistant.understand({
    id: message.inboundId,
    text: message.text,
    sentAt: message.sentAt,
    channel: message.chatType,
    context: contextOf(situation),
  });
}

/** Only matters; a confidential category is for the dispatcher to see as unclassified, never routed by rule. */
function newMatters({ message, directory }: Situation, understanding: Understanding): NewMatter[] {
  const open = (matter: NewMatter): NewMatter =>
    directory.categories.get(matter.category ?? "")?.confidential === true ? { ...matter, category: null } : matter;
  const items = understanding.items.map(matterOf).map(open);
  if (items.length > 0) return items;
  const { text } = message;
  const { category, urgency, location } = understanding;
  return [
    open({
      title: text.slice(0, 20),
      text,
      place: location,
      category,
      urgency: urgency === "low" ? "normal" : urgency,
    }),
  ];
}

function aboutTicket(situation: Situation, ticket: StoredTicket, understanding: Understanding): Plan {
  switch (understanding.intent) {
    case "urge":
      return urgePlan(situation, ticket);
    case "status":
      return statusPlan(situation, ticket);
    case "satisfied":
    case "dissatisfied":
      return ratePlan(situation, ticket, understanding);
    case "withdraw":
      return { outcome: `withdraw asked ${ticket.state.no}`, cards: [cardForSender(situation, ticket.state)] };
    case "emergency":
    case "complaint":
    case "new_request":
    case "supplement":
    case "question":
    case "greeting":
    case "other":
      return supplementPlan(situation, ticket);
  }
}

async function relayPlan(
  deps: DeskDeps,
  situation: Situation,
  relay: { readonly ticketId: string; readonly visible: boolean },
): Promise<Plan | null> {
  const [tickets, cards] = await deps.db.batch([ticketById(deps.db, relay.ticketId), cardsOf(deps.db, relay.ticketId)]);
  const ticket = toStored(tickets)[0];
  if (ticket === undefined || !isWorker(contextFor(situation), ticket.state)) return null;
  // What is written while a mark is waited for stays inside (回访记录): nobody is told that it was sent.
  if (relay.visible && callBackBy(ticket.state) !== null) return null;
  const decision = progress(contextFor(situation), ticket.state, {
    text: situation.message.text,
    visible: relay.visible,
  });
  if (!decision.ok) return null;
  const change = changeOf({ ...situation, cards: toCardRows(cards) }, ticket, decision);
  return { outcome: `relayed ${ticket.state.no}`, tickets: change === null ? [] : [change] };
}
