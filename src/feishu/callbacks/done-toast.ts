import { localDay } from "../../domain/calendar/index.ts";
import { presentFor } from "../../domain/people/standing-in.ts";
import { opensAt } from "../../domain/ticket/clock.ts";
import { callerOf, hasLeft } from "../../domain/ticket/requester.ts";
import { BEING_WORKED_ON } from "../../domain/ticket/state.ts";
import type { Acted } from "../../desk/tickets/act.ts";
import { nameOf, presentLine } from "../../desk/views/person-line.ts";
import type { TicketAction } from "../../desk/views/ticket-actions.ts";
import { texts } from "../../texts/index.ts";

/** What the enterprise is told with it. */
const OUTWARD: ReadonlySet<TicketAction> = new Set<TicketAction>(["progress", "materials", "confirm", "refuse"]);

/** What is said at once to who pressed, where it was carried out. @param now UTC ms. */
export function doneToast(action: TicketAction, done: Extract<Acted, { type: "done" }>, now: number): string {
  const { ticket, directory, actor } = done;
  if (action === "level_up") {
    const leader = ticket.takenUpTo;
    const present = leader === null ? null : presentFor(directory, leader, localDay(directory.calendar, now));
    const himself = actor.type === "person" && actor.personId === present;
    const told = leader === null || present === null || himself ? null : presentLine(directory, leader, present);
    return texts.toasts.levelledUp(ticket.level, told);
  }
  const opens = action === "urge" ? opensAt(directory, ticket, now) : null;
  if (opens !== null) {
    const clock = { now, utcOffsetMinutes: directory.calendar.offsetMinutes };
    return texts.toasts.urgedOffHours("", opens, directory.settings.deskPhone, clock);
  }
  if (action === "progress" && ticket.notes.at(-1)?.kind === "internal") return texts.toasts.progressInternal;
  if (hasLeft(directory, ticket) && (OUTWARD.has(action) || (action === "resolve" && ticket.confirmation === null)))
    return texts.toasts.notTold(nameOf(directory, ticket.requester.personId), callerOf(directory, ticket));
  if (action === "supplement" && ticket.stage === "awaiting_rating") return texts.toasts.supplementedSolved;
  if (action === "rate" && BEING_WORKED_ON.includes(ticket.stage)) return texts.toasts.ratedBadly;
  if (action === "unpark" && now >= ticket.deadlines.resolveBy) return texts.toasts.unparkedLate;
  return action === "resolve" && ticket.confirmation !== null ? texts.toasts.handedIn : texts.toasts.done[action];
}
