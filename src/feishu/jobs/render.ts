import type { Actor } from "../../domain/people/actor.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { mayRead } from "../../domain/ticket/authority.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { Recipient } from "../../desk/outgoing.ts";
import { actorOf } from "../../desk/people/actor.ts";
import { ticketView } from "../../desk/views/project.ts";
import type { Audience, TicketView } from "../../desk/views/ticket-view.ts";
import { fingerprint } from "../cards/fingerprint.ts";
import { goneCard, ticketCardJson } from "../cards/index.ts";

/** A ticket's card as one recipient sees it now, with the hash by which a card that shows the same is left alone. */
export function renderCard(
  context: { readonly directory: Directory; readonly now: number },
  ticket: TicketState,
  to: Recipient,
  audience: Audience,
): { readonly view: TicketView; readonly card: object; readonly hash: string } {
  const { directory, now } = context;
  const viewer: Actor = to.type === "person" ? actorOf(directory, to.openId) : { type: "system", job: "card" };
  const view = ticketView({ directory, now, viewer }, ticket, audience);
  // Who gave it back or away has no part in it any more: his card keeps neither its words nor a button.
  const gone = to.type === "person" && !mayRead({ directory, now, actor: viewer }, ticket);
  if (gone) {
    const card = goneCard(view);
    return { view, card, hash: fingerprint(JSON.stringify(card)) };
  }
  const { card, json } = ticketCardJson(view);
  return { view, card, hash: fingerprint(json) };
}
