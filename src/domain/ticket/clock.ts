import { reachesUnknownYear } from "../calendar/index.ts";
import type { Directory } from "../people/directory.ts";
import { deadlines, shiftByPause } from "../limits/index.ts";
import type { LimitPolicy } from "../limits/index.ts";
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

export interface ClockStart {
  readonly category: string | null;
  readonly urgency: Urgency;
  readonly enterpriseId: string | null;
  /** A key project's ticket is heard as soon as a key firm's (002-20, 000-09). */
  readonly projectId: string | null;
  /** UTC ms. */
  readonly receivedAt: number;
}

/** Accept, first contact and final limit of a request received at an instant. */
export function limitsFrom(directory: Directory, start: ClockStart): Deadlines {
  const policy = policyAt(directory, start.category, start.receivedAt);
  const keyFirm = start.enterpriseId !== null && directory.enterprises.get(start.enterpriseId)?.keyFirm === true;
  return deadlines(policy, {
    urgency: start.urgency,
    receivedAt: start.receivedAt,
    calendar: directory.calendar,
    tier: keyFirm || start.projectId !== null ? "key" : "normal",
  });
}

/**
 * The limits of a ticket that is found to belong to a project: its first contact is owed sooner, counted from now, because
 * nobody can have kept a limit that he did not have. Nothing is ever put off.
 */
export function projectLimits(
  directory: Directory,
  ticket: TicketState,
  projectId: string | null,
  now: number,
): Deadlines {
  if (projectId === null || ticket.firstContactAt !== null) return ticket.deadlines;
  const { category, urgency, requester } = ticket;
  const start = { category, urgency, enterpriseId: requester.enterpriseId, projectId, receivedAt: now };
  const contactBy = Math.min(ticket.deadlines.contactBy, limitsFrom(directory, start).contactBy);
  return { ...ticket.deadlines, contactBy, acceptBy: Math.min(ticket.deadlines.acceptBy, contactBy) };
}

/** After a pause every limit moves by the working time that was paused; the clock never runs backwards. */
export function afterPause(directory: Directory, ticket: TicketState, resumedAt: number): Deadlines | null {
  if (ticket.pausedSince === null) return null;
  const resolveBy = shiftByPause(directory.calendar, ticket.deadlines.resolveBy, ticket.pausedSince, resumedAt);
  const provisional = ticket.deadlines.provisional || reachesUnknownYear(directory.calendar, resumedAt, resolveBy);
  return { ...ticket.deadlines, resolveBy, provisional };
}
