import { changedByProject } from "./evolve-project.ts";
import { changedByDismissal } from "./dismissal.ts";
import { changedByResult } from "./evolve-result.ts";
import { changedBySupervision } from "./evolve-supervision.ts";
import { alarmSooner, contactSooner, pauseEnded, spoken, unasked } from "./counting.ts";
import { actedBy, noted } from "./noted.ts";
import { contactMissed, giverOf, givenOn, offeredBy, takenBack } from "./offered.ts";
import { withPartLimits } from "./part-limits.ts";
import type { TicketEvent } from "./events.ts";
import type { TicketState } from "./state.ts";

/** Adds one event to a ticket's state. Total and deterministic: the state is only a cache of the events. */
export function evolve(state: TicketState | null, event: TicketEvent): TicketState {
  if (event.type === "opened") return opened(event);
  if (state === null) throw new Error(`ticket ${event.ticketId}: first event is ${event.type}, not opened`);
  if (event.seq !== state.version + 1) throw new Error(`ticket ${state.no}: event ${event.seq} after ${state.version}`);
  return { ...state, ...changed(state, event), version: event.seq };
}

/** @throws when the history is empty or has a gap. */
export function replay(events: readonly TicketEvent[]): TicketState {
  let state: TicketState | null = null;
  for (const event of events) state = evolve(state, event);
  if (state === null) throw new Error("a ticket without events");
  return state;
}

function opened(event: Extract<TicketEvent, { type: "opened" }>): TicketState {
  const { data, content } = event;
  return {
    id: event.ticketId,
    no: data.no,
    version: event.seq,
    stage: data.offeredToId === null ? "triage" : "offered",
    title: content.title,
    text: content.text,
    place: content.place,
    category: data.category,
    urgency: data.urgency,
    channel: data.channel,
    chatId: data.chatId,
    requester: data.requester,
    unitId: data.unitId,
    firstResponderId: data.firstResponderId,
    responsibleId: data.firstResponderId,
    offeredToId: data.offeredToId,
    assigneeId: null,
    chain:
      data.offeredToId === null
        ? []
        : [{ from: data.firstResponderId, to: data.offeredToId, unitId: data.unitId, at: event.at, acceptedAt: null }],
    returnedByUnitIds: [],
    proposedUnitId: null,
    openedAt: event.at,
    clockStartedAt: event.at,
    acceptedAt: null,
    firstContactAt: null,
    resolvedAt: null,
    closedAt: null,
    closeReason: null,
    deadlines: data.deadlines,
    acceptFrom: null,
    contactFrom: null,
    giver: null,
    keyFrom: null,
    contactsMissed: null,
    deskSpoke: null,
    pausedSince: null,
    pauses: null,
    materialsRequests: 0,
    materials: [],
    materialsReason: null,
    attachments: data.attachments,
    notes: [],
    result: null,
    earlierResults: null,
    ratings: [],
    redo: 0,
    urges: 0,
    lastUrgedAt: null,
    mergedInto: null,
    mergedIntoNo: null,
    refusal: null,
    returnDecided: false,
    passedOn: 0,
    approval: null,
    extensionsAsked: 0,
    alarmedAt: null,
    raised: null,
    extension: null,
    parking: null,
    assists: [],
    supervisions: [],
    level: 0,
    takenUpTo: null,
    termination: null,
    dismissal: null,
    lookedBackAt: null,
    projectId: data.projectId ?? null,
    earlier: data.earlier ?? null,
    confirmation: null,
  };
}

/** Events of before it was kept whom it had been offered to name the acceptor alone. */
const takenBy = ({ assigneeId, offeredToId }: Extract<TicketEvent, { type: "accepted" }>["data"]) =>
  offeredToId === undefined ? { to: assigneeId } : { takenById: assigneeId };

