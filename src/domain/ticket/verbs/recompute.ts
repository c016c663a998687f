import { reachesUnknownYear } from "../../calendar/index.ts";
import { ok } from "../../result.ts";
import { finalLimit, limitsFrom, offeredLimits } from "../clock.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse } from "../context.ts";
import { isOpen } from "../state.ts";
import type { Deadlines, TicketState } from "../state.ts";

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
  const moved = (was: number, is: number): number => (was < context.now || is < context.now ? was : is);
  const { deadlines: old } = ticket;
  const deadlines: Deadlines = {
    acceptBy:
      ticket.acceptedAt === null || ticket.offeredToId !== null ? moved(old.acceptBy, fresh.acceptBy) : old.acceptBy,
    contactBy: ticket.firstContactAt === null ? moved(old.contactBy, fresh.contactBy) : old.contactBy,
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
  const from = (receivedAt: number) => ({
    category,
    urgency,
    enterpriseId: requester.enterpriseId,
    projectId,
    receivedAt,
  });
  const first = limitsFrom(directory, from(clockStartedAt));
  const resolveBy = finalLimit(directory, ticket, category);
  const offered = (at: number | null) => (at === null ? first : offeredLimits(directory, from(at), resolveBy));
  return {
    acceptBy: offered(ticket.acceptFrom).acceptBy,
    contactBy: offered(ticket.contactFrom).contactBy,
    resolveBy,
    provisional: first.provisional || reachesUnknownYear(calendar, clockStartedAt, resolveBy),
  };
}
