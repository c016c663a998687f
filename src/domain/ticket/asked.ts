import type { Supervision, TicketState } from "./state.ts";
import { unanswered } from "./supervisions.ts";

/** What a ticket asks of people now, each under a key of its own: an answer says under which key it was asked. */
export interface Asked {
  /** 延期, 挂账 or 终止 that waits for a leader's word; null = nothing does. */
  readonly approval: string | null;
  /** The bound leader's word on a result; null = none is asked for. */
  readonly confirmation: string | null;
  /** The mark, and later whether it still holds: of the present round. */
  readonly mark: string;
  /** Supervisions so far. */
  readonly supervision: string;
  /** How far it has been taken up: 提级 goes one further than who asks for it saw. */
  readonly level: string;
}

/** Short, for a form's button has a hundred signs for all it carries. */
const keyOf = (kind: string, at: number): string => `${kind.slice(0, 1)}${at.toString(36)}`;

/** The keys of what is asked now. */
export const askedOf = ({ approval, confirmation, redo, supervisions, level }: TicketState): Asked => ({
  approval: approval === null ? null : keyOf(approval.kind, approval.askedAt),
  confirmation: confirmation === null ? null : keyOf("confirmation", confirmation.askedAt),
  mark: keyOf("round", redo),
  supervision: keyOf("supervisions", supervisions.length),
  level: keyOf("level", level),
});

/** Whether a mark, or that it still holds, was said of the present round. @param seen null = by a card of before rounds were named. */
export const isOfRound = (ticket: TicketState, seen: string | null): boolean =>
  seen === null ? ticket.redo === 0 : seen === askedOf(ticket).mark;

/** Open supervisions that whoever answers had read. @param seen null = by a card of before they were counted. */
export function supervisionsRead(ticket: TicketState, seen: string | null): readonly Supervision[] {
  const open = unanswered(ticket);
  if (seen === null) return open.length === 1 ? open : [];
  return open.filter((one) => ticket.supervisions.indexOf(one) < Number.parseInt(seen.slice(1), 36));
}
