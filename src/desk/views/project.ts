import {
  isWorkingTime,
  localDay,
  nextWorkingMinute,
  workingBetween,
  workingDaysBetween,
} from "../../domain/calendar/index.ts";
import { dutyConfirmed } from "../../domain/reminders.ts";
import type { Actor } from "../../domain/people/actor.ts";
import { personOf } from "../../domain/people/actor.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { standsInFor } from "../../domain/people/standing-in.ts";
import { askedOf } from "../../domain/ticket/asked.ts";
import { timesRedone } from "../../domain/ticket/dismissal.ts";
import { gaveAway } from "../../domain/ticket/authority.ts";
import { dispatchBy } from "../../domain/ticket/dispatch-by.ts";
import { policyAt } from "../../domain/ticket/clock.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { callerOf, hasLeft } from "../../domain/ticket/requester.ts";
import { stillMissing } from "../../domain/ticket/papers.ts";
import { parkedUntil } from "../../domain/ticket/todo.ts";
import { isOpen, isUnanswered } from "../../domain/ticket/state.ts";
import { endsUnanswered, pauseEndsAt } from "../../domain/ticket/verbs/close-unanswered.ts";
import { unratedCloseAt } from "../../domain/ticket/verbs/close-unrated.ts";
import type { MatterRow } from "../outgoing.ts";
import { availableActions } from "./available-actions.ts";
import { historyOf, isInside, resultFor } from "./history.ts";
import { answeringLine, nameOf, personLine } from "./person-line.ts";
import { supervisionParts } from "./supervision-parts.ts";
import type { Audience, TicketView } from "./ticket-view.ts";

export interface ViewContext {
  readonly directory: Directory;
  /** UTC ms. */
  readonly now: number;
  /** Who will look at it; decides which buttons it has. */
  readonly viewer: Actor;
}

/** A ticket as one audience may see it. Pure: the same state and time give the same card. */
export function ticketView(context: ViewContext, ticket: TicketState, audience: Audience): TicketView {
  const { directory, now, viewer } = context;
  const { calendar } = directory;
  const line = (id: string) => personLine(directory, id);
  const parts = supervisionParts(context, ticket);
  // Of another unit its own part counts, as in its list.
  const mine = audience === "assist" ? parts.assists.find((one) => one.mine && one.doneAt === null) : undefined;
  const always = policyAt(directory, ticket.category, ticket.openedAt).runs24x7;
  const materials = ticket.stage === "in_progress" ? stillMissing(ticket) : ticket.materials;
  const offHours = !always && !isWorkingTime(calendar, now);
  return {
    audience,
    now,
    utcOffsetMinutes: calendar.offsetMinutes,
    lasting: true,
    ticketId: ticket.id,
    no: ticket.no,
    version: ticket.version,
    asked: askedOf(ticket),
    stage: ticket.stage,
    title: ticket.title,
    text: ticket.text,
    place: ticket.place,
    categoryName: directory.categories.get(ticket.category ?? "")?.name ?? null,
    urgency: ticket.urgency,
    channel: ticket.channel,
    light:
      mine === undefined
        ? lightOf(directory, ticket, now)
        : ticket.stage === "parked"
          ? "grey"
          : lightBy(directory, ticket, mine.dueBy, now),
    openedAt: ticket.openedAt,
    acceptBy: dispatchBy(directory, ticket),
    contactBy: ticket.deadlines.contactBy,
    resolveBy: ticket.deadlines.resolveBy,
    provisional: ticket.deadlines.provisional,
    workingDaysLeft: workingDaysBetween(calendar, now, ticket.deadlines.resolveBy),
    nextWorkingAt: offHours ? nextWorkingMinute(calendar, now) : null,
    deskPhone: directory.settings.deskPhone,
    firstContactAt: ticket.firstContactAt,
    pausedSince: ticket.pausedSince,
    closedAt: ticket.closedAt,
    closeReason: ticket.closeReason,
    unitName: directory.units.get(ticket.unitId ?? "")?.name ?? null,
    firstResponder: line(ticket.firstResponderId),
    responsible: answeringLine(directory, ticket, now),
    offeredTo: ticket.offeredToId === null ? null : line(ticket.offeredToId),
    handedOver: gaveAway(ticket, ticket.responsibleId),
    offeredToViewer: isOfferedTo(context, ticket),
    assignee: ticket.assigneeId === null ? null : line(ticket.assigneeId),
    requester: requesterLine(directory, ticket),
    chain: ticket.chain.map((link) => ({
      from: nameOf(directory, link.handed?.by ?? link.from),
      to: nameOf(directory, link.to),
      at: link.at,
      acceptedAt: link.acceptedAt,
      takenBy: link.takenById === undefined ? null : nameOf(directory, link.takenById),
      reason: isInside(audience) ? (link.handed?.reason ?? "") : "",
    })),
    history: historyOf(directory, ticket, audience),
    attachments: {
      images: ticket.attachments.filter((a) => a.kind === "image").length,
      files: ticket.attachments.filter((a) => a.kind === "file").length,
      audios: ticket.attachments.filter((a) => a.kind === "audio").length,
      videos: ticket.attachments.filter((a) => a.kind === "video").length,
    },
    proposedUnit: directory.units.get(ticket.proposedUnitId ?? "")?.name ?? null,
    materials,
    materialsRequests: ticket.materialsRequests,
    materialsReason: materials.length === 0 ? null : ticket.materialsReason,
    pauseEndsAt: endsUnanswered(directory, ticket) ? pauseEndsAt({ directory }, ticket) : null,
    unanswered: isUnanswered(ticket),
    result: resultFor(ticket, audience),
    rateBy: unratedCloseAt({ directory }, ticket),
    lastRating: ratingFor(ticket, audience),
    refusal: ticket.refusal,
    mergedIntoNo: ticket.mergedIntoNo,
    // Absent in states of before it was kept.
    earlier: ticket.earlier ?? null,
    ...parts,
    dismissal: ticket.stage === "not_request" ? ticket.dismissal : null,
    redo: timesRedone(ticket),
    urges: ticket.urges,
    actions: availableActions({ now, directory, actor: viewer }, ticket, audience),
  };
}

