import { ok, unreachable } from "../../domain/result.ts";
import type { DecideContext, Decision } from "../../domain/ticket/context.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { askedOf } from "../../domain/ticket/asked.ts";
import { isDispatcher } from "../../domain/ticket/authority.ts";
import { askAssist } from "../../domain/ticket/verbs/ask-assist.ts";
import { askExtension } from "../../domain/ticket/verbs/ask-extension.ts";
import { askParking } from "../../domain/ticket/verbs/ask-parking.ts";
import { askTermination } from "../../domain/ticket/verbs/ask-termination.ts";
import { cancelAssist } from "../../domain/ticket/verbs/cancel-assist.ts";
import { confirmResult, sendBack } from "../../domain/ticket/verbs/confirm.ts";
import { decideApproval } from "../../domain/ticket/verbs/decide-approval.ts";
import { finishAssist } from "../../domain/ticket/verbs/finish-assist.ts";
import { handAssist } from "../../domain/ticket/verbs/hand-assist.ts";
import { levelUp } from "../../domain/ticket/verbs/level-up.ts";
import { stillHolds } from "../../domain/ticket/verbs/look-back.ts";
import { notSolved } from "../../domain/ticket/verbs/rate.ts";
import { replySupervision, supervise } from "../../domain/ticket/verbs/supervise.ts";
import { setProject } from "../../domain/ticket/verbs/set-project.ts";
import { unpark } from "../../domain/ticket/verbs/unpark.ts";
import type { TicketAction } from "./ticket-actions.ts";

const TRIAL = "…";

type SupervisionAction = Extract<
  TicketAction,
  | "extend"
  | "park"
  | "terminate"
  | "assist"
  | "assist_done"
  | "assist_hand"
  | "assist_cancel"
  | "project"
  | "confirm"
  | "send_back"
  | "approve"
  | "deny"
  | "unpark"
  | "supervise"
  | "supervise_reply"
  | "level_up"
  | "still_ok"
  | "relapse"
>;

/** Tries an action with words of no meaning: the rule itself says whether its button can work. */
export function triedSupervision(context: DecideContext, ticket: TicketState, action: SupervisionAction): Decision {
  const asked = askedOf(ticket);
  switch (action) {
    case "extend":
      return askExtension(context, ticket, { reason: TRIAL, until: ticket.deadlines.resolveBy });
    case "park":
      return askParking(context, ticket, {
        reason: TRIAL,
        plan: TRIAL,
        until: Math.max(context.now, ticket.parking?.until ?? 0) + 1,
      });
    case "terminate":
      return askTermination(context, ticket, { reason: TRIAL });
    case "assist": {
      const other = [...context.directory.units.keys()].find((id) => id !== ticket.unitId) ?? "";
      const input = { assistId: "", unitId: other, text: TRIAL, workingDays: 1, lastAssigned: new Map() };
      return askAssist(context, ticket, input);
    }
    case "assist_done":
      return finishAssist(context, ticket, { text: TRIAL });
    case "assist_hand":
      // Whom to, the form asks.
      return handAssist(context, ticket, { personId: "" });
    case "assist_cancel": {
      const part = ticket.assists.find(({ doneAt }) => doneAt === null);
      return cancelAssist(context, ticket, { assistId: part?.id ?? "", reason: TRIAL });
    }
    case "project":
      return offeredProject(context, ticket);
    case "confirm":
      return confirmResult(context, ticket, { seen: asked.confirmation });
    case "send_back":
      return sendBack(context, ticket, { reason: TRIAL, seen: asked.confirmation });
    case "approve":
      return decideApproval(context, ticket, { approve: true, reason: "", seen: asked.approval });
    case "deny":
      return decideApproval(context, ticket, { approve: false, reason: "", seen: asked.approval });
    case "unpark":
      return unpark(context, ticket);
    case "supervise":
      return supervise(context, ticket, { grade: 1, text: TRIAL });
    case "supervise_reply":
      return replySupervision(context, ticket, { text: TRIAL, seen: asked.supervision });
    case "level_up":
      return levelUp(context, ticket, { reason: TRIAL, seen: asked.level });
    case "still_ok":
      return stillHolds(context, ticket, { seen: asked.mark });
    case "relapse":
      return notSolved(context, ticket, { reason: TRIAL });
    default:
      return unreachable(action);
  }
}

/** A button where a choice is likely: a dispatcher always; the assignee where the firm has a project, or is not known. */
function offeredProject(context: DecideContext, ticket: TicketState): Decision {
  const { enterpriseId } = ticket.requester;
  const running = [...context.directory.projects.values()].filter((one) => one.running && one.id !== ticket.projectId);
  const own = running.find((one) => one.enterpriseId === enterpriseId);
  const likely = enterpriseId === null || isDispatcher(context) ? running[0] : own;
  return likely === undefined ? ok([]) : setProject(context, ticket, { projectId: likely.id });
}
