import type { TicketState } from "./state.ts";

/** Offered by the first responder, who stays responsible until somebody has accepted. */
export function offeredBy(state: TicketState, unitId: string | null, to: string, at: number): Partial<TicketState> {
  return {
    approval: null,
    stage: "offered",
    unitId,
    offeredToId: to,
    passedOn: 0,
    assigneeId: null,
    responsibleId: state.firstResponderId,
    chain: [...state.chain, { from: state.firstResponderId, to, unitId, at, acceptedAt: null }],
  };
}
