import { reachesUnknownYear } from "../../calendar/index.ts";
import { ok } from "../../result.ts";
import { decideReturnBy, finalLimit, isRedo, limitsFrom, offeredLimits, policyAt, UNKNOWN } from "../clock.ts";
import type { ClockStart } from "../clock.ts";
import { returnedAt } from "../dispatch-by.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse } from "../context.ts";
import { isOpen } from "../state.ts";
import type { Deadlines, Note, TicketState } from "../state.ts";

/**
 * A new calendar or policy moves the limits of open tickets, with an event that says so. An agreed extension and the time
 * already paused stay; a limit that has been missed is not moved out of sight, and none is moved into the past.
 */
export function recompute(
  context: DecideContext,
  ticket: TicketState,
  input: { readonly because: "calendar" | "policy" },
): Decision {
  if (context.actor.type !== "system") return refuse({ code: "not_allowed" });
  if (!isOpen(ticket)) return ok([]);
  const fresh = reckoned(context, ticket);
  const moved = (was: number, is: number): number => (was < context.now || is <= context.now ? was : is);
  const { deadlines: old } = ticket;
  const lately = (...kinds: readonly Note["kind"][]): number =>
    ticket.notes.findLastIndex(({ kind }) => kinds.includes(kind));
  const began = lately("reopened", "restored", "resumed");
  // Sent back by the bound leader, its first contact has been put off by his time: that stays as it was said.
  const sentBack = lately("sent_back") > began;
  // Taken off its project, it keeps the sooner limits it had: nothing is ever put off.
  const tookOff = ticket.projectId === null && lately("project") > began;
  const shorter = policyAt(context.directory, ticket.category, ticket.openedAt).keyResolve !== undefined;
  const waits = {
    accept: ticket.acceptedAt === null || ticket.offeredToId !== null || returnedAt(ticket) !== null,
    contact: ticket.firstContactAt === null,
  };
  const deadlines: Deadlines = {
    acceptBy: waits.accept && !tookOff ? moved(old.acceptBy, fresh.acceptBy) : old.acceptBy,
    contactBy: waits.contact && !sentBack && !tookOff ? moved(old.contactBy, fresh.contactBy) : old.contactBy,
    resolveBy: tookOff && shorter ? old.resolveBy : moved(old.resolveBy, fresh.resolveBy),
    provisional: fresh.provisional,
  };
  const same = (["acceptBy", "contactBy", "resolveBy", "provisional"] as const).every(
    (key) => deadlines[key] === old[key],
  );
  return same ? ok([]) : ok([{ type: "recomputed", data: { deadlines, because: input.because }, content: null }]);
}

/** All limits from the start, by today's calendar and policy. */
function reckoned({ directory }: DecideContext, ticket: TicketState): Deadlines {
  const { category, urgency, requester, projectId, clockStartedAt, acceptFrom, contactFrom } = ticket;
  const { calendar } = directory;
  const keyFrom = ticket.keyFrom ?? null;
  const resolveBy = finalLimit(directory, ticket, category);
  const limits = (receivedAt: number, who: Pick<ClockStart, "enterpriseId" | "projectId">, redo: boolean) => {
    const start = { category, urgency, ...who, receivedAt, redo };
    return receivedAt === clockStartedAt ? limitsFrom(directory, start) : offeredLimits(directory, start, resolveBy);
  };
  const known = { enterpriseId: requester.enterpriseId, projectId };
  const from = (offeredAt: number | null): Pick<Deadlines, "acceptBy" | "contactBy"> => {
    const at = offeredAt ?? clockStartedAt;
    const redo = isRedo(ticket) && (offeredAt === null || at === keyFrom);
    if (keyFrom === null || at >= keyFrom) return limits(at, known, redo);
    // Found to be a key firm's or project's since: whichever of the two comes first.
    const before = limits(at, UNKNOWN, redo);
    const since = limits(keyFrom, known, isRedo(ticket));
    return {
      acceptBy: Math.min(before.acceptBy, since.acceptBy),
      contactBy: Math.min(before.contactBy, since.contactBy),
    };
  };
  const { contactBy } = from(contactFrom);
  const undecided = returnedAt(ticket) !== null && acceptFrom !== null;
  const own = undecided ? decideReturnBy(directory, ticket, acceptFrom) : from(acceptFrom).acceptBy;
  const offeredLast = undecided || (acceptFrom ?? clockStartedAt) > (contactFrom ?? clockStartedAt);
  const acceptBy = offeredLast ? own : Math.min(own, contactBy);
  return { acceptBy, contactBy, resolveBy, provisional: reachesUnknownYear(calendar, clockStartedAt, resolveBy) };
}
