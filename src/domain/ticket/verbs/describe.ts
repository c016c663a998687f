import { reachesUnknownYear } from "../../calendar/index.ts";
import { projectNamed } from "../../people/projects.ts";
import { ok } from "../../result.ts";
import { isRequester } from "../authority.ts";
import { finalLimit, keyLimits, offeredLimits } from "../clock.ts";
import type { DecideContext, Decision } from "../context.ts";
import { MAX_TEXT, refuse, stageRefusal } from "../context.ts";
import { routeByRule } from "../routing.ts";
import type { Routed } from "../routing.ts";
import type { Attachment, Deadlines, TicketState } from "../state.ts";
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
  // What nobody has decided on yet is routed by rule; the clock keeps its start.
  const undecided = ticket.stage === "triage" && ticket.returnedByUnitIds.length === 0;
  const { enterpriseId } = ticket.requester;
  const named = projectNamed(context.directory, enterpriseId, [input.title, input.text, input.place]);
  const projectId = ticket.projectId ?? named;
  const routed = routeByRule(context, {
    category: undecided ? input.category : ticket.category,
    urgency: ticket.urgency,
    enterpriseId,
    projectId,
    receivedAt: ticket.clockStartedAt,
    lastAssigned: input.lastAssigned,
  });
  const owed = undecided ? limitsOf(context, ticket, routed) : ticket.deadlines;
  const known = { ...ticket, category: routed.category ?? ticket.category, deadlines: owed };
  const found = keyLimits(context.directory, known, { enterpriseId, projectId }, context.now);
  return ok([
    {
      type: "described",
      data: {
        attachments: input.attachments,
        category: routed.category,
        unitId: routed.unitId,
        offeredToId: undecided ? routed.offeredToId : null,
        deadlines: owed,
      },
      content: { title: input.title, text: input.text.trim().slice(0, MAX_TEXT), place: input.place },
    },
    ...(projectId === ticket.projectId ? [] : [projectSet(context, known, projectId, "rule", found)]),
  ]);
}

/** As a dispatcher's decision would leave them: a final limit of the present round, and the receiver's own from the offer. */
function limitsOf(
  { directory, now }: DecideContext,
  ticket: TicketState,
  { category, offeredToId }: Routed,
): Deadlines {
  const { urgency, requester, projectId, clockStartedAt, deadlines } = ticket;
  const resolveBy = finalLimit(directory, ticket, category);
  const provisional = reachesUnknownYear(directory.calendar, clockStartedAt, resolveBy);
  const within = (at: number): number => (resolveBy > now ? Math.min(at, resolveBy) : at);
  const start = { category, urgency, enterpriseId: requester.enterpriseId, projectId, receivedAt: now };
  const own =
    offeredToId === null
      ? { acceptBy: within(deadlines.acceptBy), contactBy: within(deadlines.contactBy) }
      : offeredLimits(directory, start, resolveBy);
  return { ...own, resolveBy, provisional };
}
