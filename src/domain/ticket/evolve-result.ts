import { unreachable } from "../result.ts";
import { newRound, unasked } from "./counting.ts";
import type { TicketEvent } from "./events.ts";
import { noted, resultOf } from "./noted.ts";
import { answeredBy } from "./supervisions.ts";
import type { TicketState } from "./state.ts";

type ResultEvent = Extract<TicketEvent, { type: "resolved" | "rated" | "reopened" | "closed" }>;

/** What a result, the mark on it and coming back change (domain.md B.8). */
export function changedByResult(state: TicketState, event: ResultEvent): Partial<TicketState> {
  const { at } = event;
  switch (event.type) {
    case "resolved":
      return {
        stage: "awaiting_rating",
        resolvedAt: at,
        pausedSince: null,
        parking: null,
        ...unasked(state),
        firstContactAt: state.firstContactAt ?? at,
        attachments: [...state.attachments, ...event.data.evidence],
        result: resultOf(event),
        ...answeredBy(state, resultOf(event)),
      };
    case "rated":
      return {
        ratings: [
          ...state.ratings,
          { level: event.data.level, reasons: event.data.reasons, comment: event.content.comment, at },
        ],
        ...noted(state, event, "rating", event.content.comment),
      };
    case "reopened":
      return {
        stage: "in_progress",
        responsibleId: event.data.responsibleId,
        assigneeId: event.data.responsibleId,
        ...newRound(state, event.data.deadlines, at),
        resolvedAt: null,
        lookedBackAt: null,
        // A bad mark is the same matter, whose papers were to be told at once (003-08); what comes back after its end is as it is now.
        ...(state.closedAt === null ? {} : { materialsRequests: 0 }),
        ...(state.result === null
          ? {}
          : // The next result takes its place, and the enterprise was told this one.
            { earlierResults: [...(state.earlierResults ?? []), { ...state.result, assigneeId: state.assigneeId }] }),
        ...noted(state, event, "reopened", event.content.reason),
      };
    case "closed":
      return { stage: "closed", closedAt: at, closeReason: event.data.reason };
    default:
      return unreachable(event);
  }
}
