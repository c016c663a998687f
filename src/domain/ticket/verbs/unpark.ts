import { hasRole } from "../../people/actor.ts";
import { ok } from "../../result.ts";
import { isDispatcher, isWorker } from "../authority.ts";
import { afterPause } from "../clock.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal } from "../context.ts";
import { partsAfterParking } from "../part-limits.ts";
import type { TicketState } from "../state.ts";

/** Back to work from 挂账: the limit moves by what was parked. Without words, which tells it from a request in the notes. */
export function unpark(context: DecideContext, ticket: TicketState): Decision {
  const wrong = stageRefusal(ticket, ["parked"]);
  if (wrong !== null) return refuse(wrong);
  const { directory, actor, now } = context;
  if (!isWorker(context, ticket) && !isDispatcher(context) && !hasRole(directory, actor, "leader"))
    return refuse({ code: "not_allowed" });
  const deadlines = afterPause(directory, ticket, now) ?? ticket.deadlines;
  return ok([{ type: "unparked", data: { deadlines, ...partsAfterParking(context, ticket) }, content: { text: "" } }]);
}
