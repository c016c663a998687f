import { unreachable } from "../result.ts";
import type { TicketEvent } from "./events.ts";
import { contactSooner, pauseEnded, unasked } from "./counting.ts";
import { noted, resultOf } from "./noted.ts";
import { answeredBy } from "./supervisions.ts";
import type { TicketState } from "./state.ts";

type ProjectEvent = Extract<TicketEvent, { type: "project_set" | "handed_in" | "confirmed" | "sent_back" }>;

/** What belonging to a key project and its bound leader's word change (000-09, 003-14). */
export function changedByProject(state: TicketState, event: ProjectEvent): Partial<TicketState> {
  const { at } = event;
  switch (event.type) {
    case "project_set":
      return {
        projectId: event.data.projectId,
        deadlines: event.data.deadlines,
        ...(event.data.key === true ? { keyFrom: at } : {}),
        ...(event.data.asked === undefined || state.approval === null
          ? {}
          : { approval: { ...state.approval, ...event.data.asked, askedAt: at } }),
        ...contactSooner(state, event.data.deadlines, at),
        ...noted(state, event, "project", event.data.projectId ?? ""),
      };
    case "handed_in": {
      const { evidence, leaderId, byId, answerBy, deadlines } = event.data;
      return {
        stage: "awaiting_confirmation",
        ...pauseEnded(state, at),
        // The leader's time is not the assignee's: his clock stands where he handed it in.
        pausedSince: at,
        deadlines,
        ...unasked(state),
        parking: null,
        materials: [],
        attachments: [...state.attachments, ...evidence],
        result: resultOf(event),
        ...answeredBy(state, resultOf(event)),
        confirmation: { leaderId, askedAt: at, answerBy, ...(byId === undefined ? {} : { byId }) },
      };
    }
    case "confirmed":
      return {
        stage: "awaiting_rating",
        resolvedAt: at,
        pausedSince: null,
        confirmation: null,
        firstContactAt: state.firstContactAt ?? at,
        ...noted(state, event, "confirmed", ""),
      };
    case "sent_back":
      return {
        stage: "in_progress",
        ...pauseEnded(state, at),
        confirmation: null,
        deadlines: event.data.deadlines,
        ...noted(state, event, "sent_back", event.content.reason),
      };
    default:
      return unreachable(event);
  }
}
