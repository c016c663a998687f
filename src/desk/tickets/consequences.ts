import { unreachable } from "../../domain/result.ts";
import type { Actor } from "../../domain/people/actor.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { dispatchBy } from "../../domain/ticket/dispatch-by.ts";
import { dutyTakerNow } from "../../domain/ticket/duty-taker.ts";
import type { TicketEvent } from "../../domain/ticket/events.ts";
import type { Attachment, TicketState } from "../../domain/ticket/state.ts";
import type { CardWish, ForwardWish, NoticeWish, TicketLine } from "../outgoing.ts";
import { nameOf } from "../views/person-line.ts";
import type { Told } from "./told.ts";
import { createTold, workerId } from "./told.ts";
import { tellContactMoved } from "./tell-contact-moved.ts";
import { tellBound, tellKeyFound, tellProject } from "./tell-project.ts";
import { partHolders, tellOver } from "./tell-over.ts";
import { tellSolved, tellSupervision } from "./tell-supervision.ts";

export interface Consequences {
  /** Cards wanted besides those that exist, and those to be sent anew. */
  readonly cards: readonly CardWish[];
  readonly notices: readonly NoticeWish[];
  readonly forwards: readonly ForwardWish[];
  /** Persons who were given the ticket; their turn on the rota moves. */
  readonly assigned: readonly string[];
  /** Persons who should have been told and have no platform identity. */
  readonly unreachable: readonly string[];
  /** Until when staff is spared what need not be done before (domain.md B.13); UTC ms, absent = nothing waits. */
  readonly heldUntil?: number;
}

export interface Happened {
  readonly directory: Directory;
  readonly before: TicketState | null;
  readonly after: TicketState;
  readonly events: readonly TicketEvent[];
  readonly actor: Actor;
  /** False where one receipt stands for several tickets. */
  readonly receipt: boolean;
}

/**
 * Who must be told what after a change (voice.md 5: a new message only when someone must act or something ended; all other
 * cards change in place). Pure: the same change always tells the same people.
 */
export function consequences(happened: Happened): Consequences {
  const told = createTold(happened);
  const { before, after } = happened;
  // The matter goes on, and with it what other units do for it, by a new date (000-10).
  for (const { id, personId, dueBy } of after.assists)
    if (before?.assists.some((one) => one.id === id && one.dueBy !== dueBy) && !told.same(personId, workerId(after)))
      told.person(personId, "assist", true);
  for (const event of happened.events) tell(happened, event, told);
  tellContactMoved(happened, told);
  return told.result();
}

