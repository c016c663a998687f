import { personOf } from "../../domain/people/actor.ts";
import { localDay } from "../../domain/calendar/index.ts";
import { standsInFor } from "../../domain/people/standing-in.ts";
import { openAssistOf } from "../../domain/ticket/verbs/finish-assist.ts";
import { longestExtension } from "../../domain/ticket/clock.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { parkedUntil } from "../../domain/ticket/todo.ts";
import { unanswered } from "../../domain/ticket/supervisions.ts";
import { nameOf, personLine } from "./person-line.ts";
import type { ViewContext } from "./project.ts";
import type { TicketView } from "./ticket-view.ts";

type Parts = Pick<
  TicketView,
  | "approval"
  | "project"
  | "confirmation"
  | "extension"
  | "parkedUntil"
  | "parkingOver"
  | "parking"
  | "assists"
  | "supervisions"
  | "level"
  | "termination"
  | "returns"
>;

/** Extension, parking, joint handling and supervision of a ticket, with names instead of ids. */
export function supervisionParts({ directory, viewer, now }: ViewContext, ticket: TicketState): Parts {
  const { approval, confirmation } = ticket;
  const project = directory.projects.get(ticket.projectId ?? "");
  const asked = unanswered(ticket);
  const viewerId = personOf(directory, viewer)?.id ?? null;
  const day = localDay(directory.calendar, now);
  const mine = (id: string): boolean =>
    viewerId !== null && (id === viewerId || standsInFor(directory, viewerId, id, day));
  const { ordinary } = approval?.kind === "extension" ? longestExtension(directory, ticket) : { ordinary: null };
  const open = openAssistOf({ directory, now, actor: viewer }, ticket);
  return {
    approval:
      approval === null
        ? null
        : {
            kind: approval.kind,
            askedBy: nameOf(directory, approval.askedById),
            approver: nameOf(directory, approval.approverId),
            reason: approval.reason,
            plan: approval.plan,
            until: approval.until,
            decideBy: approval.decideBy,
            ...(ordinary !== null && Number(approval.until) > ordinary ? { ordinary } : {}),
          },
    project: project === undefined ? null : { name: project.name, leader: nameOf(directory, project.leaderId) },
    confirmation:
      confirmation === null
        ? null
        : {
            leader: nameOf(directory, confirmation.leaderId),
            askedAt: confirmation.askedAt,
            answerBy: confirmation.answerBy,
          },
    extension: ticket.extension,
    parking: ticket.parking,
    parkedUntil: ticket.parking?.until ?? null,
    parkingOver: ticket.stage === "parked" && !parkedUntil(directory, ticket, now).waits,
    assists: ticket.assists.map((assist) => ({
      unit: directory.units.get(assist.unitId)?.name ?? "",
      person: personLine(directory, assist.personId),
      text: assist.text,
      dueBy: assist.dueBy,
      doneAt: assist.doneAt,
      result: assist.result,
      cancelled: assist.cancelled === true,
      mine: mine(assist.personId),
      headed: !mine(assist.personId) && assist.id === open?.id,
    })),
    // One that lapsed with its round is history.
    supervisions: ticket.supervisions
      .filter((one) => one.repliedAt !== null || asked.includes(one))
      .map((supervision) => ({
        grade: supervision.grade,
        by: nameOf(directory, supervision.byId),
        text: supervision.text,
        at: supervision.at,
        replyBy: supervision.replyBy,
        repliedAt: supervision.repliedAt,
        reply: supervision.reply,
      })),
    level: ticket.level,
    termination: ticket.termination,
    returns: ticket.returnedByUnitIds.length,
  };
}
