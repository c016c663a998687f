import { localDay, reachesUnknownYear } from "../../calendar/index.ts";
import { nextOnRota, substitute } from "../../people/rota.ts";
import { presentToDispatch } from "../../people/standing-in.ts";
import { ok } from "../../result.ts";
import { isDispatcher } from "../authority.ts";
import { finalLimit, offeredLimits } from "../clock.ts";
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

/** 派单. The final limit of the chosen category counts from the day the request came in (000-17). */
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
  // An enterprise's own contact has nothing to handle, least of all his own matter.
  if (chosen.kind !== "cadre") return refuse({ code: "person_unavailable" });
  const { urgency, requester, projectId } = ticket;
  const { code } = category;
  const start = { category: code, urgency, enterpriseId: requester.enterpriseId, projectId, receivedAt: now };
  const resolveBy = finalLimit(directory, ticket, code);
  const provisional = reachesUnknownYear(directory.calendar, ticket.clockStartedAt, resolveBy);
  return ok([
    {
      type: "dispatched",
      data: {
        category: category.code,
        unitId,
        offeredToId: chosen.id,
        // Whoever has left or is away cannot answer for it until it is accepted.
        responsibleId: presentToDispatch(directory, ticket.firstResponderId, day),
        deadlines: { ...offeredLimits(directory, start, resolveBy), resolveBy, provisional },
      },
      content: null,
    },
  ]);
}