function tell({ directory, before, after, actor, receipt, events }: Happened, event: TicketEvent, told: Told): void {
  const { no, title } = after;
  const by = nameOf(directory, actor.type === "system" ? null : actor.personId);
  switch (event.type) {
    case "opened": {
      if (receipt) told.requesterCard();
      if (after.channel === "group" && after.chatId !== null) told.chatCard(after.chatId, "group");
      offer(after, told, after.attachments);
      // He is named to the enterprise as who answers for it, and may be rung up about it (000-16).
      const dispatches = directory.people.get(after.responsibleId)?.roles.includes("dispatcher") === true;
      told.watcher(after.responsibleId, dispatches ? "dispatcher" : "task");
      const enterprise = directory.enterprises.get(after.requester.enterpriseId ?? "");
      const bundled = enterprise?.bundleCadreId ?? null;
      if (bundled !== null) told.watcher(bundled);
      tellBound(directory, after, told);
      return;
    }
    case "described":
      // The words came after the picture: whoever has it must look again, or it now finds its person.
      if (event.data.offeredToId !== null) offer(after, told, after.attachments);
      else told.line(workerId(after), { code: "supplemented", no, title, by, text: event.content.text, files: 0 });
      return;
    case "dispatched":
      offer(after, told, after.attachments);
      return;
    case "handed_over":
      offer(after, told, after.attachments);
      return;
    case "accepted": {
      // Who let it pass, and who answered for it all the while.
      const released = before === null ? [] : [before.chain.at(-1)?.from, before.responsibleId];
      for (const giver of new Set(released))
        if (giver !== undefined && giver !== before?.firstResponderId && giver !== event.data.assigneeId)
          told.line(giver, { code: "hand_over_accepted", no, title, by });
      return;
    }
    case "returned": {
      const unit = directory.units.get(event.data.unitId)?.name ?? "";
      told.person(after.responsibleId, "dispatcher", true);
      told.line(after.responsibleId, {
        code: "returned",
        no,
        title,
        unit,
        reason: event.content.reason,
        proposed: directory.units.get(event.data.proposedUnitId ?? "")?.name ?? null,
        decideBy: dispatchBy(directory, after),
      });
      return;
    }
    case "progressed":
      if (event.data.visible) told.requesterLine({ code: "progress", no, title, by, text: event.content.text });
      return;
    case "resolved":
      tellSolved(directory, before, event, told);
      told.requesterCard();
      return;
    case "materials_requested":
      told.requesterCard();
      return;
    case "supplemented": {
      const files = event.data.attachments.length;
      const { asks, resumes } = event.data;
      for (const id of new Set([workerId(after), dutyTakerNow(after) ?? workerId(after)])) {
        told.line(id, {
          code: "supplemented",
          no,
          title,
          by,
          text: event.content.text,
          files,
          ...(resumes ? { resolveBy: after.deadlines.resolveBy } : {}),
          ...(asks === true ? { asks } : {}),
        });
        told.forward(id, event.data.attachments);
      }
      return;
    }
    case "urged":
      for (const id of urgedPersons(after)) told.line(id, { code: "urged", no, title, by });
      return;
    case "reopened": {
      // What had ended begins again: its old card is far up in the chat, and says that all is done.
      if (before?.stage === "closed") told.requesterCard();
      const mark = events.find((other) => other.type === "rated");
      const line: TicketLine = {
        ...(mark === undefined ? {} : { level: mark.data.level }),
        code: "reopened",
        no,
        title,
        reason: event.content.reason,
        resolveBy: after.deadlines.resolveBy,
      };
      const worker = workerId(after);
      told.person(worker, "task", true);
      told.line(worker, line);
      // Dispatched anew, he answers for it until it has been accepted (000-16).
      if (after.assigneeId === null) told.watcher(after.responsibleId, "dispatcher");
      const head = directory.units.get(after.unitId ?? "")?.headId ?? null;
      if (head !== null && head !== worker) {
        told.person(head, "task", true);
        told.line(head, line);
      }
      return;
    }
    case "withdrawn":
    case "dismissed":
    case "merged":
    case "refused":
    case "terminated":
      if (event.type !== "withdrawn") told.requesterCard();
      if (before !== null) tellOver(directory, before, event, told);
      return;
    case "restored":
      for (const id of partHolders(after)) told.person(id, "assist", true);
      told.person(after.responsibleId, "dispatcher", true);
      told.line(after.responsibleId, { code: "restored", no, title });
      return;
    case "requester_bound":
      tellKeyFound(before, after, event, told);
      return;
    case "rated":
    case "closed":
    case "looked_back":
    // Whoever is on duty is alarmed by the plan itself, with the sender's own words.
    case "alarmed":
      if (before?.stage === "parked" && after.stage === "in_progress")
        told.line(workerId(after), { code: "unparked_told", no, title, resolveBy: after.deadlines.resolveBy });
      return;
    case "project_set":
    case "handed_in":
    case "confirmed":
    case "sent_back":
      if (event.type === "project_set") tellKeyFound(before, after, event, told);
      if (event.type === "handed_in") tellSolved(directory, before, event, told);
      return tellProject(directory, after, event, told);
    case "passed_on":
    case "approval_asked":
    case "approval_given":
    case "approval_denied":
    case "unparked":
    case "assist_asked":
    case "assist_done":
    case "assist_cancelled":
    case "assist_handed":
    case "supervised":
    case "supervision_replied":
    case "levelled_up":
    case "recomputed":
    case "pause_over":
    case "resumed":
      return tellSupervision(directory, after, event, told);
    default:
      return unreachable(event);
  }
}

/** Whose move it is, and who answers for it. */
function urgedPersons(after: TicketState): Set<string> {
  if (after.confirmation !== null) return new Set([after.confirmation.leaderId]);
  return new Set([workerId(after), after.responsibleId, dutyTakerNow(after) ?? after.responsibleId]);
}

function offer(after: TicketState, told: Told, attachments: readonly Attachment[]): void {
  if (after.offeredToId === null) {
    told.person(after.responsibleId, "dispatcher", true);
    told.forward(after.responsibleId, attachments);
    return;
  }
  told.person(after.offeredToId, "task", true);
  told.assigned(after.offeredToId);
  told.forward(after.offeredToId, attachments);
}
