import type { CardMode, FormChoices, TicketView } from "../../../desk/views/ticket-view.ts";
import { unreachable } from "../../../domain/result.ts";
import { texts } from "../../../texts/index.ts";
import { card, paragraph, small, strong } from "../elements.ts";
import type { Budget, Fitted } from "../fit.ts";
import { fittedJson } from "../fit.ts";
import type { Card, Element } from "../types.ts";
import { actionRows, backButton } from "./buttons.ts";
import { groupBody, groupTitle, watchBody, watchTitle } from "./bystanders.ts";
import { papers } from "./folds.ts";
import { ticketForm } from "./forms.ts";
import { colour, kindOf, titleOf } from "./looks.ts";
import { requesterBody, requesterTitle } from "./requester.ts";
import { staffBody, staffSubtitle, staffTitle } from "./staff.ts";

/**
 * One ticket for one audience. Shows nothing that is not in `view.actions`: a mode whose action cannot work any more falls
 * back to the resting card.
 */
export const ticketCard = (view: TicketView, mode: CardMode = "main", choices: FormChoices = {}): Card =>
  ticketCardJson(view, mode, choices).card;

/** As `ticketCard`, with its JSON. */
export function ticketCardJson(view: TicketView, mode: CardMode = "main", choices: FormChoices = {}): Fitted {
  const opened = mode === "main" || mode === "more" || !view.actions.includes(mode) ? null : mode;
  const formElements = opened === null ? null : ticketForm(opened, view, choices);
  return fittedJson((budget) =>
    card(
      { title: titleFor(view), subtitle: subtitleFor(view), colour: colour(view), summary: summaryFor(view) },
      formElements === null
        ? [...bodyFor(view, budget), ...actionRows(view, mode === "more")]
        : [
            strong(titleOf(view), kindOf(view)),
            ...(opened === "supplement" ? papers(view, null) : []),
            ...formElements,
            ...backButton(view),
          ],
    ),
  );
}

function titleFor(view: TicketView): string {
  switch (view.audience) {
    case "requester":
      return requesterTitle(view);
    case "task":
    case "dispatcher":
    case "leader":
    case "assist":
      return staffTitle(view);
    case "watch":
      return watchTitle(view);
    case "group":
      return groupTitle(view);
    default:
      return unreachable(view.audience);
  }
}

/** Colleagues read what is to be done by when; the requester the number he may be asked for. */
function subtitleFor(view: TicketView): string | undefined {
  if (view.audience === "requester") return view.no;
  return view.audience === "watch" || view.audience === "group" ? undefined : staffSubtitle(view);
}

function bodyFor(view: TicketView, budget: Budget): Element[] {
  switch (view.audience) {
    case "requester":
      return requesterBody(view, budget);
    case "task":
    case "dispatcher":
    case "leader":
    case "assist":
      return staffBody(view, budget);
    case "watch":
      return watchBody(view, budget);
    case "group":
      return groupBody(view);
    default:
      return unreachable(view.audience);
  }
}

/** In the chat list: the answer and what it is about. */
function summaryFor(view: TicketView): string {
  if (view.audience === "group") return groupTitle(view);
  if (view.audience === "requester") return `${requesterTitle(view)}${texts.labels.separator}${titleOf(view)}`;
  const second = view.audience === "watch" ? titleOf(view) : staffSubtitle(view);
  return `${titleFor(view)}${texts.labels.separator}${second}`;
}

/** What an old card becomes when a newer one was sent. */
export const supersededCard = (view: TicketView): Card =>
  card(
    { summary: texts.ticket.other.superseded },
    small(`${view.no}${texts.labels.separator}${texts.ticket.other.superseded}`),
  );

/** What the card becomes for somebody who has no part in it any more. */
export const goneCard = (view: TicketView): Card => {
  const title = view.audience === "requester" ? texts.ticket.other.goneOutside : texts.ticket.other.gone;
  return card({ title, colour: "grey", summary: title }, small(`${view.no}${texts.labels.separator}${titleOf(view)}`));
};

/** When a job failed for good: the words are safe, and there is a number to ask about. */
export const errorCard = (reference: string): Card =>
  card(
    { title: texts.ticket.other.errorTitle, colour: "orange", summary: texts.ticket.other.error(reference) },
    paragraph(texts.ticket.other.error(reference)),
  );
