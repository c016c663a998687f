import { ok } from "../../result.ts";
import { limitsFrom } from "../clock.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse } from "../context.ts";
import { isOpen } from "../state.ts";
import type { TicketState } from "../state.ts";

/**
 * A new calendar or policy moves the limits of open tickets, with an event that says so. An agreed extension and the time
 * already paused stay; a limit that has been missed is not moved out of sight.
 */
export function recompute(
  { directory, actor, now }: DecideContext,
  ticket: TicketState,
  input: { readonly because: "calendar" | "policy" },
): Decision {
  if (actor.type !== "system") return refuse({ code: "not_allowed" });
  if (!isOpen(ticket) || ticket.extension !== null || ticket.deadlines.resolveBy < now) return ok([]);
  if (ticket.materialsRequests > 0 || ticket.parking !== null || ticket.confirmation !== null) return ok([]);
  // The time a leader took is paused time too.
  if (ticket.notes.some((note) => note.kind === "sent_back" && note.at >= ticket.clockStartedAt)) return ok([]);
  const fresh = limitsFrom(directory, {
    category: ticket.category,
    urgency: ticket.urgency,
    enterpriseId: ticket.requester.enterpriseId,
    projectId: ticket.projectId,
    receivedAt: ticket.clockStartedAt,
  });
  const deadlines = { ...fresh, acceptBy: ticket.acceptedAt === null ? fresh.acceptBy : ticket.deadlines.acceptBy };
  const same = (["acceptBy", "contactBy", "resolveBy", "provisional"] as const).every(
    (key) => deadlines[key] === ticket.deadlines[key],
  );
  return same ? ok([]) : ok([{ type: "recomputed", data: { deadlines, because: input.because }, content: null }]);
}
