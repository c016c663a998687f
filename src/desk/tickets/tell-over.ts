import type { Directory } from "../../domain/people/directory.ts";
import { holder } from "../../domain/ticket/answering.ts";
import type { TicketEvent } from "../../domain/ticket/events.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { TicketLine } from "../outgoing.ts";
import { nameOf } from "../views/person-line.ts";
import type { Told } from "./told.ts";
import { workerId } from "./told.ts";

type Ending = Extract<TicketEvent, { type: "withdrawn" | "dismissed" | "merged" | "refused" | "terminated" }>;

/** Who has a part of it (会办) that is not done. */
export const partHolders = ({ assists }: TicketState): string[] =>
  assists.filter(({ doneAt }) => doneAt === null).map(({ personId }) => personId);

/** Whoever it was with, whoever gave it to him, and whoever has a part of it, each once, hears that it is over: nobody works on for nothing. */
export function tellOver(directory: Directory, before: TicketState, event: Ending, told: Told): void {
  // Who asked for the termination has its answer.
  const answered = event.type === "terminated" && event.data.cause === "approved";
  const line = lineOf(directory, before, event);
  const { giver } = before;
  // Who gave it away answers for it until the other has accepted.
  const given = giver ? [giver.id, holder(before)] : [];
  const ids = [...(answered ? [] : [workerId(before)]), ...given, ...partHolders(before)];
  for (const [at, id] of ids.entries()) if (ids.findIndex((one) => told.same(one, id)) === at) told.line(id, line);
}

function lineOf(directory: Directory, { no, title }: TicketState, { type: stage, actor, data }: Ending): TicketLine {
  if (stage === "withdrawn") return { code: stage, no, title };
  if (stage === "dismissed")
    return { code: stage, no, title, by: nameOf(directory, actor.type === "system" ? null : actor.personId) };
  if ("cause" in data && data.cause === "no_answer") return { code: "ended_unanswered", no, title };
  return { code: "over", no, title, stage, ...("intoNo" in data ? { into: data.intoNo } : {}) };
}
