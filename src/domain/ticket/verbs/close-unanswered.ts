import { addWorkingDays } from "../../calendar/index.ts";
import type { Directory } from "../../people/directory.ts";
import { ok } from "../../result.ts";
import { afterPause } from "../clock.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal } from "../context.ts";
import { hasLeft } from "../requester.ts";
import type { TicketState } from "../state.ts";

/** Working days a pause may last (domain.md B.13). */
const PAUSE_DAYS = 5;

/** When a pause for papers ends by itself; UTC ms, null while none runs. */
export function pauseEndsAt({ directory }: Pick<DecideContext, "directory">, ticket: TicketState): number | null {
  if (ticket.stage !== "awaiting_requester" || ticket.pausedSince === null) return null;
  return addWorkingDays(directory.calendar, ticket.pausedSince, PAUSE_DAYS).at;
}

/**
 * Whether missing papers end it: neither danger (B.14) nor a project's matter (000-09) is over because nobody answered, nor one
 * of whose firm nobody was asked.
 */
export const endsUnanswered = (directory: Directory, ticket: TicketState): boolean =>
  ticket.projectId === null && ticket.urgency !== "emergency" && !hasLeft(directory, ticket);

/**
 * The enterprise never sent what was missing: closed with notice, so that every pause ends (domain.md B.13). What does not end by
 * silence goes on with its clock, and whoever has it asks the enterprise or a leader.
 */
export function closeUnanswered(
  context: DecideContext,
  ticket: TicketState,
  input: { readonly reason: string },
): Decision {
  if (context.actor.type !== "system") return refuse({ code: "not_allowed" });
  const wrong = stageRefusal(ticket, ["awaiting_requester"]);
  if (wrong !== null) return refuse(wrong);
  const due = pauseEndsAt(context, ticket);
  if (due === null || context.now < due) return ok([]);
  if (!endsUnanswered(context.directory, ticket)) {
    const deadlines = afterPause(context.directory, ticket, context.now) ?? ticket.deadlines;
    return ok([{ type: "pause_over", data: { deadlines }, content: null }]);
  }
  return ok([{ type: "terminated", data: { cause: "no_answer" }, content: { reason: input.reason } }]);
}
