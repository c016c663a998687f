import type { Result, Supervision, TicketState } from "./state.ts";

/**
 * Supervisions that still want an answer. What was asked before the matter came back has lapsed with its round (domain.md B.1).
 * Oldest first.
 */
export const unanswered = ({ supervisions, clockStartedAt }: TicketState): readonly Supervision[] =>
  supervisions.filter(({ repliedAt, at }) => repliedAt === null && at >= clockStartedAt);

/** The result is the reply: nobody who has handed it in owes a second one, also when it is sent back. */
export const answeredBy = (state: TicketState, { at, text }: Result): Pick<TicketState, "supervisions"> => {
  const open = unanswered(state);
  return {
    supervisions: state.supervisions.map((one) => (open.includes(one) ? { ...one, repliedAt: at, reply: text } : one)),
  };
};