function isOfferedTo({ directory, viewer, now }: ViewContext, { offeredToId }: TicketState): boolean {
  const person = personOf(directory, viewer);
  if (person === null || offeredToId === null) return false;
  return person.id === offeredToId || standsInFor(directory, person.id, offeredToId, dayOf(directory, now));
}

/** The mark is the requester's own; inside it is shown once the ticket has closed or come back (domain.md B.8). */
function ratingFor(ticket: TicketState, audience: Audience): TicketView["lastRating"] {
  const rating = ticket.ratings.at(-1);
  if (rating === undefined || audience === "group" || audience === "watch") return null;
  return { level: rating.level, reasons: rating.reasons, comment: rating.comment };
}

function requesterLine(directory: Directory, ticket: TicketState): TicketView["requester"] {
  const person = callerOf(directory, ticket);
  const enterprise = directory.enterprises.get(ticket.requester.enterpriseId ?? "");
  return {
    name: person?.name ?? null,
    post: person?.post ?? null,
    phone: person?.phone ?? null,
    ...(hasLeft(directory, ticket) ? { left: nameOf(directory, ticket.requester.personId) } : {}),
    enterprise: enterprise?.shortName ?? null,
    verified: ticket.requester.verified,
    keyFirm: enterprise?.keyFirm ?? false,
    external: ticket.requester.tenantKey !== null,
  };
}

/**
 * Green: more than one working day left; yellow: one or less; red: late; grey: paused, waiting for a mark, or ended (domain.md B.9).
 * A parked one whose day has come is yellow: somebody must move, but no limit runs.
 */
export function lightOf(directory: Directory, ticket: TicketState, now: number): TicketView["light"] {
  if (ticket.stage === "parked" && !parkedUntil(directory, ticket, now).waits) return "yellow";
  if (
    !isOpen(ticket) ||
    ["awaiting_requester", "parked", "awaiting_confirmation", "awaiting_rating"].includes(ticket.stage)
  )
    return "grey";
  if (now > ticket.deadlines.resolveBy) return "red";
  // Danger that nobody has taken in hand is late from its first minute.
  if (ticket.urgency === "emergency" && !dutyConfirmed(ticket)) return "red";
  const left = workingBetween(directory.calendar, now, ticket.deadlines.resolveBy);
  return left > directory.calendar.minutesPerDay ? "green" : "yellow";
}

/** As a ticket's own light (domain.md B.9), for what one person owes. @param by UTC ms. */
export function lightBy(directory: Directory, ticket: TicketState, by: number, now: number): TicketView["light"] {
  if (now > by || lightOf(directory, ticket, now) === "red") return "red";
  return workingBetween(directory.calendar, now, by) > directory.calendar.minutesPerDay ? "green" : "yellow";
}

/** A ticket as one row of a list. */
export function matterRow(directory: Directory, ticket: TicketState, now: number): MatterRow {
  return {
    ticketId: ticket.id,
    no: ticket.no,
    title: ticket.title,
    light: lightOf(directory, ticket, now),
    stage: ticket.stage,
    categoryName: directory.categories.get(ticket.category ?? "")?.name ?? null,
    responsible: answeringLine(directory, ticket, now),
    resolveBy: ticket.deadlines.resolveBy,
    provisional: ticket.deadlines.provisional,
    workingDaysLeft: workingDaysBetween(directory.calendar, now, ticket.deadlines.resolveBy),
  };
}

/** Local day of an instant, for numbers and the rota. */
export const dayOf = (directory: Directory, at: number): string => localDay(directory.calendar, at);
