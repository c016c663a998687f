import { ok } from "../../result.ts";
import { isDispatcher, isRequester, isWorker } from "../authority.ts";
import { afterPause, limitsFrom } from "../clock.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal } from "../context.ts";
import { partsAfterParking } from "../part-limits.ts";
import type { TicketState } from "../state.ts";

/**
 * 现场有危险: what came as an ordinary matter is an emergency (domain.md B.14). Limits only come nearer. Said again, whoever is on
 * duty has to take it in hand again: it may have grown, and what was done before was done about less.
 */
export function raiseAlarm(context: DecideContext, ticket: TicketState): Decision {
  const wrong = stageRefusal(ticket, ["triage", "offered", "in_progress", "awaiting_requester", "parked"]);
  if (wrong !== null) return refuse(wrong);
  if (!isRequester(context, ticket) && !isDispatcher(context) && !isWorker(context, ticket))
    return refuse({ code: "not_allowed" });
  const fresh = limitsFrom(context.directory, {
    category: ticket.category,
    urgency: "emergency",
    enterpriseId: ticket.requester.enterpriseId,
    projectId: ticket.projectId,
    receivedAt: context.now,
  });
  // Nobody waits for papers, or for a day weeks ahead, while people are in danger.
  const resumes = ticket.stage === "awaiting_requester" || ticket.stage === "parked";
  const deadlines = (resumes ? afterPause(context.directory, ticket, context.now) : null) ?? ticket.deadlines;
  const nearer = {
    ...deadlines,
    acceptBy: Math.min(deadlines.acceptBy, fresh.acceptBy),
    contactBy: Math.min(deadlines.contactBy, fresh.contactBy),
  };
  const data = { deadlines: nearer, ...(resumes ? { resumes } : {}), ...partsAfterParking(context, ticket) };
  return ok([{ type: "alarmed", data, content: null }]);
}
