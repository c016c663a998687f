import { ok } from "../../result.ts";
import { askedAnew } from "../approver.ts";
import { hasHandled, isDispatcher, isWorker } from "../authority.ts";
import { keyLimits } from "../clock.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal } from "../context.ts";
import type { TicketFact } from "../events.ts";
import { takerOf } from "../state.ts";
import type { Deadlines, Stage, TicketState } from "../state.ts";

/** While somebody still works on it; later the leader has been asked, or the enterprise. */
export const SETTABLE: readonly Stage[] = ["triage", "offered", "in_progress", "awaiting_requester", "parked"];

/**
 * 选择项目: where there is none yet, by a dispatcher or whoever works on it. Only a dispatcher takes it off its project or moves it
 * to another, and none who has worked on it: he would choose who confirms his own result (000-09).
 */
export function setProject(
  context: DecideContext,
  ticket: TicketState,
  input: { readonly projectId: string | null },
): Decision {
  const { directory, now } = context;
  const wrong = stageRefusal(ticket, SETTABLE);
  if (wrong !== null) return refuse(wrong);
  const dispatcher = isDispatcher(context);
  if (!dispatcher && !isWorker(context, ticket)) return refuse({ code: "not_allowed" });
  const { projectId } = input;
  if (projectId === ticket.projectId) return ok([]);
  if (ticket.projectId !== null && (!dispatcher || worksOnIt(context, ticket)))
    return refuse({ code: "project_decided" });
  if (projectId !== null && directory.projects.get(projectId)?.running !== true)
    return refuse({ code: "unknown_project" });
  const found = keyLimits(directory, ticket, { enterpriseId: ticket.requester.enterpriseId, projectId }, now);
  return ok([projectSet(context, ticket, projectId, "person", found)]);
}

/**
 * He, or whom he stands in for, has or had it, or he heads the unit that has. Until somebody has accepted it a dispatcher is
 * responsible himself, and sorting it out is what he is there for.
 */
function worksOnIt(context: DecideContext, ticket: TicketState): boolean {
  const { chain, assigneeId, responsibleId } = ticket;
  // A word of the desk's before anybody has accepted is no work on it.
  if (chain.every(({ acceptedAt }) => acceptedAt === null)) return false;
  const taken = chain.some((link) => takerOf(link) === (assigneeId ?? responsibleId));
  return hasHandled(context, ticket) || (taken && isWorker(context, ticket));
}

/** @param found its limits as a key project's; null = it had them before, or has none. */
export function projectSet(
  context: DecideContext,
  ticket: TicketState,
  projectId: string | null,
  by: "person" | "rule",
  found: Deadlines | null,
): TicketFact {
  const asked = askedAnew(context, { ...ticket, projectId });
  return {
    type: "project_set",
    data: {
      projectId,
      by,
      deadlines: found ?? ticket.deadlines,
      ...(found === null ? {} : { key: true }),
      ...(asked === null ? {} : { asked }),
    },
    content: null,
  };
}
