import {
  addWorking,
  addWorkingDays,
  localDay,
  nextWorkingMinute,
  startOfLocalDay,
  workingBetween,
} from "../calendar/index.ts";
import type { Directory } from "../people/directory.ts";
import { substitute } from "../people/rota.ts";
import { personOf } from "../people/actor.ts";
import { holder } from "./answering.ts";
import type { DecideContext } from "./context.ts";
import { policyAt } from "./clock.ts";
import type { Approval, ApprovalKind, TicketState } from "./state.ts";

/**
 * Who decides on an extension, a parking or a termination: the person the category names, else the unit's supervising
 * leader (domain.md B.4); what would end a project's ticket is its bound leader's word before theirs (000-09). On leave: his
 * delegate; nobody on what he asks for himself. Null = the office has named nobody.
 */
export function approverOf(
  context: DecideContext,
  ticket: TicketState,
  kind: ApprovalKind,
  { byId = null }: { readonly byId?: string | null } = askerOf(context, ticket),
): string | null {
  const { directory, now } = context;
  const bound = kind === "termination" ? (directory.projects.get(ticket.projectId ?? "")?.leaderId ?? null) : null;
  const named = policyAt(directory, ticket.category, ticket.openedAt).extensionApproverId;
  const leader = directory.units.get(ticket.unitId ?? "")?.leaderId ?? null;
  const day = localDay(directory.calendar, now);
  const others = [bound, named, leader].filter((id) => id !== null && id !== ticket.assigneeId && id !== byId);
  for (const id of others) {
    const person = id === null ? null : substitute(directory, id, day);
    if (person !== null && person.id !== ticket.assigneeId && person.id !== byId) return person.id;
  }
  // All of them away, and nobody stands in: one is asked all the same, and no answer counts as a no.
  return others.find((id) => directory.people.get(id ?? "")?.active === true) ?? null;
}

/**
 * Whose word a termination waits for once its ticket belongs to another project, and until when: no leader's yes ends what is
 * bound to another (000-09), and the asker need not ask again. Null = as before.
 */
export function askedAnew(
  context: DecideContext,
  ticket: TicketState,
): Pick<Approval, "approverId" | "decideBy"> | null {
  const { approval } = ticket;
  if (approval?.kind !== "termination") return null;
  const approverId = approverOf(context, ticket, approval.kind, approval) ?? approval.approverId;
  if (approverId === approval.approverId) return null;
  return { approverId, decideBy: decideBy(context.directory, ticket, context.now) };
}

/** Whose request it is, and who makes it where that is his head or who stands in for him. */
export function askerOf(
  { directory, actor }: DecideContext,
  ticket: TicketState,
): Pick<Approval, "askedById" | "byId"> {
  const askedById = holder(ticket);
  const by = personOf(directory, actor);
  return by === null || by.id === askedById ? { askedById } : { askedById, byId: by.id };
}

/** Whether a person may answer what was asked: the one who was asked, or who stands in for him today. */
export function mayApprove(directory: Directory, ticket: TicketState, personId: string, now: number): boolean {
  if (ticket.approval === null) return false;
  const { approverId, byId } = ticket.approval;
  if (personId === approverId) return true;
  if (personId === ticket.assigneeId || personId === byId) return false;
  return substitute(directory, approverId, localDay(directory.calendar, now))?.id === personId;
}

/** Minutes of office time before a limit by which a request ends: after a no the work or the word to the enterprise is still owed. */
const LEFT_AFTER_NO = 180;

/**
 * Until when the approver may answer, UTC ms: the end of the next working day. Where the limit comes first, the end of the working
 * day before it, if that leaves the approver half a day; else a few hours before it. A limit that stands still or has passed
 * hurries nobody.
 */
export function decideBy({ calendar }: Directory, ticket: TicketState, now: number): number {
  const { resolveBy } = ticket.deadlines;
  const next = addWorkingDays(calendar, now, 1).at;
  if (ticket.pausedSince !== null || now >= resolveBy) return next;
  const eve = addWorkingDays(calendar, resolveBy, -1).at;
  if (next <= eve) return next;
  if (workingBetween(calendar, now, eve) >= calendar.minutesPerDay / 2) return eve;
  const last = addWorking(calendar, resolveBy, -LEFT_AFTER_NO).at;
  return last > now ? last : Math.min(next, resolveBy);
}

/** Opening of the day on which a request ends unanswered, UTC ms; null = it was asked for on that very day. */
export function lastMorning({ calendar }: Directory, { askedAt, decideBy: end }: Approval): number | null {
  const morning = nextWorkingMinute(calendar, startOfLocalDay(calendar, localDay(calendar, end)));
  return morning > askedAt && morning < end ? morning : null;
}
