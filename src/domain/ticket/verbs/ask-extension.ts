import { addWorkingDays } from "../../calendar/index.ts";
import type { Directory } from "../../people/directory.ts";
import { ok } from "../../result.ts";
import { approverOf, askerOf, decideBy } from "../approver.ts";
import { isWorker } from "../authority.ts";
import { longestExtension, policyAt } from "../clock.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal, textRefusal } from "../context.ts";
import type { TicketState } from "../state.ts";

export interface AskExtensionInput {
  readonly reason: string;
  /** New limit, UTC ms: the end of a working day. */
  readonly until: number;
}

/** Until when an extension can be asked for, UTC ms: a working day before the limit (B.4); null = no longer, or used up. */
export function extendBy(directory: Directory, ticket: TicketState, now: number): number | null {
  const { extensionTimes } = policyAt(directory, ticket.category, ticket.openedAt);
  if (ticket.stage !== "in_progress" || ticket.approval !== null || ticket.extensionsAsked >= extensionTimes)
    return null;
  const { at } = addWorkingDays(directory.calendar, ticket.deadlines.resolveBy, -1);
  return now > at ? null : at;
}

/** 延期: once, at least a working day before the limit, with reason and new date, at most what the category allows, of a complex matter its longer limit (B.2, B.4). */
export function askExtension(context: DecideContext, ticket: TicketState, input: AskExtensionInput): Decision {
  const { directory, now } = context;
  const { calendar } = directory;
  const wrong = stageRefusal(ticket, ["in_progress"]);
  if (wrong !== null) return refuse(wrong);
  if (!isWorker(context, ticket)) return refuse({ code: "not_allowed" });
  const policy = policyAt(directory, ticket.category, ticket.openedAt);
  if (ticket.approval !== null) return refuse({ code: "approval_pending" });
  if (ticket.extensionsAsked >= policy.extensionTimes) return refuse({ code: "extension_used" });
  const { resolveBy } = ticket.deadlines;
  if (now > addWorkingDays(calendar, resolveBy, -1).at) return refuse({ code: "extension_too_late" });
  const bad = textRefusal(input.reason);
  if (bad !== null) return refuse(bad.code === "text_missing" ? { code: "reason_missing" } : bad);
  if (input.until <= resolveBy) return refuse({ code: "date_not_later" });
  const longest = longestExtension(directory, ticket);
  if (input.until > longest.until) return refuse({ code: "extension_too_long", until: longest.until });
  const approverId = approverOf(context, ticket, "extension");
  if (approverId === null) return refuse({ code: "no_approver" });
  return ok([
    {
      type: "approval_asked",
      data: {
        kind: "extension",
        ...askerOf(context, ticket),
        approverId,
        until: input.until,
        decideBy: decideBy(directory, ticket, now),
      },
      content: { reason: input.reason.trim(), plan: "" },
    },
  ]);
}
