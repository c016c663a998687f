import { unreachable } from "../result.ts";
import type { TicketEvent } from "./events.ts";
import { newRound, pauseEnded, unasked } from "./counting.ts";
import { noted } from "./noted.ts";
import { givenOn } from "./offered.ts";
import { withPartLimits } from "./part-limits.ts";
import type { Assist, Supervision, TicketState } from "./state.ts";

type SupervisionEvent = Extract<
  TicketEvent,
  {
    type:
      | "passed_on"
      | "approval_asked"
      | "approval_given"
      | "approval_denied"
      | "unparked"
      | "assist_asked"
      | "assist_done"
      | "assist_cancelled"
      | "assist_handed"
      | "supervised"
      | "supervision_replied"
      | "levelled_up"
      | "looked_back"
      | "recomputed"
      | "pause_over"
      | "terminated"
      | "resumed";
  }
>;

/** What extension, parking, joint handling, supervision and the clock itself change (domain.md B.1–B.4). */
export function changedBySupervision(state: TicketState, event: SupervisionEvent): Partial<TicketState> {
  const { at } = event;
  switch (event.type) {
    case "passed_on":
      return {
        stage: "offered",
        passedOn: state.passedOn + 1,
        offeredToId: event.data.toId,
        ...givenOn(state, event.data, at),
        unitId: event.data.unitId,
        chain: [
          ...state.chain,
          {
            from: event.data.fromId ?? state.firstResponderId,
            to: event.data.toId,
            unitId: event.data.unitId,
            at,
            acceptedAt: null,
            lapsed: true,
          },
        ],
      };
    case "approval_asked": {
      const { byId, ...asked } = event.data;
      const { reason, plan } = event.content;
      return {
        approval: { ...asked, ...(byId === undefined ? {} : { byId }), reason, plan, askedAt: at },
        extensionsAsked: state.extensionsAsked + (asked.kind === "extension" ? 1 : 0),
        ...noted(state, event, asked.kind, reason),
      };
    }
    case "approval_given":
      return { approval: null, ...granted(state, event) };
    case "approval_denied":
      return { approval: null, ...noted(state, event, "denied", event.content.reason) };
    case "unparked":
      return {
        stage: "in_progress",
        parking: null,
        // Before, during or because of the standstill: what was asked for then is asked for no more.
        materials: [],
        ...(state.approval?.kind === "parking" ? { approval: null } : {}),
        ...pauseEnded(state, at),
        ...withPartLimits(state, event.data),
        deadlines: event.data.deadlines,
        ...noted(state, event, "parking", event.content.text),
      };
    case "assist_asked": {
      const { assistId: id, ...asked } = event.data;
      const { text } = event.content;
      const assist: Assist = { id, ...asked, text, askedAt: at, doneAt: null, result: "" };
      return { assists: [...state.assists, assist], ...noted(state, event, "assist", text) };
    }
    case "assist_done":
      return {
        ...changedAssist(state, event.data.assistId, { doneAt: at, result: event.content.text }),
        ...noted(state, event, "assist", event.content.text),
      };
    case "assist_cancelled": {
      const { reason } = event.content;
      const ended = { doneAt: at, result: reason, cancelled: true };
      return { ...changedAssist(state, event.data.assistId, ended), ...noted(state, event, "assist", reason) };
    }
    case "assist_handed":
      return changedAssist(state, event.data.assistId, { personId: event.data.personId });
    case "supervised": {
      const { grade, byId, replyBy } = event.data;
      const { text } = event.content;
      const supervision: Supervision = { grade, byId, text, at, replyBy, repliedAt: null, reply: "" };
      return { supervisions: [...state.supervisions, supervision], ...noted(state, event, "supervision", text) };
    }
    case "supervision_replied":
      return {
        supervisions: state.supervisions.map((supervision, i) =>
          supervision.repliedAt === null && i < (event.data.upTo ?? Infinity)
            ? { ...supervision, repliedAt: at, reply: event.content.text }
            : supervision,
        ),
        ...noted(state, event, "supervision", event.content.text),
      };
    case "levelled_up":
      return {
        level: event.data.level,
        takenUpTo: event.data.leaderId ?? null,
        ...noted(state, event, "supervision", event.content.reason),
      };
    case "looked_back":
      return { lookedBackAt: at };
    case "recomputed":
      return { deadlines: event.data.deadlines };
    case "pause_over":
      return {
        stage: "in_progress",
        ...pauseEnded(state, at),
        deadlines: event.data.deadlines,
        ...noted(state, event, "pause_over", ""),
      };
    case "terminated":
      return {
        stage: "terminated",
        closedAt: at,
        closeReason: "terminated",
        offeredToId: null,
        pausedSince: null,
        parking: null,
        ...unasked(state),
        termination: event.content.reason,
        ...(event.data.cause === "no_answer" ? noted(state, event, "unanswered", "") : {}),
      };
    case "resumed": {
      const { attachments, deadlines, responsibleId } = event.data;
      return {
        stage: "in_progress",
        responsibleId,
        assigneeId: responsibleId,
        ...newRound(state, deadlines, at),
        ...withPartLimits(state, event.data),
        termination: null,
        materials: [],
        attachments: [...state.attachments, ...attachments],
        ...noted(state, event, "resumed", event.content.text),
      };
    }
    default:
      return unreachable(event);
  }
}

const changedAssist = (state: TicketState, id: string, change: Partial<Assist>): Pick<TicketState, "assists"> => ({
  assists: state.assists.map((assist) => (assist.id === id ? { ...assist, ...change } : assist)),
});

function granted(state: TicketState, event: Extract<TicketEvent, { type: "approval_given" }>): Partial<TicketState> {
  const { kind, until, deadlines } = event.data;
  const reason = state.approval?.reason ?? "";
  switch (kind) {
    case "extension":
      return {
        deadlines,
        extension: until === null ? null : { until, reason },
        ...noted(state, event, "approved", event.content.reason),
      };
    case "parking":
      return {
        stage: "parked",
        parking: until === null ? null : { until, reason, plan: state.approval?.plan ?? "" },
        // Parked while papers are awaited, the clock has stood still since then.
        pausedSince: state.pausedSince ?? event.at,
        ...noted(state, event, "approved", event.content.reason),
      };
    case "termination":
      // The end itself is the next event of the same change.
      return noted(state, event, "approved", event.content.reason);
    default:
      return unreachable(kind);
  }
}
