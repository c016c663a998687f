import type { TicketAction } from "../../../desk/views/ticket-actions.ts";
import type { TicketView } from "../../../desk/views/ticket-view.ts";
import { texts } from "../../../texts/index.ts";
import { cut, oneLine } from "../escape.ts";
import type { Colour } from "../types.ts";

/** Ended without anything done. */
export const VOID = ["refused", "withdrawn", "merged", "terminated", "not_request"];

/** Longest title of a ticket on a card. */
const TITLE_MAX = 40;

export const titleOf = (view: TicketView): string => cut(oneLine(view.title), TITLE_MAX);

/** blue = open, orange = somebody must act, red = late, green = done, grey = paused or void; nothing else (voice.md 8). */
export function colour(view: TicketView): Colour {
  if (VOID.includes(view.stage)) return "grey";
  if (view.stage === "closed" || view.stage === "awaiting_rating") return "green";
  if (mustUnpark(view)) return "orange";
  if (view.stage === "awaiting_requester" || view.stage === "parked") return "grey";
  if (view.stage === "awaiting_confirmation") return view.actions.some(asks) ? "orange" : "grey";
  if (view.light === "red" || view.urgency === "emergency") return "red";
  if (view.audience === "leader" || view.audience === "assist") return view.actions.some(asks) ? "orange" : "blue";
  if (view.audience !== "task" && view.audience !== "dispatcher") return "blue";
  return awaited(view) ? "orange" : "blue";
}

/** The day of a parked matter has come, the viewer is of the unit that has it, and has not asked for another. */
export const mustUnpark = ({ parkingOver, audience, actions, approval }: TicketView): boolean =>
  parkingOver && audience === "task" && actions.includes("unpark") && approval?.kind !== "parking";

/** The next step is the viewer's own: a header asks nobody for what he cannot do. */
export function awaited({ stage, actions, redo, offeredToViewer }: TicketView): boolean {
  if (stage === "in_progress") return redo > 0 && actions.includes("resolve");
  return stage === "triage" ? actions.includes("dispatch") : offeredToViewer && actions.includes("accept");
}

/** Somebody waits for this press. */
const asks = (action: TicketAction): boolean => ["approve", "confirm", "assist_done"].includes(action);

/** Ordinary urgency is not worth a word. */
const urgencyOf = ({ urgency }: TicketView): string | null =>
  urgency === "high" || urgency === "emergency" ? texts.labels.urgency[urgency] : null;

/** (供电 · 紧急), behind a title. */
export const kindOf = (view: TicketView): string => texts.ticket.body.kind(view.categoryName, urgencyOf(view));

/** 供电 · 紧急, by itself. */
export const kindWordsOf = (view: TicketView): string =>
  texts.ticket.body.kindWords(view.categoryName, urgencyOf(view));

export const working = (view: TicketView): boolean =>
  view.stage === "triage" || view.stage === "offered" || view.stage === "in_progress";

export const late = (view: TicketView): boolean => working(view) && view.now > view.resolveBy;

export function limitLine(view: TicketView, by: string): string {
  const parts = [by, texts.dates.standing(view.resolveBy, view.workingDaysLeft, view)].filter((part) => part !== "");
  if (view.provisional) parts.push(texts.ticket.promise.provisional);
  return parts.join(texts.labels.separator);
}
