import { unreachable } from "../result.ts";
import { newRound, unasked } from "./counting.ts";
import type { TicketEvent } from "./events.ts";
import { noted } from "./noted.ts";
import { withPartLimits } from "./part-limits.ts";
import type { TicketState } from "./state.ts";

/** What a message was that is no request. */
export const DISMISSAL_KINDS = ["greeting", "test", "advert", "answered"] as const;
export type DismissalKind = (typeof DISMISSAL_KINDS)[number];

/** 非诉求: what it was taken for, and what its sender was told besides; kept when it has been opened again. */
export interface Dismissal {
  readonly kind: DismissalKind;
  readonly text: string;
  /** Its sender said that it is to be handled: never dismissed again. */
  readonly restored: boolean;
}

type DismissalEvent = Extract<TicketEvent, { type: "dismissed" | "restored" }>;

/** What 不是诉求 and 还是需要处理 change. */
export function changedByDismissal(state: TicketState, event: DismissalEvent): Partial<TicketState> {
  const { at } = event;
  switch (event.type) {
    case "dismissed":
      return {
        stage: "not_request",
        closedAt: at,
        closeReason: "not_request",
        offeredToId: null,
        ...unasked(state),
        dismissal: { kind: event.data.kind, text: event.content.text, restored: false },
        ...noted(state, event, "dismissed", event.content.text),
      };
    case "restored":
      return {
        stage: "triage",
        unitId: null,
        offeredToId: null,
        assigneeId: null,
        responsibleId: state.firstResponderId,
        ...newRound(state, event.data.deadlines, at),
        ...withPartLimits(state, event.data),
        passedOn: 0,
        dismissal: state.dismissal === null ? null : { ...state.dismissal, restored: true },
        ...noted(state, event, "restored", ""),
      };
    default:
      return unreachable(event);
  }
}

/** Times its result was sent back; opening it again after 非诉求, or when papers came late, is none of them. */
export const timesRedone = (ticket: TicketState): number =>
  ticket.redo -
  (ticket.dismissal?.restored === true ? 1 : 0) -
  ticket.notes.filter(({ kind }) => kind === "resumed").length;
