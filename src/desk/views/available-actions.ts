import type { DecideContext, Decision } from "../../domain/ticket/context.ts";
import { askedOf } from "../../domain/ticket/asked.ts";
import { isDispatcher } from "../../domain/ticket/authority.ts";
import { mayReportCoercion } from "../../domain/ticket/coercion.ts";
import type { Refusal } from "../../domain/ticket/refusal.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { makePublic } from "../../domain/guides/public-answer.ts";
import { accept } from "../../domain/ticket/verbs/accept.ts";
import { dismiss, restore } from "../../domain/ticket/verbs/dismiss.ts";
import { handOver } from "../../domain/ticket/verbs/hand-over.ts";
import { progress } from "../../domain/ticket/verbs/progress.ts";
import { notSolved, rate } from "../../domain/ticket/verbs/rate.ts";
import { refuseTicket } from "../../domain/ticket/verbs/refuse.ts";
import { requestMaterials } from "../../domain/ticket/verbs/request-materials.ts";
import { stillMissing } from "../../domain/ticket/papers.ts";
import { resolve } from "../../domain/ticket/verbs/resolve.ts";
import { returnTicket } from "../../domain/ticket/verbs/return.ts";
import { supplement } from "../../domain/ticket/verbs/supplement.ts";
import { urge } from "../../domain/ticket/verbs/urge.ts";
import { withdraw } from "../../domain/ticket/verbs/withdraw.ts";
import type { TicketAction } from "./ticket-actions.ts";
import { triedSupervision } from "./tried-supervision.ts";
import type { Audience } from "./ticket-view.ts";

/** In the order a person is likely to want them; what an audience never does is not asked. */
const BY_AUDIENCE: Record<Audience, readonly TicketAction[]> = {
  requester: ["supplement", "rate", "not_solved", "restore", "urge", "withdraw", "coerced"],
  task: [
    "accept",
    "supervise_reply",
    "unpark",
    "resolve",
    "progress",
    "materials",
    "return",
    "dismiss",
    "hand_over",
    "assist",
    "assist_cancel",
    "extend",
    "park",
    "terminate",
    "project",
    "publish_answer",
  ],
  dispatcher: [
    "dispatch",
    "supervise_reply",
    "merge",
    "refuse",
    "dismiss",
    "restore",
    "accept",
    "progress",
    "resolve",
    "materials",
    "hand_over",
    "assist",
    "assist_cancel",
    "project",
    "level_up",
    "publish_answer",
  ],
  leader: ["confirm", "send_back", "approve", "deny", "supervise", "level_up", "unpark", "refuse"],
  assist: ["assist_done", "assist_hand"],
  watch: [],
  group: [],
};

/** A decision is only tried, never written: the rule itself says whether a button can work (voice.md 6). */
const TRIAL = "…";

/** What a person may press now on his card. The verbs ask again when he does. */
export function availableActions(context: DecideContext, ticket: TicketState, audience: Audience): TicketAction[] {
  return BY_AUDIENCE[audience].filter((action) => works(tried(context, ticket, action)));
}

const EXPLAINED: ReadonlySet<Refusal["code"]> = new Set<Refusal["code"]>([
  "cooling_down",
  "person_unavailable",
  "unit_without_people",
  "reason_needed_for_second_request",
  "date_not_later",
]);

function works(decision: Decision | boolean): boolean {
  if (typeof decision === "boolean") return decision;
  if (decision.ok) return decision.value.length > 0;
  // These need only what a form asks for, or an explanation that the press itself gives.
  return EXPLAINED.has(decision.error.code);
}

function tried(context: DecideContext, ticket: TicketState, action: TicketAction): Decision | boolean {
  switch (action) {
    case "accept":
      return accept(context, ticket);
    case "return":
      return returnTicket(context, ticket, { reason: TRIAL, proposedUnitId: null });
    case "hand_over":
      return handOver(context, ticket, { personId: null, unitId: null, reason: TRIAL, lastAssigned: new Map() });
    case "progress":
      return progress(context, ticket, { text: TRIAL, visible: true });
    case "materials":
      return requestMaterials(context, ticket, { materials: [...stillMissing(ticket), TRIAL].slice(0, 1), reason: "" });
    case "resolve":
      return resolve(context, ticket, { text: TRIAL, benefitYuan: null, evidence: [] });
    case "supplement":
      return supplement(context, ticket, { text: TRIAL, attachments: [] });
    case "urge":
      return urge(context, ticket, { text: "" });
    case "withdraw":
      return withdraw(context, ticket, { reason: "" });
    case "rate":
      return rate(context, ticket, { level: 5, reasons: [], comment: "", seen: askedOf(ticket).mark });
    case "coerced":
      return mayReportCoercion(context, ticket);
    case "not_solved":
      return notSolved(context, ticket, { reason: TRIAL });
    case "publish_answer":
      return makePublic(context, ticket, { question: TRIAL, answer: TRIAL, months: "6" }, false).ok;
    case "dismiss":
      return dismiss(context, ticket, { kind: "answered", text: TRIAL }, false);
    case "restore":
      return restore(context, ticket);
    case "extend":
    case "park":
    case "terminate":
    case "assist":
    case "assist_done":
    case "assist_hand":
    case "assist_cancel":
    case "project":
    case "confirm":
    case "send_back":
    case "approve":
    case "deny":
    case "unpark":
    case "supervise":
    case "supervise_reply":
    case "level_up":
    case "still_ok":
    case "relapse":
      return triedSupervision(context, ticket, action);
    case "dispatch":
    case "merge":
    case "refuse": {
      if (action === "refuse") return refuseTicket(context, ticket, { reason: TRIAL, properWay: TRIAL });
      const stages =
        action === "merge" ? ["triage", "offered", "in_progress", "awaiting_requester"] : ["triage", "offered"];
      return isDispatcher(context) && stages.includes(ticket.stage);
    }
  }
}
