import { projectNamed } from "../../people/projects.ts";
import { ok } from "../../result.ts";
import { isRequester } from "../authority.ts";
import { keyLimits } from "../clock.ts";
import type { DecideContext, Decision } from "../context.ts";
import { MAX_TEXT, refuse, stageRefusal } from "../context.ts";
import { routeByRule } from "../routing.ts";
import type { Attachment, TicketState } from "../state.ts";
import { projectSet } from "./set-project.ts";

export interface DescribeInput {
  readonly title: string;
  readonly text: string;
  readonly place: string | null;
  readonly attachments: readonly Attachment[];
  readonly category: string | null;
  /** UTC ms of each person's last ticket, for the rota. */
  readonly lastAssigned: ReadonlyMap<string, number>;
}

/** Words after a bare picture: the ticket existed at once, now it knows what it is about. Only while it has no words. */
export function describe(context: DecideContext, ticket: TicketState, input: DescribeInput): Decision {
  const wrong = stageRefusal(ticket, ["triage", "offered", "in_progress"]);
  if (wrong !== null) return refuse(wrong);
  if (!isRequester(context, ticket)) return refuse({ code: "not_allowed" });
  if (ticket.text !== "") return refuse({ code: "wrong_stage", stage: ticket.stage });
  if (input.text.trim() === "") return refuse({ code: "text_missing" });
  // What nobody has decided on yet is routed by rule, as if the words had come first; the clock keeps its start.
  const undecided = ticket.stage === "triage" && ticket.returnedByUnitIds.length === 0;
  const { enterpriseId } = ticket.requester;
  const named = projectNamed(context.directory, enterpriseId, [input.title, input.text, input.place]);
  const projectId = ticket.projectId ?? named;
  const routed = routeByRule(context, {
    category: undecided ? input.category : ticket.category,
    urgency: ticket.urgency,
    enterpriseId,
    projectId,
    receivedAt: ticket.openedAt,
    lastAssigned: input.lastAssigned,
  });
  const found = undecided ? null : keyLimits(context.directory, ticket, { enterpriseId, projectId }, context.now);
  const deadlines = undecided ? routed.deadlines : (found ?? ticket.deadlines);
  return ok([
    {
      type: "described",
      data: {
        attachments: input.attachments,
        category: routed.category,
        unitId: routed.unitId,
        offeredToId: undecided ? routed.offeredToId : null,
        deadlines,
      },
      content: { title: input.title, text: input.text.trim().slice(0, MAX_TEXT), place: input.place },
    },
    ...(projectId === ticket.projectId ? [] : [projectSet({ ...ticket, deadlines }, projectId, "rule", found)]),
  ]);
}
