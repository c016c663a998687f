import { ok } from "../../result.ts";
import { isDispatcher, isRequester, isWorker } from "../authority.ts";
import { afterPause } from "../clock.ts";
import type { DecideContext, Decision } from "../context.ts";
import { MAX_TEXT, refuse, stageRefusal } from "../context.ts";
import type { Attachment, TicketState } from "../state.ts";

export interface SupplementInput {
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

/** 补充材料. Whatever arrives ends the pause: it is for the cadre to say that something is still missing, once (003-08). */
export function supplement(context: DecideContext, ticket: TicketState, input: SupplementInput): Decision {
  const wrong = stageRefusal(ticket, [
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
  const resumes = ticket.stage === "awaiting_requester";
  return ok([
    {
      type: "supplemented",
      data: {
        attachments: input.attachments,
        resumes,
        deadlines: resumes ? afterPause(context.directory, ticket, context.now) : null,
      },
      // Longer than a field allows is still a person's message: kept, cut only here, whole in the inbound row.
      content: { text: input.text.trim().slice(0, MAX_TEXT) },
    },
  ]);
}
