import type { TicketState } from "./state.ts";

/** Same platform identity or same known person; the same enterprise alone is not the same requester. */
export function sameRequester(a: TicketState, b: TicketState): boolean {
  if (a.requester.openId !== null && a.requester.openId === b.requester.openId) return true;
  return a.requester.personId !== null && a.requester.personId === b.requester.personId;
}
