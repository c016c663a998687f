import { projectNamed } from "../../people/projects.ts";
import { ok } from "../../result.ts";
import { isDispatcher, isRequester } from "../authority.ts";
import { keyLimits } from "../clock.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse } from "../context.ts";
import type { TicketFact } from "../events.ts";
import { hasLeft } from "../requester.ts";
import type { TicketState } from "../state.ts";
import { projectSet, SETTABLE } from "./set-project.ts";

/**
 * Identity learnt afterwards: the ticket existed already, now it knows who asked. By a dispatcher, or by who asked himself as long
 * as nobody had verified him. A key firm's limits count from then, where they are shorter (002-20).
 */
export function bindRequester(
  context: DecideContext,
  ticket: TicketState,
  input: { readonly personId: string; readonly enterpriseId: string | null; readonly boundBy: string },
): Decision {
  const { directory, now } = context;
  // Who goes to another firm takes no matter of his old one along.
  if (hasLeft(directory, ticket) && ticket.requester.enterpriseId !== input.enterpriseId)
    return refuse({ code: "not_allowed" });
  const own = isRequester(context, ticket) && !ticket.requester.verified;
  if (!own && !isDispatcher(context)) return refuse({ code: "not_allowed" });
  if (ticket.requester.personId === input.personId && ticket.requester.verified) return ok([]);
  const { title, text, place, stage, requester } = ticket;
  const { enterpriseId } = input;
  const open = SETTABLE.includes(stage);
  // A result that a leader looks at may come back, and then has them.
  const owed = open || stage === "awaiting_confirmation";
  const firm = owed ? keyLimits(directory, ticket, { enterpriseId, projectId: ticket.projectId }, now) : null;
  const data = { ...input, ...(firm === null ? {} : { deadlines: firm, key: true as const }) };
  const bound: TicketFact = { type: "requester_bound", data, content: null };
  const projectId = ticket.projectId ?? projectNamed(directory, enterpriseId, [title, text, place]);
  if (projectId === ticket.projectId || !open) return ok([bound]);
  const known = { ...ticket, requester: { ...requester, enterpriseId }, deadlines: firm ?? ticket.deadlines };
  const project = keyLimits(directory, known, { enterpriseId, projectId }, now);
  return ok([bound, projectSet(context, known, projectId, "rule", project)]);
}
