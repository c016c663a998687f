import type { Actor } from "../../domain/people/actor.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { mayRead } from "../../domain/ticket/authority.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { Deps } from "../../deps.ts";
import { actorOf } from "../../desk/people/actor.ts";
import { versionOf } from "../../desk/tickets/act.ts";
import { formChoices } from "../../desk/views/form-choices.ts";
import { ticketView } from "../../desk/views/project.ts";
import type { CardMode } from "../../desk/views/ticket-view.ts";
import type { CardRow } from "../../store/cards.ts";
import { cardsOf, toCardRows } from "../../store/cards.ts";
import { directoryVersion } from "../../store/people.ts";
import { olderOpenTickets, ticketById, toStored } from "../../store/tickets.ts";
import type { Card } from "../cards/index.ts";
import { goneCard, ticketCard } from "../cards/index.ts";
import type { Press } from "./press.ts";

export interface PressedTicket {
  readonly ticket: TicketState;
  readonly directory: Directory;
  readonly actor: Actor;
  readonly cards: readonly CardRow[];
}

export async function loadPressed(deps: Deps, ticketId: string, openId: string): Promise<PressedTicket | null> {
  const { db } = deps;
  const [tickets, cards, version] = await db.batch([
    ticketById(db, ticketId),
    cardsOf(db, ticketId),
    directoryVersion(db),
  ]);
  const ticket = toStored(tickets)[0];
  if (ticket === undefined) return null;
  const directory = await deps.directory.get(versionOf(version));
  return { ticket: ticket.state, directory, actor: actorOf(directory, openId), cards: toCardRows(cards) };
}

/**
 * The card as it now is, for the message that was pressed. The answer replaces it for everybody who sees that message, so it
 * is given only where the message is a card of ours; to whoever may not read it any more it says no more than that.
 */
export async function freshCard(
  deps: Deps,
  press: Press,
  pressed: Omit<PressedTicket, "cards"> & { readonly cards?: readonly CardRow[] },
  mode: CardMode = "main",
  level: 1 | 2 | null = null,
): Promise<Card | null> {
  const { ticket, directory, actor } = pressed;
  const now = deps.clock.now();
  const reads = mayRead({ now, directory, actor }, ticket);
  if (!reads && mode !== "main") return null;
  const cards = pressed.cards ?? toCardRows(await cardsOf(deps.db, ticket.id));
  // Only the present card of a known recipient: a forwarded or replaced one may stand before eyes it is not meant for.
  const row = cards.find((card) => card.messageId === press.messageId);
  if (row === undefined) return null;
  const { audience } = row;
  const group = row.recipient.startsWith("oc_");
  const viewer: Actor = group ? { type: "system", job: "card" } : actor;
  const view = ticketView({ directory, now, viewer }, ticket, audience);
  // He has just given it back or away himself.
  if (!reads) return group ? null : goneCard(view);
  if (mode === "main" || mode === "more") return ticketCard(view, mode);
  const older = mode === "merge" ? toStored(await olderOpenTickets(deps.db, ticket)).map(({ state }) => state) : [];
  return ticketCard(view, mode, {
    ...formChoices({ directory, actor: viewer, now }, ticket, mode, older),
    ...(level === null ? {} : { level }),
  });
}
