import type { Supervision, TicketState } from "./state.ts";

/**
 * Supervisions that still want an answer: asked in the present round. What was asked before the matter came back has lapsed with
 * its round (domain.md B.1). Oldest first.
 */
export const unanswered = ({ supervisions, clockStartedAt }: TicketState): readonly Supervision[] =>
  supervisions.filter(({ repliedAt, at }) => repliedAt === null && at >= clockStartedAt);
