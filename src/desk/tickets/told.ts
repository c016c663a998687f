import { localDay } from "../../domain/calendar/index.ts";
import { presentOn } from "../../domain/ticket/answering.ts";
import { requesterOpenId } from "../../domain/ticket/requester.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { Attachment } from "../../domain/ticket/state.ts";
import { isOpen } from "../../domain/ticket/state.ts";
import { opensAt } from "../../domain/ticket/clock.ts";
import type { CardWish, ForwardWish, NoticeWish, Recipient, TicketLine } from "../outgoing.ts";
import { openIdOf } from "../views/person-line.ts";
import type { Audience } from "../views/ticket-view.ts";
import type { Consequences, Happened } from "./consequences.ts";

/** Whose hand it is in: the assignee, else the one it is offered to, else who is responsible. */
export const workerId = (ticket: TicketState): string =>
  ticket.assigneeId ?? ticket.offeredToId ?? ticket.responsibleId;

export type Told = ReturnType<typeof createTold>;

/** Collects who is told what, each person once per card. */
export function createTold({
  directory,
  before,
  after,
  actor,
  events,
}: Pick<Happened, "directory" | "before" | "after" | "actor" | "events">) {
  const cards = new Map<string, CardWish>();
  const notices: NoticeWish[] = [];
  const forwards: ForwardWish[] = [];
  const assigned: string[] = [];
  const unreachable = new Set<string>();
  const self = actor.type === "system" ? null : actor.openId;

  const requester = requesterOpenId(directory, after);
  const now = events.at(-1)?.at ?? after.openedAt;
  const day = localDay(directory.calendar, now);
  // What the rules do has its own hours (domain/quiet-hours.ts).
  const opens = actor.type === "system" ? null : opensAt(directory, after, now);
  // Who asked, who has just acted, and whoever is to act on it or may be rung up about it (000-16).
  const called = new Set([self, requester]);

  // Of the end hears whoever did the work until then.
  const on = isOpen(after) ? after : (before ?? after);

  /** Whoever is away is not told; who does his work meanwhile is. */
  function reach(personId: string): string | null {
    const openId = openIdOf(directory, presentOn(directory, on, personId, day));
    if (openId === null) unreachable.add(personId);
    return openId;
  }
  /** What who stands in is to do on his card. */
  function standInAs(personId: string): Audience {
    const { people } = directory;
    // Nobody's yet: what is to be done with it is to dispatch it.
    const dispatches =
      on.stage === "triage" &&
      personId === on.responsibleId &&
      people.get(presentOn(directory, on, personId, day))?.roles.includes("dispatcher") === true;
    if (dispatches) return "dispatcher";
    return people.get(personId)?.kind === "leader" ? "leader" : "task";
  }
  function card(openId: string, audience: Audience, renew: boolean): void {
    const recipient: Recipient = { type: "person", openId };
    if (renew) called.add(openId);
    cards.set(openId, { ticketId: after.id, recipient, audience, renew });
  }
  function lineTo(openId: string, line: TicketLine): void {
    // Nobody is told in words what he has just done himself; his card shows it.
    if (openId === self) return;
    const recipient: Recipient = { type: "person", openId };
    const wish: NoticeWish = {
      recipient,
      notice: { kind: "ticket_line", line },
      replyTo: null,
      replyToCardOf: after.id,
    };
    // Who does another's work as well reads what is told to both once.
    if (!notices.some((one) => JSON.stringify(one) === JSON.stringify(wish))) notices.push(wish);
  }
  /** All others are left in peace until the office opens (domain.md B.13). */
  const inTime = <Wish extends CardWish | NoticeWish | ForwardWish>(wish: Wish): Wish => {
    const { recipient } = wish;
    const waits = opens !== null && recipient.type === "person" && !called.has(recipient.openId);
    return waits ? { ...wish, heldUntil: opens } : wish;
  };
  return {
    card,
    /** A new message of it for the enterprise: something ended, or began again. */
    requesterCard(): void {
      if (requester !== null) card(requester, "requester", true);
    },
    chatCard(chatId: string, audience: Audience): void {
      const recipient: Recipient = { type: "chat", chatId };
      cards.set(chatId, { ticketId: after.id, recipient, audience, renew: false });
    },
    person(personId: string, audience: Audience, renew: boolean): void {
      const openId = reach(personId);
      if (openId !== null) card(openId, audience, renew);
    },
    /** Told once and kept up to date, unless he has a part in it already. */
    watcher(personId: string, audience: Audience = "watch"): void {
      const openId = openIdOf(directory, personId);
      if (openId === null || cards.has(openId)) return;
      if (audience !== "watch") called.add(openId);
      card(openId, audience, false);
    },
    line(personId: string, line: TicketLine): void {
      const openId = reach(personId);
      if (openId === null) return;
      lineTo(openId, line);
      // Who stands in may never have had its card, and is to act on it.
      if (openId === openIdOf(directory, personId) || cards.has(openId)) return;
      card(openId, standInAs(personId), false);
    },
    /** Whether one person reads what is told to either today. */
    same: (one: string, other: string): boolean =>
      presentOn(directory, on, one, day) === presentOn(directory, on, other, day),
    requesterLine(line: TicketLine): void {
      if (requester !== null) lineTo(requester, line);
    },
    forward(personId: string, attachments: readonly Attachment[]): void {
      const openId = reach(personId);
      if (openId === null || openId === self) return;
      for (const messageId of new Set(attachments.map((a) => a.messageId)))
        forwards.push({ messageId, recipient: { type: "person", openId } });
    },
    assigned: (personId: string): void => void assigned.push(personId),
    result: (): Consequences => ({
      cards: [...cards.values()].map(inTime),
      notices: notices.map(inTime),
      forwards: forwards.map(inTime),
      assigned,
      unreachable: [...unreachable],
      ...(opens === null ? {} : { heldUntil: opens }),
    }),
  };
}
