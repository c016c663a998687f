import { localDay } from "../../calendar/index.ts";
import { nextOnRota, substitute } from "../../people/rota.ts";
import { ok } from "../../result.ts";
import { isWorker } from "../authority.ts";
import { receiverLimits } from "../clock.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal } from "../context.ts";
import type { TicketState } from "../state.ts";

export interface HandOverInput {
  /** A colleague … */
  readonly personId: string | null;
  /** … or another unit, whose rota then names the person. */
  readonly unitId: string | null;
  readonly reason: string;
  readonly lastAssigned: ReadonlyMap<string, number>;
}

/**
 * 转办. The unit that is asked is the new one; the giver answers for it until the other side has pressed accept. The receiver
 * has his own time to accept and to speak to the enterprise; the final limit does not move (000-16).
 */
export function handOver(context: DecideContext, ticket: TicketState, input: HandOverInput): Decision {
  const { directory, now } = context;
  const wrong = stageRefusal(ticket, ["offered", "in_progress"]);
  if (wrong !== null) return refuse(wrong);
  if (!isWorker(context, ticket)) return refuse({ code: "not_allowed" });
  const day = localDay(directory.calendar, now);
  const giverId = ticket.assigneeId ?? ticket.responsibleId;
  const target =
    input.personId !== null
      ? substitute(directory, input.personId, day)
      : input.unitId !== null
        ? nextOnRota(directory, input.unitId, input.lastAssigned, day, [giverId])
        : null;
  if (target === null) return refuse({ code: input.personId === null ? "unit_without_people" : "person_unavailable" });
  if (target.kind !== "cadre") return refuse({ code: "person_unavailable" });
  if (target.id === giverId || target.id === ticket.offeredToId) return refuse({ code: "same_person" });
  // Who stands in for a colleague does so for that colleague's unit.
  const unitId = input.personId === null ? input.unitId : (directory.people.get(input.personId)?.unitId ?? null);
  return ok([
    {
      type: "handed_over",
      data: { fromId: giverId, toId: target.id, unitId, shown: true, ...receiverLimits(directory, ticket, now) },
      content: { reason: input.reason.trim() },
    },
  ]);
}
