import { reachesUnknownYear } from "../../calendar/index.ts";
import { ok } from "../../result.ts";
import { decideReturnBy, finalLimit, limitsFrom, offeredLimits, returnUndecided } from "../clock.ts";
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
  const waits = {
    accept: ticket.acceptedAt === null || ticket.offeredToId !== null || returnUndecided(ticket),
    contact: ticket.firstContactAt === null,
  };
  const deadlines: Deadlines = {
    acceptBy: waits.accept && !tookOff ? moved(old.acceptBy, fresh.acceptBy) : old.acceptBy,
    contactBy: waits.contact && !sentBack && !tookOff ? moved(old.contactBy, fresh.contactBy) : old.contactBy,
    resolveBy: moved(old.resolveBy, fresh.resolveBy),
    provisional: fresh.provisional,
  };
  const same = (["acceptBy", "contactBy", "resolveBy", "provisional"] as const).every(
    (key) => deadlines[key] === old[key],
  );
  return same ? ok([]) : ok([{ type: "recomputed", data: { deadlines, because: input.because }, content: null }]);
}

/** All limits from the start, by today's calendar and policy. */
function reckoned({ directory }: DecideContext, ticket: TicketState): Deadlines {
  const { category, urgency, requester, projectId, clockStartedAt } = ticket;
  const { calendar } = directory;
  const resolveBy = finalLimit(directory, ticket, category);
  const from = (at: number | null, project: string | null) => {
    const start = { category, urgency, enterpriseId: requester.enterpriseId, projectId: project };
    return at === null
      ? limitsFrom(directory, { ...start, receivedAt: clockStartedAt })
      : offeredLimits(directory, { ...start, receivedAt: at }, resolveBy);
  };
  const { contactBy } = from(ticket.contactFrom, projectId);
  // Found to be a project's after it was offered: the time to accept has its old start, and ends with the new first contact.
  const offeredLast = (ticket.acceptFrom ?? clockStartedAt) > (ticket.contactFrom ?? clockStartedAt);
  const acceptBy =
    returnUndecided(ticket) && ticket.acceptFrom !== null
      ? decideReturnBy(directory, ticket, ticket.acceptFrom)
      : offeredLast
        ? from(ticket.acceptFrom, projectId).acceptBy
        : Math.min(from(ticket.acceptFrom, null).acceptBy, contactBy);
  return { acceptBy, contactBy, resolveBy, provisional: reachesUnknownYear(calendar, clockStartedAt, resolveBy) };
}
