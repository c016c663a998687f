import { addWorking, addWorkingDays, isWorkingTime, nextWorkingMinute, reachesUnknownYear } from "../calendar/index.ts";
import type { Directory } from "../people/directory.ts";
import { deadlines, runsAlways, shiftByPause } from "../limits/index.ts";
import type { LimitPolicy } from "../limits/index.ts";
import { returnedAt } from "./dispatch-by.ts";
import type { Deadlines, TicketState, Urgency } from "./state.ts";

/**
 * The policy in force for a category at an instant. An unclassified request runs on "other", so that its clock never
 * stands still for want of a dispatcher (000-17).
 */
export function policyAt(directory: Directory, category: string | null, at: number): LimitPolicy {
  const versions = directory.policies.get(category ?? "other") ?? directory.policies.get("other") ?? [];
  const inForce = versions.find((p) => p.effectiveFrom <= at) ?? versions.at(-1);
  if (inForce === undefined) throw new Error(`no time limits for category ${category ?? "other"}`);
  return inForce;
}

/** When the office opens that has it, where it is closed now and duty does not run around the clock; UTC ms, null = it works on it. */
export function opensAt(directory: Directory, ticket: TicketState, now: number): number | null {
  const { calendar } = directory;
  const always = runsAlways(policyAt(directory, ticket.category, ticket.openedAt), ticket.urgency);
  return always || isWorkingTime(calendar, now) ? null : nextWorkingMinute(calendar, now);
}

export interface ClockStart {
  readonly category: string | null;
  readonly urgency: Urgency;
  readonly enterpriseId: string | null;
  /** A key project's ticket is heard as soon as a key firm's (002-20, 000-09). */
  readonly projectId: string | null;
  /** UTC ms. */
  readonly receivedAt: number;
  /** Done again after its result was sent back (B.8). */
  readonly redo?: boolean;
}

/** Whose request it is, as far as its limits go: a key firm's and a key project's are shorter (002-20, 000-09). */
export function tierOf(
  directory: Directory,
  { enterpriseId, projectId }: Pick<ClockStart, "enterpriseId" | "projectId">,
): "key" | "normal" {
  const keyFirm = enterpriseId !== null && directory.enterprises.get(enterpriseId)?.keyFirm === true;
  return keyFirm || projectId !== null ? "key" : "normal";
}

/** Nobody's yet. */
export const UNKNOWN = { enterpriseId: null, projectId: null };

/** Its result was sent back, and this is the round in which it is done again. */
export const isRedo = ({ notes }: TicketState): boolean =>
  notes.findLast(({ kind }) => ["reopened", "resumed", "restored"].includes(kind))?.kind === "reopened";

/** Accept, first contact and final limit of a request received at an instant. */
export function limitsFrom(directory: Directory, start: ClockStart): Deadlines {
  const policy = policyAt(directory, start.category, start.receivedAt);
  return deadlines(policy, {
    urgency: start.urgency,
    receivedAt: start.receivedAt,
    calendar: directory.calendar,
    tier: tierOf(directory, start),
    redo: start.redo === true,
  });
}

/**
 * The final limit of a ticket reckoned from the start of its clock, later by what was paused since (B.13). An agreed
 * extension is not reckoned anew: it was told to the enterprise (B.4). UTC ms.
 */
export function finalLimit(directory: Directory, ticket: TicketState, category: string | null): number {
  if (ticket.extension !== null) return ticket.deadlines.resolveBy;
  const { urgency, requester, projectId, clockStartedAt, keyFrom } = ticket;
  const from = (receivedAt: number, who: Pick<ClockStart, "enterpriseId" | "projectId">): number => {
    const start = { category, urgency, ...who, receivedAt, redo: isRedo(ticket) };
    return afterPauses(directory, ticket, limitsFrom(directory, start).resolveBy, receivedAt);
  };
  const known = { enterpriseId: requester.enterpriseId, projectId };
  if (typeof keyFrom !== "number") return from(clockStartedAt, known);
  return Math.min(from(clockStartedAt, UNKNOWN), from(keyFrom, known));
}

