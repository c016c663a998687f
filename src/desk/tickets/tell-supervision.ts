import { localDay } from "../../domain/calendar/index.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { presentFor } from "../../domain/people/standing-in.ts";
import { unreachable } from "../../domain/result.ts";
import { answeringUnit, holder } from "../../domain/ticket/answering.ts";
import type { TicketEvent } from "../../domain/ticket/events.ts";
import { callerOf, hasLeft } from "../../domain/ticket/requester.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { toldTonight } from "../reminders/at-night.ts";
import { unanswered } from "../../domain/ticket/supervisions.ts";
import { answeringLine, nameOf, presentLine } from "../views/person-line.ts";
import { partHolders } from "./tell-over.ts";
import type { TicketLine } from "../outgoing.ts";
import type { Told } from "./told.ts";
import { workerId } from "./told.ts";

type PauseOver = Extract<TicketLine, { code: "pause_over" }>;

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
      | "recomputed"
      | "pause_over"
      | "resumed";
  }
>;

/** A result answers whoever supervised and had no reply yet (domain.md B.1). */
export function tellSolved(
  directory: Directory,
  before: TicketState | null,
  event: Extract<TicketEvent, { type: "resolved" | "handed_in" }>,
  told: Told,
): void {
  if (before === null) return;
  const by = nameOf(directory, event.actor.type === "system" ? null : event.actor.personId);
  const { no, title } = before;
  const line = { code: "supervision_replied", no, title, by, text: event.content.text, solved: event.type } as const;
  for (const byId of new Set(unanswered(before).map((one) => one.byId))) told.line(byId, line);
}

/** Who asked has left the firm: whom of it to ring up instead. */
function leftBehind(directory: Directory, ticket: TicketState): Pick<PauseOver, "left" | "call"> {
  if (!hasLeft(directory, ticket)) return {};
  const call = callerOf(directory, ticket);
  const left = nameOf(directory, ticket.requester.personId);
  return call === null ? { left } : { left, call: { name: call.name, phone: call.phone } };
}

