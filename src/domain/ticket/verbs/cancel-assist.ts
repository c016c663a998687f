import { ok } from "../../result.ts";
import { isDispatcher, isWorker } from "../authority.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, textRefusal } from "../context.ts";
import { isOpen } from "../state.ts";
import type { TicketState } from "../state.ts";

/** The lead unit no longer needs a part (会办), or cannot wait for it: no part may hold up its ticket for ever (000-10). */
export function cancelAssist(
  context: DecideContext,
  ticket: TicketState,
  input: { readonly assistId: string; readonly reason: string },
): Decision {
  if (!isOpen(ticket)) return refuse({ code: "ended", stage: ticket.stage });
  if (!isWorker(context, ticket) && !isDispatcher(context)) return refuse({ code: "not_allowed" });
  const part = ticket.assists.find(({ id, doneAt }) => id === input.assistId && doneAt === null);
  if (part === undefined) return refuse({ code: "no_such_assist" });
  const bad = textRefusal(input.reason);
  if (bad !== null) return refuse(bad.code === "text_missing" ? { code: "reason_missing" } : bad);
  return ok([{ type: "assist_cancelled", data: { assistId: part.id }, content: { reason: input.reason.trim() } }]);
}
