import { reachesUnknownYear } from "../../calendar/index.ts";
import { ok } from "../../result.ts";
import { afterPauses, decideReturnBy, finalLimit, isRedo, limitsFrom, policyAt, UNKNOWN } from "../clock.ts";
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
  // While the clock stands still nothing is missed that was not before.
  const now = ticket.pausedSince ?? context.now;
  const moved = (was: number, is: number): number => (was < now || is <= now ? was : is);
  const { deadlines: old } = ticket;
  const lately = (...kinds: readonly Note["kind"][]): number =>
    ticket.notes.findLastIndex(({ kind }) => kinds.includes(kind));
  const began = lately("reopened", "restored", "resumed");
  // Taken off its project, it keeps the sooner limits it had: nothing is ever put off.
  const tookOff = ticket.projectId === null && lately("project") > began;
  const shorter = policyAt(context.directory, ticket.category, ticket.openedAt).keyResolve !== undefined;
  const waits = {
    accept: ticket.acceptedAt === null || ticket.offeredToId !== null || returnedAt(ticket) !== null,
    contact: ticket.firstContactAt === null,
  };
  const deadlines: Deadlines = {
    acceptBy: waits.accept && !tookOff ? moved(old.acceptBy, fresh.acceptBy) : old.acceptBy,
    contactBy: waits.contact && !tookOff ? moved(old.contactBy, fresh.contactBy) : old.contactBy,
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
  const { category, requester, projectId, clockStartedAt, acceptFrom, contactFrom } = ticket;
  const { calendar } = directory;
  const keyFrom = ticket.keyFrom ?? null;
  const raised = ticket.raised ?? null;
  const resolveBy = finalLimit(directory, ticket, category);
  const from = (offeredAt: number | null): Pick<Deadlines, "acceptBy" | "contactBy"> => {
    const first = offeredAt ?? clockStartedAt;
    const limits = (receivedAt: number): Pick<Deadlines, "acceptBy" | "contactBy"> => {
      const urgency = raised !== null && receivedAt < raised.at ? raised.from : ticket.urgency;
      const who =
        keyFrom === null || receivedAt >= keyFrom ? { enterpriseId: requester.enterpriseId, projectId } : UNKNOWN;
      const redo = isRedo(ticket) && (offeredAt === null || receivedAt === keyFrom);
      const start = { category, urgency, ...who, receivedAt, redo };
      const { acceptBy, contactBy } = limitsFrom(directory, start);
      const capped = (at: number): number => (receivedAt < resolveBy ? Math.min(at, resolveBy) : at);
      // Parked, or with the bound leader, nobody owed the enterprise a call.
      return {
        acceptBy: capped(acceptBy),
        contactBy: capped(afterPauses(directory, ticket, contactBy, receivedAt)),
      };
    };
    // Found to be a key firm's, a key project's or a danger since: whichever comes first.
    const since = (...later: readonly (number | undefined | null)[]) => [
      limits(first),
      ...later.flatMap((at) => (typeof at === "number" && at > first ? [limits(at)] : [])),
    ];
    // Once the enterprise has been spoken to, a key firm is owed the result sooner and nothing else.
    const spokenBefore = keyFrom !== null && ticket.firstContactAt !== null && ticket.firstContactAt < keyFrom;
    return {
      acceptBy: Math.min(...since(spokenBefore ? null : keyFrom, raised?.at).map(({ acceptBy }) => acceptBy)),
      contactBy: Math.min(...since(keyFrom, raised?.at).map(({ contactBy }) => contactBy)),
    };
  };
  const { contactBy } = from(contactFrom);
  const undecided = returnedAt(ticket) !== null && acceptFrom !== null;
  const own = undecided ? decideReturnBy(directory, ticket, acceptFrom) : from(acceptFrom).acceptBy;
  const offeredLast = undecided || (acceptFrom ?? clockStartedAt) > (contactFrom ?? clockStartedAt);
  const acceptBy = offeredLast ? own : Math.min(own, contactBy);
  return { acceptBy, contactBy, resolveBy, provisional: reachesUnknownYear(calendar, clockStartedAt, resolveBy) };
}
