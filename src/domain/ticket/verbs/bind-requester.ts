import { projectNamed } from "../../people/projects.ts";
import { ok } from "../../result.ts";
import { projectLimits } from "../clock.ts";
import type { DecideContext, Decision } from "../context.ts";
import type { TicketFact } from "../events.ts";
import type { TicketState } from "../state.ts";
import { SETTABLE } from "./set-project.ts";

/** Identity learnt afterwards: the ticket existed already, now it knows who asked. */
export function bindRequester(
  { directory, now }: DecideContext,
  ticket: TicketState,
  input: { readonly personId: string; readonly enterpriseId: string | null; readonly boundBy: string },
): Decision {
  if (ticket.requester.personId === input.personId && ticket.requester.verified) return ok([]);
  const bound: TicketFact = { type: "requester_bound", data: input, content: null };
  const { title, text, place, stage } = ticket;
  const projectId = ticket.projectId ?? projectNamed(directory, input.enterpriseId, [title, text, place]);
  if (projectId === ticket.projectId || !SETTABLE.includes(stage)) return ok([bound]);
  const deadlines = projectLimits(directory, ticket, projectId, now);
  return ok([bound, { type: "project_set", data: { projectId, by: "rule", deadlines }, content: null }]);
}
