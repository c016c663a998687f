import { ok } from "../../result.ts";
import { isWorker } from "../authority.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal, textRefusal } from "../context.ts";
import { isAnotherList } from "../papers.ts";
import type { TicketState } from "../state.ts";

/** At most two pauses on one ticket (domain.md B.13). */
const MAX_REQUESTS = 2;

/** 请补充. All missing papers in one list; the clock pauses. A second list needs a reason (一次性告知, 003-08); what of the first is still missing is none. */
export function requestMaterials(
  context: DecideContext,
  ticket: TicketState,
  input: { readonly materials: readonly string[]; readonly reason: string },
): Decision {
  const wrong = stageRefusal(ticket, ["in_progress"]);
  if (wrong !== null) return refuse(wrong);
  if (!isWorker(context, ticket)) return refuse({ code: "not_allowed" });
  const materials = input.materials.map((m) => m.trim()).filter((m) => m !== "");
  if (materials.length === 0) return refuse({ code: "materials_missing" });
  const tooLong = textRefusal(materials.join("\n"));
  if (tooLong !== null) return refuse(tooLong);
  const another = isAnotherList(ticket, materials);
  if (another && ticket.materialsRequests >= MAX_REQUESTS)
    return refuse({ code: "too_many_requests", max: MAX_REQUESTS });
  if (another && input.reason.trim() === "") return refuse({ code: "reason_needed_for_second_request" });
  return ok([
    {
      type: "materials_requested",
      data: { count: another ? ticket.materialsRequests + 1 : Math.max(1, ticket.materialsRequests) },
      content: { materials, reason: input.reason.trim() },
    },
  ]);
}
