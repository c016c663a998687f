import type { Role } from "../../domain/people/directory.ts";
import type { Actor } from "../../domain/people/actor.ts";
import type { DecideContext } from "../../domain/ticket/context.ts";
import type { Decision } from "../../domain/ticket/context.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { isOpen } from "../../domain/ticket/state.ts";
import type { Statement } from "../../store/database.ts";
import type { Lesson } from "../../store/examples.ts";
import type { StoredTicket } from "../../store/tickets.ts";
import type { TicketChange } from "../commit.ts";
import type { Heard } from "../guides/heard.ts";
import type { CardWish, ForwardWish, Notice, NoticeWish } from "../outgoing.ts";
import type { Situation } from "./situation.ts";

/** What a message leads to. Pure data, worked out again when somebody else was quicker. */
export interface Plan {
  /** For the operator, never texts: "opened 1", "urge refused cooling_down" … */
  readonly outcome: string;
  readonly tickets?: readonly TicketChange[];
  /** Sent before the cards of the tickets. */
  readonly first?: readonly NoticeWish[];
  readonly cards?: readonly CardWish[];
  readonly notices?: readonly NoticeWish[];
  readonly forwards?: readonly ForwardWish[];
  readonly rows?: readonly Statement[];
  /** Said by the desk, for reading the next bare answer: "place", "which" or nothing. */
  readonly said?: "place" | "which" | null;
  readonly lastTicketId?: string | null;
  readonly identityAsked?: boolean;
  /** New roles of a person who changed a setting of his own. */
  readonly roles?: { readonly personId: string; readonly roles: readonly Role[] };
  /** Counted in the same transaction: which guide was met, which question no guide answers. */
  readonly heard?: readonly Heard[];
  /** What the pressed card becomes, where a button led here and only the plan knows it. */
  readonly shown?: Notice;
  /** Corrections to be learned, as far as they may be. */
  readonly lessons?: readonly Lesson[];
}

export const contextFor = (situation: Situation, actor: Actor = situation.actor): DecideContext => ({
  now: situation.now,
  directory: situation.directory,
  actor,
});

/** To the sender in private, as an answer to his message. */
export function answer(situation: Situation, notice: Notice): NoticeWish {
  const { message } = situation;
  // In a group details stay out: the answer goes to the sender's own chat, where there is nothing to reply to.
  return {
    recipient: { type: "person", openId: message.openId },
    notice,
    replyTo: message.chatType === "p2p" ? message.messageId : null,
    replyToCardOf: null,
  };
}

export const openTickets = (situation: Situation): StoredTicket[] => situation.tickets.filter((t) => isOpen(t.state));

/** A verb's decision as part of a plan. */
export function changeOf(situation: Situation, ticket: StoredTicket, decision: Decision): TicketChange | null {
  if (!decision.ok) return null;
  const cards = situation.cards.filter((card) => card.ticketId === ticket.state.id);
  return { ticketId: ticket.state.id, before: ticket, cards, facts: decision.value };
}

/** A fresh card of a ticket for the sender, who asked to see it. */
export const cardForSender = (situation: Situation, ticket: TicketState): CardWish => ({
  ticketId: ticket.id,
  recipient: { type: "person", openId: situation.message.openId },
  audience: "requester",
  renew: true,
});
