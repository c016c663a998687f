import type { Directory } from "../../domain/people/directory.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { Lesson } from "../../store/examples.ts";
import type { TicketCommand } from "../tickets/act.ts";

/** A dispatcher chose another category than the ticket had, at once or after a unit had returned it (B.3). */
export function dispatchLessons(
  directory: Directory,
  ticket: TicketState,
  by: TicketCommand["by"],
  category: string,
  now: number,
): readonly Lesson[] {
  if (ticket.category === category || ticket.text === "") return [];
  return [
    {
      text: ticket.text,
      intent: "new_request",
      category,
      guessed: ticket.category,
      origin: ticket.returnedByUnitIds.length > 0 ? "return" : "dispatch",
      ticketNo: ticket.no,
      personId: "openId" in by ? (directory.personByOpenId.get(by.openId) ?? null) : null,
      at: now,
    },
  ];
}
