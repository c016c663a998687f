import { localDay } from "../../calendar/index.ts";
import { presentFor } from "../../people/standing-in.ts";
import { ok } from "../../result.ts";
import { holder } from "../answering.ts";
import { isDispatcher, isRequester, isWorker } from "../authority.ts";
import { afterPause, limitsFrom } from "../clock.ts";
import type { DecideContext, Decision } from "../context.ts";
import { MAX_TEXT, refuse, stageRefusal } from "../context.ts";
import type { TicketFact } from "../events.ts";
import { partsAnew } from "../part-limits.ts";
import { stillMissing } from "../papers.ts";
import { isUnanswered } from "../state.ts";
import type { Attachment, TicketState } from "../state.ts";

export interface SupplementInput {
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** The words want to know something rather than bring it; absent = no. */
  readonly asks?: boolean;
}

/**
 * 补充材料. Whatever arrives ends the pause: it is for the cadre to say that something is still missing, once (003-08). A mere
 * question about the list leaves the list open: nothing of it has come. What arrives after the pause has closed the ticket opens it again (domain.md B.13).
 */
export function supplement(context: DecideContext, ticket: TicketState, input: SupplementInput): Decision {
  const late = isUnanswered(ticket);
  const wrong = stageRefusal(ticket, [
    ...(late ? ["terminated" as const] : []),
    "triage",
    "offered",
    "in_progress",
    "awaiting_requester",
    "parked",
    "awaiting_confirmation",
    "awaiting_rating",
  ]);
  if (wrong !== null) return refuse(wrong);
  if (!isRequester(context, ticket) && !isDispatcher(context) && !isWorker(context, ticket))
    return refuse({ code: "not_allowed" });
  if (input.text.trim() === "" && input.attachments.length === 0) return refuse({ code: "text_missing" });
  // Longer than a field allows is still a person's message: kept, cut only here, whole in the inbound row.
  const content = { text: input.text.trim().slice(0, MAX_TEXT) };
  if (late) return ok([resumed(context, ticket, input, content)]);
  const resumes = ticket.stage === "awaiting_requester";
  const asks =
    input.asks === true &&
    input.attachments.length === 0 &&
    (resumes || stillMissing(ticket).length > 0) &&
    isRequester(context, ticket);
  return ok([
    {
      type: "supplemented",
      data: {
        attachments: input.attachments,
        resumes,
        ...(asks ? { asks } : {}),
        deadlines: resumes ? afterPause(context.directory, ticket, context.now) : null,
      },
      content,
    },
  ]);
}

/** With who had it, on a new clock: nobody can be late for what he was waiting for. */
function resumed(
  { directory, now }: DecideContext,
  ticket: TicketState,
  { attachments }: SupplementInput,
  content: { readonly text: string },
): TicketFact {
  const { category, urgency, requester, projectId } = ticket;
  const start = { category, urgency, enterpriseId: requester.enterpriseId, projectId, receivedAt: now };
  const deadlines = limitsFrom(directory, start);
  return {
    type: "resumed",
    data: {
      attachments,
      deadlines,
      ...partsAnew({ directory, now }, ticket, deadlines.resolveBy),
      // Who has left or is away meanwhile cannot go on with it; who does his work can.
      responsibleId: presentFor(directory, holder(ticket), localDay(directory.calendar, now)),
    },
    content,
  };
}
