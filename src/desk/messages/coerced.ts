import type { TicketState } from "../../domain/ticket/state.ts";
import { mayReportCoercion } from "../../domain/ticket/coercion.ts";
import type { StoredTicket } from "../../store/tickets.ts";
import { complaintPlan } from "./complaint.ts";
import type { Plan } from "./plan.ts";
import { answer, contextFor } from "./plan.ts";
import type { Situation } from "./situation.ts";

/**
 * "他们让我必须打5分": never taken as a mark, never passed on by itself. The sender is asked in private whether the supervising
 * leader shall be told; without a ticket that waits for a mark or has one, it is a complaint like any other (B.8, B.10).
 */
export function coercedPlan(situation: Situation, about: StoredTicket | null): Plan {
  const may = ({ state }: StoredTicket): boolean => mayReportCoercion(contextFor(situation), state);
  const ticket: TicketState | undefined = [...(about === null ? [] : [about]), ...situation.tickets].find(may)?.state;
  if (ticket === undefined) return complaintPlan(situation);
  const { message, directory } = situation;
  const asked = answer(situation, {
    kind: "coerced_mark",
    ticketId: ticket.id,
    inboundId: message.inboundId,
    no: ticket.no,
    title: ticket.title,
    quote: message.text,
    disciplinePhone: directory.settings.disciplinePhone || directory.settings.deskPhone,
    state: "asked",
  });
  if (message.chatType === "p2p") return { outcome: "coerced mark asked", notices: [asked] };
  const neutral = {
    recipient: { type: "chat", chatId: message.chatId },
    notice: { kind: "complaint_in_group" },
    replyTo: message.messageId,
    replyToCardOf: null,
  } as const;
  return { outcome: "coerced mark asked", notices: [asked, neutral] };
}
