import type { Directory } from "../../domain/people/directory.ts";
import { unreachable } from "../../domain/result.ts";
import type { TicketEvent } from "../../domain/ticket/events.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { answeringLine, nameOf } from "../views/person-line.ts";
import type { Told } from "./told.ts";
import { workerId } from "./told.ts";

type ProjectEvent = Extract<TicketEvent, { type: "project_set" | "handed_in" | "confirmed" | "sent_back" }>;

/** Who is told what of a project's ticket and its bound leader's word (000-09). */
export function tellProject(directory: Directory, after: TicketState, event: ProjectEvent, told: Told): void {
  const { no, title } = after;
  switch (event.type) {
    case "project_set":
      if (event.data.asked !== undefined) told.person(event.data.asked.approverId, "leader", true);
      return tellBound(directory, after, told);
    case "handed_in":
      told.person(event.data.leaderId, "leader", true);
      return;
    case "confirmed":
      told.requesterCard();
      return;
    case "sent_back": {
      const by = nameOf(directory, event.actor.type === "system" ? null : event.actor.personId);
      const { resolveBy } = after.deadlines;
      told.person(workerId(after), "task", true);
      told.line(workerId(after), { code: "sent_back", no, title, by, reason: event.content.reason, resolveBy });
      // The limit has moved: it hears by when, while what the leader says stays inside.
      const responsible = answeringLine(directory, after, event.at);
      told.requesterLine({ code: "sent_back_told", no, title, responsible, resolveBy, passed: event.at >= resolveBy });
      return;
    }
    default:
      unreachable(event);
  }
}

/** A new ticket of a project is seen by its bound leader and by who leads the service to it (000-09, 003-14). */
export function tellBound(directory: Directory, after: TicketState, told: Told): void {
  const project = directory.projects.get(after.projectId ?? "");
  if (project === undefined) return;
  told.watcher(project.personId);
  // Who asked not to be pinged reads it in the digest; what he must confirm still comes.
  if (directory.people.get(project.leaderId)?.roles.includes("quiet") !== true) told.watcher(project.leaderId);
}

/** Whoever has it hears at once that it is due sooner: the ticket is a key firm's or project's (002-20, voice.md 10). */
export function tellKeyFound(
  before: TicketState | null,
  after: TicketState,
  event: Extract<TicketEvent, { type: "requester_bound" | "project_set" }>,
  told: Told,
): void {
  if (event.data.key !== true || before === null) return;
  const { title, firstContactAt, deadlines } = after;
  const { contactBy, resolveBy } = deadlines;
  if (contactBy === before.deadlines.contactBy && resolveBy === before.deadlines.resolveBy) return;
  told.line(workerId(after), {
    code: "key_found",
    title,
    contactBy: firstContactAt === null ? contactBy : null,
    resolveBy,
  });
}
