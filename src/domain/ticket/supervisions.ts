import type { Stage, Supervision, TicketState } from "./state.ts";

/** The result is the reply: nobody who has solved it owes a second one. */
const SOLVED: readonly Stage[] = ["awaiting_confirmation", "awaiting_rating", "closed"];

/**
 * Supervisions that still want an answer: asked in the present round, and not answered by its result. What was asked before the
 * matter came back has lapsed with its round (domain.md B.1). Oldest first.
 */
export const unanswered = ({ supervisions, clockStartedAt, stage }: TicketState): readonly Supervision[] =>
  SOLVED.includes(stage) ? [] : supervisions.filter(({ repliedAt, at }) => repliedAt === null && at >= clockStartedAt);
