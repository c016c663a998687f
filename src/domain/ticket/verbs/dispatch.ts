import { localDay } from "../../calendar/index.ts";
import { nextOnRota, substitute } from "../../people/rota.ts";
import { ok } from "../../result.ts";
import { isDispatcher } from "../authority.ts";
import { limitsFrom } from "../clock.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal } from "../context.ts";
import type { TicketState } from "../state.ts";

export interface DispatchInput {
  readonly category: string;
  /** Absent = the category's lead unit. */
  readonly unitId: string | null;
  /** Absent = the unit's rota decides. */
  readonly personId: string | null;
  readonly lastAssigned: ReadonlyMap<string, number>;
}

/** 派单. The limit of the chosen category counts from the day the request came in, not from today (000-17). */
export function dispatch(context: DecideContext, ticket: TicketState, input: DispatchInput): Decision {
  const { directory, now } = context;
  const wrong = stageRefusal(ticket, ["triage", "offered"]);
  if (wrong !== null) return refuse(wrong);
  if (!isDispatcher(context)) return refuse({ code: "not_allowed" });
  const category = directory.categories.get(input.category);
  if (category === undefined) return refuse({ code: "unknown_category" });
  const unitId = input.unitId ?? category.leadUnitId;
  if (unitId === null || !directory.units.has(unitId)) return refuse({ code: "unit_without_people" });
  const day = localDay(directory.calendar, now);
  const chosen =
    input.personId === null
      ? nextOnRota(directory, unitId, input.lastAssigned, day)
      : substitute(directory, input.personId, day);
  if (chosen === null) return refuse({ code: input.personId === null ? "unit_without_people" : "person_unavailable" });
  const limits = limitsFrom(directory, {
    category: category.code,
    urgency: ticket.urgency,
    enterpriseId: ticket.requester.enterpriseId,
    projectId: ticket.projectId,
    receivedAt: ticket.openedAt,
  });
  const fromNow = limitsFrom(directory, {
    category: category.code,
    urgency: ticket.urgency,
    enterpriseId: ticket.requester.enterpriseId,
    projectId: ticket.projectId,
    receivedAt: now,
  });
  return ok([
    {
      type: "dispatched",
      data: {
        category: category.code,
        unitId,
        offeredToId: chosen.id,
        // Who receives it today cannot have accepted it yesterday; only the final limit keeps the old start.
        deadlines: {
          ...limits,
          acceptBy: Math.min(fromNow.acceptBy, Math.max(limits.resolveBy, now)),
          contactBy: Math.min(fromNow.contactBy, Math.max(limits.resolveBy, now)),
        },
      },
      content: null,
    },
  ]);
}
