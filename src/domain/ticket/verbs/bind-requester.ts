import { ok } from "../../result.ts";
import type { DecideContext, Decision } from "../context.ts";
import type { TicketState } from "../state.ts";

/** Identity learnt afterwards: the ticket existed already, now it knows who asked. */
export function bindRequester(
  _context: DecideContext,
  ticket: TicketState,
  input: { readonly personId: string; readonly enterpriseId: string | null; readonly boundBy: string },
): Decision {
  if (ticket.requester.personId === input.personId && ticket.requester.verified) return ok([]);
  return ok([{ type: "requester_bound", data: input, content: null }]);
}
