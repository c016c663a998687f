import type { MatterItem } from "../../assistant/types.ts";
import type { TicketFact } from "../../domain/ticket/events.ts";
import { evolve } from "../../domain/ticket/evolve.ts";
import { likeness } from "../../domain/ticket/similar.ts";
import type { Attachment, Requester, TicketState } from "../../domain/ticket/state.ts";
import { isOver } from "../../domain/ticket/state.ts";
import { open } from "../../domain/ticket/verbs/open.ts";
import { ticketNo } from "../../store/tickets.ts";
import type { TicketChange } from "../commit.ts";
import type { NoticeWish } from "../outgoing.ts";
import type { Question } from "../guides/questions.ts";
import { heardOf, viewOf } from "../guides/questions.ts";
import { matterRow } from "../views/project.ts";
import { outageNotices } from "./outage.ts";
import { answer, contextFor } from "./plan.ts";
import type { Plan } from "./plan.ts";
import type { Situation } from "./situation.ts";

/** An unknown person is asked who he is once, and again after this. */
const ASK_IDENTITY_AGAIN_MS = 3 * 86_400_000;

export interface NewMatter {
  readonly title: string;
  readonly text: string;
  readonly place: string | null;
  readonly category: string | null;
  readonly urgency: TicketState["urgency"];
  /** The matter it goes on with; absent = found by its words. */
  readonly earlier?: TicketState;
}

export const matterOf = (item: MatterItem): NewMatter => ({
  title: item.title,
  text: item.text,
  place: item.place,
  category: item.category,
  urgency: item.urgency,
});

export interface OpenOptions {
  /** Questions of the same message that were answered: they stand on the same receipt. */
  readonly answered?: readonly Question[];
  /** True = questions passed on after their message had opened its tickets: these get ids of their own. */
  readonly later?: boolean;
}

/**
 * One ticket for each matter, several under one receipt. The first contact is never refused: an unknown sender gets his
 * ticket and is asked afterwards who he is.
 */
export function openTicketsPlan(
  situation: Situation,
  all: readonly NewMatter[],
  { answered = [], later = false }: OpenOptions = {},
): Plan {
  const matters = all.slice(0, MOST_MATTERS);
  const { message, now, directory } = situation;
  const several = matters.length + answered.length > 1;
  const opened = matters.map((matter, i) =>
    opening(situation, matter, i, i === 0 ? message.attachments : [], !several, later ? MOST_MATTERS : 0),
  );
  const notices: NoticeWish[] = [];
  if (several) {
    const rows = opened.map(({ state }) => matterRow(directory, state, now));
    const views = answered.flatMap((question) => viewOf(situation, question).view ?? []);
    const answers = views.length === 0 ? {} : { answers: views };
    notices.push(
      answer(situation, {
        kind: "several",
        inboundId: message.inboundId,
        rows,
        ...answers,
        // There is nothing to confirm in what came from a button.
        state: later ? "right" : "asked",
      }),
    );
  }
  const first = opened[0]?.state ?? null;
  notices.push(
    ...outageNotices(
      situation,
      opened.map(({ state }) => state),
    ),
  );
  const ask = shouldAskIdentity(situation);
  if (ask) notices.push(identityForm(situation, first?.no ?? null));
  return {
    outcome: `opened ${opened.map(({ state }) => state.no).join(" ")}`,
    tickets: opened.map(({ change }) => change),
    notices,
    lastTicketId: first?.id ?? null,
    identityAsked: ask,
    heard: heardOf(situation, answered),
  };
}

/** Ids come from the message, so that the same message can never open a second ticket. */
const ticketIdOf = (inboundId: string, index: number): string => `tk_${inboundId.slice(3)}${index}`;

/** Most matters one message may hold. */
const MOST_MATTERS = 12;

/** Ids of all tickets a message may have opened. */
export const matterTicketIds = (inboundId: string): string[] =>
  Array.from({ length: MOST_MATTERS }, (_, i) => ticketIdOf(inboundId, i));

export function opening(
  situation: Situation,
  matter: NewMatter,
  index: number,
  attachments: readonly Attachment[],
  receipt: boolean,
  idsFrom = 0,
): { readonly change: TicketChange; readonly state: TicketState } {
  const { message, now, actor } = situation;
  const ticketId = ticketIdOf(message.inboundId, idsFrom + index);
  const earlier = matter.earlier ?? toldBefore(situation, matter);
  const decision = open(contextFor(situation), {
    no: ticketNo(situation.day, situation.counter + index + 1),
    ...matter,
    earlier: earlier === undefined ? null : { no: earlier.no, stage: earlier.stage },
    channel: message.chatType,
    chatId: message.chatId,
    requester: requesterOf(situation),
    attachments,
    registeredById: null,
    lastAssigned: situation.lastAssigned,
  });
  if (!decision.ok) throw new Error(`a first contact was refused: ${decision.error.code}`);
  const facts: readonly TicketFact[] = decision.value;
  let state: TicketState | null = null;
  for (const [i, fact] of facts.entries()) state = evolve(state, { ...fact, ticketId, seq: i + 1, at: now, actor });
  if (state === null) throw new Error("an opening without events");
  return { change: { ticketId, before: null, cards: [], facts, receipt }, state };
}

/** As much of the words as this, and it is the matter that was over. A wrong link harms nobody: it is only shown. */
const ALIKE = 0.5;

const toldBefore = ({ tickets }: Situation, { text }: NewMatter): TicketState | undefined =>
  tickets.map(({ state }) => state).find((state) => isOver(state) && likeness(text, state.text) >= ALIKE);

function requesterOf({ message, actor, directory }: Situation): Requester {
  const personId = actor.type === "system" ? null : actor.personId;
  const person = directory.people.get(personId ?? "");
  return {
    openId: message.openId,
    personId,
    enterpriseId: person?.enterpriseId ?? enterpriseOfGroup(directory, message.chatId),
    verified: personId !== null,
    tenantKey: message.external ? message.tenantKey : null,
  };
}

/** In an enterprise's own group the enterprise is known even where the person is not. */
function enterpriseOfGroup(directory: Situation["directory"], chatId: string): string | null {
  for (const enterprise of directory.enterprises.values()) if (enterprise.groupChatId === chatId) return enterprise.id;
  return null;
}

function shouldAskIdentity({ actor, conversation, now }: Situation): boolean {
  if (actor.type !== "requester" || actor.personId !== null) return false;
  const askedAt = conversation?.identityAskedAt ?? null;
  return askedAt === null || now - askedAt > ASK_IDENTITY_AGAIN_MS;
}

const identityForm = (situation: Situation, no: string | null): NoticeWish => ({
  ...answer(situation, { kind: "identity_form", ticketNo: no, state: "asked", name: null, enterprise: null }),
  replyTo: null,
});