/** A limit counted from an instant (UTC ms), later by what was paused after it and before it was missed. */
export const afterPauses = ({ calendar }: Directory, { pauses }: TicketState, limit: number, since: number): number =>
  (pauses ?? []).reduce((due, { from, to }) => {
    const began = Math.max(from, since);
    return to > began && began <= due ? shiftByPause(calendar, due, began, to) : due;
  }, limit);

/** How far an extension may reach; UTC ms. */
export interface LongestExtension {
  /** By the category's own cap. */
  readonly ordinary: number;
  /** At most, of whatever matter. */
  readonly until: number;
  /** The longer limit of a complex matter that allows more than the cap; null = it allows no more, or there is none. */
  readonly complex: { readonly workingDays: number; readonly source: string | null } | null;
}

/**
 * How far one extension may reach: the category's cap from the limit in force, and for a complex matter (疑难) its own longer
 * limit, counted from the same start and moved by the same pauses (domain.md B.2, B.4).
 */
export function longestExtension(directory: Directory, ticket: TicketState): LongestExtension {
  const { calendar } = directory;
  const policy = policyAt(directory, ticket.category, ticket.openedAt);
  const ordinary = addWorkingDays(calendar, ticket.deadlines.resolveBy, policy.maxExtensionWorkingDays).at;
  if (policy.complexWorkingDays === null) return { ordinary, until: ordinary, complex: null };
  const end = addWorkingDays(calendar, ticket.clockStartedAt, policy.complexWorkingDays).at;
  const longer = afterPauses(directory, ticket, end, ticket.clockStartedAt);
  if (longer <= ordinary) return { ordinary, until: ordinary, complex: null };
  const complex = { workingDays: policy.complexWorkingDays, source: policy.complexSource ?? null };
  return { ordinary, until: longer, complex };
}

/**
 * The limits of a ticket that somebody is offered later than it came in. The final limit keeps its start; accept and first
 * contact count from the offer, because who receives it today cannot have accepted it yesterday.
 * @param resolveBy final limit in force, which caps the others while it has not passed; UTC ms.
 */
export function offeredLimits(
  directory: Directory,
  start: ClockStart,
  resolveBy: number,
): Pick<Deadlines, "acceptBy" | "contactBy"> {
  const { acceptBy, contactBy } = limitsFrom(directory, start);
  const capped = (at: number): number => (resolveBy > start.receivedAt ? Math.min(at, resolveBy) : at);
  return { acceptBy: capped(acceptBy), contactBy: capped(contactBy) };
}

/**
 * The limits of who is given a ticket on: a fair time to accept and, while nobody has spoken to the enterprise, to speak to it,
 * counted from the offer (000-16); neither past the final limit, which does not move (B.3). UTC ms.
 */
export function receiverLimits(
  directory: Directory,
  ticket: TicketState,
  now: number,
): Pick<Deadlines, "acceptBy" | "contactBy"> {
  const { category, urgency, requester, projectId, deadlines } = ticket;
  const start = { category, urgency, enterpriseId: requester.enterpriseId, projectId, receivedAt: now };
  const own = offeredLimits(directory, start, deadlines.resolveBy);
  return ticket.firstContactAt === null ? own : { ...own, contactBy: deadlines.contactBy };
}

/** Minutes of office time that a dispatcher has at least, where a return comes as the day ends. */
const DECIDE_MINUTES = 60;

/**
 * Until when a dispatcher decides on a return: the close of the same working day (B.3, 当日定); in its last hour an hour of
 * office time; where duty runs around the clock, as soon as anybody has to accept. UTC ms.
 */
export function decideReturnBy(directory: Directory, ticket: TicketState, returnedAt: number): number {
  const { calendar } = directory;
  const { category, urgency, requester, projectId } = ticket;
  const start = { category, urgency, enterpriseId: requester.enterpriseId, projectId, receivedAt: returnedAt };
  if (runsAlways(policyAt(directory, category, ticket.openedAt), urgency)) return limitsFrom(directory, start).acceptBy;
  const close = addWorkingDays(calendar, returnedAt, 0).at;
  return Math.max(close, addWorking(calendar, returnedAt, DECIDE_MINUTES).at);
}

