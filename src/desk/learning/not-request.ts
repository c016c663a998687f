import type { Intent } from "../../assistant/types.ts";
import type { Directory } from "../../domain/people/directory.ts";
import type { DismissalKind } from "../../domain/ticket/dismissal.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { Lesson } from "../../store/examples.ts";
import type { TicketCommand } from "../tickets/act.ts";

/** What the words are from now on: an answered question is asked of the guides, the rest opens nothing unasked. */
const MEANS: Record<DismissalKind, Intent> = {
  greeting: "greeting",
  test: "other",
  advert: "other",
  answered: "question",
};

/** 不是诉求, said by a colleague about words that had opened a ticket. */
export function notRequestLesson(
  directory: Directory,
  ticket: TicketState,
  by: TicketCommand["by"],
  kind: DismissalKind,
  now: number,
): readonly Lesson[] {
  if (ticket.text === "") return [];
  return [
    {
      text: ticket.text,
      intent: MEANS[kind],
      category: null,
      guessed: ticket.category,
      origin: "not_request",
      ticketNo: ticket.no,
      personId: "openId" in by ? (directory.personByOpenId.get(by.openId) ?? null) : null,
      at: now,
    },
  ];
}