/** Who is told what of extensions, parking, joint handling and supervision. */
export function tellSupervision(directory: Directory, after: TicketState, event: SupervisionEvent, told: Told): void {
  const { no, title } = after;
  const by = nameOf(directory, event.actor.type === "system" ? null : event.actor.personId);
  switch (event.type) {
    case "passed_on": {
      const from = nameOf(directory, event.data.fromId);
      told.person(event.data.toId, "task", true);
      told.assigned(event.data.toId);
      if (toldTonight(directory, after, after.responsibleId, event.at))
        told.line(after.responsibleId, { code: "passed_on", no, title, from, to: nameOf(directory, event.data.toId) });
      return;
    }
    case "approval_asked":
      told.person(event.data.approverId, "leader", true);
      return;
    case "approval_given": {
      const { kind, until } = event.data;
      told.line(workerId(after), { code: "approval_given", no, title, what: kind, by, until });
      // Bad news at once, with the reason and the new date (voice.md 10).
      if (kind === "extension" && after.extension !== null)
        told.requesterLine({
          code: "extension_told",
          no,
          title,
          until: after.extension.until,
          reason: after.extension.reason,
          by,
        });
      if (kind === "parking" && after.parking !== null) {
        const { reason, plan } = after.parking;
        told.requesterLine({ code: "parked_told", no, title, until: after.parking.until, reason, plan });
      }
      return;
    }
    case "approval_denied": {
      const what = event.data.kind;
      const who = event.data.by === "person" ? by : null;
      const { reason } = event.content;
      const resolveBy = after.pausedSince === null ? after.deadlines.resolveBy : null;
      const passed = resolveBy !== null && event.at >= resolveBy;
      told.line(workerId(after), { code: "approval_denied", no, title, what, by: who, reason, resolveBy, passed });
      return;
    }
    case "unparked": {
      const { resolveBy } = after.deadlines;
      const line = { code: "unparked_told", no, title, resolveBy } as const;
      // What was missed before it stood still is not moved: a date in the past is no promise.
      const passed = event.at >= resolveBy;
      told.requesterLine(passed ? { ...line, passed: "enterprise" } : line);
      told.line(workerId(after), passed ? { ...line, passed: "worker" } : line);
      return;
    }
    case "assist_asked":
      told.person(event.data.personId, "assist", true);
      return;
    case "assist_done": {
      const assist = after.assists.find(({ id }) => id === event.data.assistId);
      const unit = directory.units.get(assist?.unitId ?? "")?.name ?? "";
      told.line(workerId(after), { code: "assist_done", no, title, unit, text: event.content.text });
      return;
    }
    case "assist_cancelled": {
      const { assistId } = event.data;
      const part = after.assists.find(({ id }) => id === assistId);
      if (part !== undefined)
        told.line(part.personId, { code: "assist_cancelled", no, title, by, reason: event.content.reason });
      return;
    }
    case "assist_handed":
      told.person(event.data.personId, "assist", true);
      told.line(event.data.fromId, { code: "assist_handed", no, title, to: nameOf(directory, event.data.personId) });
      return;
    case "supervised": {
      const { grade, replyBy } = event.data;
      const line = { code: "supervised", no, title, grade, by, text: event.content.text, replyBy } as const;
      // Who has not accepted it answers for it as little as his unit (000-16).
      const owes = holder(after);
      const head = directory.units.get(answeringUnit(directory, after) ?? "")?.headId ?? null;
      told.line(owes, line);
      // His unit answers for it: he reads who has it, and has the card to act on.
      if (head === null || told.same(head, owes)) return;
      told.person(head, "task", false);
      told.line(head, { ...line, worker: answeringLine(directory, after, event.at) });
      return;
    }
    case "supervision_replied":
      // One answer to all who have asked since the last.
      for (const byId of new Set(after.supervisions.filter((s) => s.repliedAt === event.at).map((s) => s.byId)))
        told.line(byId, { code: "supervision_replied", no, title, by, text: event.content.text });
      return;
    case "levelled_up": {
      const { level } = event.data;
      if (level === 0) return;
      const unit = directory.units.get(after.unitId ?? "");
      const leader = after.takenUpTo;
      if (leader === null) return;
      told.person(leader, "leader", true);
      told.line(leader, { code: "levelled_up", no, title, level, reason: event.content.reason });
      const others = new Set([workerId(after), unit?.headId ?? workerId(after)]);
      const present = presentFor(directory, leader, localDay(directory.calendar, event.at));
      const { name, insteadOf } = presentLine(directory, leader, present);
      const line = { code: "levelled_told", no, title, level, leader: name, insteadOf } as const;
      for (const id of others) if (id !== leader) told.line(id, line);
      return;
    }
    case "recomputed":
      told.line(workerId(after), { code: "recomputed", no, title, resolveBy: after.deadlines.resolveBy });
      return;
    case "pause_over": {
      const { resolveBy } = after.deadlines;
      const leaderId = directory.projects.get(after.projectId ?? "")?.leaderId ?? null;
      told.line(workerId(after), { code: "pause_over", no, title, resolveBy, ...leftBehind(directory, after) });
      told.requesterLine({ code: "papers_wanted", no, title, materials: after.materials });
      if (leaderId !== null)
        told.line(leaderId, { code: "pause_over_told", no, title, worker: answeringLine(directory, after, event.at) });
      return;
    }
    case "resumed": {
      for (const id of partHolders(after)) told.person(id, "assist", true);
      const { attachments, deadlines } = event.data;
      const files = attachments.length;
      const { resolveBy } = deadlines;
      told.requesterCard();
      told.person(after.responsibleId, "task", true);
      told.forward(after.responsibleId, attachments);
      told.line(after.responsibleId, { code: "resumed", no, title, by, text: event.content.text, files, resolveBy });
      return;
    }
    default:
      unreachable(event);
  }
}
