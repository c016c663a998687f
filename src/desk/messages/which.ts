import { askedOf } from "../../domain/ticket/asked.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { StoredTicket } from "../../store/tickets.ts";
import type { Notice } from "../outgoing.ts";
import type { Plan } from "./plan.ts";
import { answer } from "./plan.ts";
import type { Situation } from "./situation.ts";

/** As many as fit a phone beside "是新的事". */
const MOST = 3;

/** "您说的是哪一件?" The message waits in its row until a button is pressed; nothing is guessed, nothing dropped. */
export function whichPlan(situation: Situation, candidates: readonly StoredTicket[]): Plan {
  const { message } = situation;
  const options = candidates
    .slice(0, MOST)
    .map(({ state }) => ({ ticketId: state.id, no: state.no, title: state.title }));
  return {
    outcome: `asked which of ${options.length}`,
    notices: [
      answer(situation, {
        kind: "which_ticket",
        inboundId: message.inboundId,
        quote: message.text,
        options,
        chosen: null,
      }),
    ],
    said: "which",
  };
}

/** What was said of a solved matter is kept already: is it to go on, or is it a new one? */
export const solvedCard = ({ message }: Situation, state: TicketState): Extract<Notice, { kind: "which_ticket" }> => ({
  kind: "which_ticket",
  inboundId: message.inboundId,
  quote: message.text,
  options: [{ ticketId: state.id, no: state.no, title: state.title }],
  chosen: null,
  solved: askedOf(state).mark,
});

/** "这是诉求吗?" for what reads like none, so that nothing is lost. */
export function isRequestPlan(situation: Situation): Plan {
  const { message } = situation;
  return {
    outcome: "asked whether a request",
    notices: [
      answer(situation, { kind: "is_request", inboundId: message.inboundId, quote: message.text, state: "asked" }),
    ],
  };
}