/**
 * The limits of a ticket that turns out to be a key firm's or a key project's (002-20, 000-09): the shorter ones count from now,
 * because nobody can have kept a limit that he did not have. Nothing is ever put off, and an agreed date stays. Null = it is
 * neither, or was so before.
 */
export function keyLimits(
  directory: Directory,
  ticket: TicketState,
  found: Pick<ClockStart, "enterpriseId" | "projectId">,
  now: number,
): Deadlines | null {
  const { category, urgency, requester, projectId, deadlines: old, firstContactAt } = ticket;
  if (tierOf(directory, found) !== "key") return null;
  if (tierOf(directory, { enterpriseId: requester.enterpriseId, projectId }) === "key") return null;
  const fresh = limitsFrom(directory, { category, urgency, ...found, receivedAt: now, redo: isRedo(ticket) });
  const nearer = (limit: "acceptBy" | "contactBy" | "resolveBy", owed: boolean): number =>
    owed ? Math.min(old[limit], fresh[limit]) : old[limit];
  return {
    ...old,
    acceptBy: nearer("acceptBy", firstContactAt === null && returnedAt(ticket) === null),
    contactBy: nearer("contactBy", firstContactAt === null),
    resolveBy: nearer("resolveBy", ticket.extension === null),
  };
}

/**
 * After a pause as much is left of each limit as was when it began: the final one and, while nobody need have spoken to the
 * enterprise, first contact. What was late then stays late: waiting wins nobody time. Null = nothing was paused.
 */
export function afterPause(directory: Directory, ticket: TicketState, resumedAt: number): Deadlines | null {
  const { pausedSince, firstContactAt, deadlines } = ticket;
  if (pausedSince === null) return null;
  const resolveBy = pausedSince > deadlines.resolveBy ? deadlines.resolveBy : finalAfter(directory, ticket, resumedAt);
  const contactStood = firstContactAt === null && pausedSince <= deadlines.contactBy;
  return {
    ...deadlines,
    resolveBy,
    contactBy: contactStood ? contactAfter(directory, ticket, pausedSince, resumedAt) : deadlines.contactBy,
    provisional: deadlines.provisional || reachesUnknownYear(directory.calendar, resumedAt, resolveBy),
  };
}

/** First contact after a pause; whoever was found to be a key firm meanwhile may be owed it sooner, counted from then. */
function contactAfter(directory: Directory, ticket: TicketState, pausedSince: number, resumedAt: number): number {
  const { calendar } = directory;
  const { deadlines, keyFrom, category, urgency, requester, projectId } = ticket;
  const later = shiftByPause(calendar, deadlines.contactBy, pausedSince, resumedAt);
  if (typeof keyFrom !== "number" || keyFrom <= pausedSince) return later;
  const start = { category, urgency, enterpriseId: requester.enterpriseId, projectId, receivedAt: keyFrom };
  const { contactBy } = limitsFrom(directory, { ...start, redo: isRedo(ticket) });
  return Math.min(later, shiftByPause(calendar, contactBy, keyFrom, resumedAt));
}

function finalAfter(directory: Directory, ticket: TicketState, resumedAt: number): number {
  const { keyFrom, extension, deadlines } = ticket;
  const pausedSince = ticket.pausedSince ?? resumedAt;
  // A limit that began within the pause is moved by the rest of it alone.
  const begunWithin = typeof keyFrom === "number" && keyFrom > pausedSince && extension === null;
  const pauses = [...(ticket.pauses ?? []), { from: pausedSince, to: resumedAt }];
  return begunWithin
    ? finalLimit(directory, { ...ticket, pauses }, ticket.category)
    : shiftByPause(directory.calendar, deadlines.resolveBy, pausedSince, resumedAt);
}
