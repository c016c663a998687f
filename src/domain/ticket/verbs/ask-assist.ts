import { addWorkingDays, localDay } from "../../calendar/index.ts";
import { nextOnRota } from "../../people/rota.ts";
import { ok } from "../../result.ts";
import { isDispatcher, isWorker } from "../authority.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal, textRefusal } from "../context.ts";
import type { TicketState } from "../state.ts";

export interface AskAssistInput {
  readonly assistId: string;
  readonly unitId: string;
  /** What that unit is to do. */
  readonly text: string;
  /** Working days it has; default 3 (domain.md B.2, Quanzhou). */
  readonly workingDays: number;
  readonly lastAssigned: ReadonlyMap<string, number>;
}

/** 会办: one lead unit, the others assist and report to it within their own limit, which never passes the ticket's (000-10). */
export function askAssist(context: DecideContext, ticket: TicketState, input: AskAssistInput): Decision {
  const { directory, now } = context;
  const wrong = stageRefusal(ticket, ["in_progress"]);
  if (wrong !== null) return refuse(wrong);
  if (!isWorker(context, ticket) && !isDispatcher(context)) return refuse({ code: "not_allowed" });
  const bad = textRefusal(input.text);
  if (bad !== null) return refuse(bad);
  if (input.unitId === ticket.unitId) return refuse({ code: "own_unit" });
  if (!directory.units.has(input.unitId)) return refuse({ code: "unit_without_people" });
  const person = nextOnRota(directory, input.unitId, input.lastAssigned, localDay(directory.calendar, now));
  if (person === null) return refuse({ code: "unit_without_people" });
  const workingDays = Math.max(1, Math.round(input.workingDays));
  const own = addWorkingDays(directory.calendar, now, workingDays).at;
  // A late ticket still gives the assisting unit its days; an open one must not be outlived by its part.
  const dueBy = now < ticket.deadlines.resolveBy ? Math.min(own, ticket.deadlines.resolveBy) : own;
  return ok([
    {
      type: "assist_asked",
      data: { assistId: input.assistId, unitId: input.unitId, personId: person.id, dueBy, workingDays },
      content: { text: input.text.trim() },
    },
  ]);
}