function changed(state: TicketState, event: Exclude<TicketEvent, { type: "opened" }>): Partial<TicketState> {
  const at = event.at;
  switch (event.type) {
    case "requester_bound": {
      const { deadlines } = event.data;
      return {
        ...(deadlines === undefined ? {} : { deadlines, keyFrom: at, ...contactSooner(state, deadlines, at) }),
        requester: {
          ...state.requester,
          personId: event.data.personId,
          enterpriseId: event.data.enterpriseId,
          verified: true,
        },
      };
    }
    case "described": {
      const { data, content } = event;
      const offered =
        data.offeredToId === null ? {} : offeredBy(state, { unitId: data.unitId, to: data.offeredToId }, at);
      return {
        title: content.title,
        text: content.text,
        place: content.place ?? state.place,
        category: data.category ?? state.category,
        deadlines: data.deadlines,
        attachments: [...state.attachments, ...data.attachments],
        ...contactSooner(state, data.deadlines, at),
        ...(data.offeredToId === null ? {} : { acceptFrom: at, contactFrom: at }),
        ...offered,
      };
    }
    case "alarmed":
      return {
        urgency: "emergency",
        alarmedAt: at,
        raised: state.urgency === "emergency" ? (state.raised ?? null) : { at, from: state.urgency },
        ...(event.data.resumes === true
          ? {
              stage: "in_progress" as const,
              materials: [],
              parking: null,
              approval: state.approval?.kind === "parking" ? null : state.approval,
              ...pauseEnded(state, at),
            }
          : {}),
        ...withPartLimits(state, event.data),
        deadlines: event.data.deadlines,
        ...alarmSooner(state, event.data.deadlines, at),
      };
    case "dispatched":
      return {
        category: event.data.category,
        deadlines: event.data.deadlines,
        acceptFrom: at,
        contactFrom: at,
        proposedUnitId: null,
        // The first decision after a return is final for everybody (domain.md B.3).
        returnDecided: state.returnDecided || state.returnedByUnitIds.length > 0,
        ...offeredBy(
          state,
          { unitId: event.data.unitId, to: event.data.offeredToId, by: event.data.responsibleId },
          at,
        ),
      };
    case "accepted":
      return {
        stage: "in_progress",
        assigneeId: event.data.assigneeId,
        responsibleId: event.data.assigneeId,
        unitId: event.data.unitId ?? state.unitId,
        offeredToId: null,
        acceptedAt: state.acceptedAt ?? at,
        ...takenBack(state, event.data.contactBy),
        passedOn: 0,
        chain: state.chain.map((link, i) =>
          i === state.chain.length - 1 ? { ...link, ...takenBy(event.data), acceptedAt: at } : link,
        ),
      };
    case "returned":
      return {
        ...contactMissed(state, at),
        giver: null,
        ...unasked(state),
        stage: "triage",
        unitId: null,
        offeredToId: null,
        assigneeId: null,
        responsibleId: event.data.responsibleId,
        ...(event.data.acceptBy === undefined
          ? {}
          : { deadlines: { ...state.deadlines, acceptBy: event.data.acceptBy }, acceptFrom: at }),
        returnedByUnitIds: [...state.returnedByUnitIds, event.data.unitId],
        proposedUnitId: event.data.proposedUnitId,
        ...noted(state, event, "returned", event.content.reason),
      };
    case "handed_over":
      return {
        // Asked by who has it no longer, for a limit that may be another.
        ...unasked(state),
        stage: "offered",
        offeredToId: event.data.toId,
        passedOn: 0,
        assigneeId: null,
        // The giver stays responsible until the other has pressed accept (首问).
        responsibleId: event.data.fromId,
        ...givenOn(state, event.data, at),
        ...(state.assigneeId === null ? {} : { giver: giverOf(state, event.data.fromId) }),
        chain: [
          ...state.chain,
          {
            from: event.data.fromId,
            to: event.data.toId,
            unitId: event.data.unitId,
            at,
            acceptedAt: null,
            ...(event.data.shown === true ? { handed: { ...actedBy(event), reason: event.content.reason } } : {}),
          },
        ],
      };
    case "progressed":
      return {
        ...(event.data.visible ? spoken(state, event.data.byDesk ?? null, at) : {}),
        ...noted(state, event, event.data.visible ? "progress" : "internal", event.content.text),
      };
    case "materials_requested":
      return {
        stage: "awaiting_requester",
        pausedSince: at,
        ...spoken(state, null, at),
        materialsRequests: event.data.count,
        materials: event.content.materials,
        materialsReason: event.content.reason === "" ? null : event.content.reason,
        ...noted(state, event, "materials", event.content.materials.join(";")),
      };
    case "supplemented":
      return {
        ...(event.data.resumes ? { stage: "in_progress" as const, ...pauseEnded(state, at) } : {}),
        ...(event.data.asks === true ? {} : { materials: [] }),
        deadlines: event.data.deadlines ?? state.deadlines,
        attachments: [...state.attachments, ...event.data.attachments],
        ...noted(state, event, "supplement", event.content.text),
      };
    case "urged":
      return { urges: state.urges + 1, lastUrgedAt: at, ...noted(state, event, "urged", event.content.text) };
    case "resolved":
    case "rated":
    case "reopened":
    case "closed":
      return changedByResult(state, event);
    case "refused":
      return {
        stage: "refused",
        approval: null,
        closedAt: at,
        closeReason: "refused",
        offeredToId: null,
        refusal: event.content,
      };
    case "withdrawn":
      return { ...taken("withdrawn", at), confirmation: null };
    case "merged":
      return { ...taken("merged", at), mergedInto: event.data.intoId, mergedIntoNo: event.data.intoNo };
    case "project_set":
    case "handed_in":
    case "confirmed":
    case "sent_back":
      return changedByProject(state, event);
    case "dismissed":
    case "restored":
      return changedByDismissal(state, event);
    default:
      // What is left is extension, parking, joint handling, supervision and the clock; the type says so.
      return changedBySupervision(state, event);
  }
}

/** Taken back by its requester, or into another: nothing waits any more. */
const taken = (way: "withdrawn" | "merged", at: number): Partial<TicketState> => ({
  stage: way,
  approval: null,
  parking: null,
  closedAt: at,
  closeReason: way,
  offeredToId: null,
  pausedSince: null,
});
