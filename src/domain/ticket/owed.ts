import type { Directory } from "../people/directory.ts";
import { dispatchBy } from "./dispatch-by.ts";
import type { TicketState } from "./state.ts";
import { unanswered } from "./supervisions.ts";

/** What is owed of a matter before its final limit, and since or until when (UTC ms). */
export interface Owed {
  readonly what: "dispatch" | "accept" | "contact" | "reply";
  readonly by: number;
}

/**
 * Why a leader may have to look at a matter whose final limit is still to come: nobody has taken it or called in time, or the
 * reply to a supervision of his is open (001-32, B.1). Null = nothing.
 * @param names the leader's, and of those whose work he does today.
 */
export function owedToLeader(
  directory: Directory,
  ticket: TicketState,
  names: readonly string[],
  now: number,
): Owed | null {
  const { stage, firstContactAt, deadlines } = ticket;
  const untaken = stage === "triage" || stage === "offered";
  const taken = dispatchBy(directory, ticket);
  if (untaken && taken < now) return { what: stage === "triage" ? "dispatch" : "accept", by: taken };
  if ((untaken || stage === "in_progress") && firstContactAt === null && deadlines.contactBy < now)
    return { what: "contact", by: deadlines.contactBy };
  const replies = unanswered(ticket).flatMap(({ byId, replyBy }) => (names.includes(byId) ? [replyBy] : []));
  return replies.length === 0 ? null : { what: "reply", by: Math.min(...replies) };
}
