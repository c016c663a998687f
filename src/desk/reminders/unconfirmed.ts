import { localDay } from "../../domain/calendar/index.ts";
import { presentFor } from "../../domain/people/standing-in.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { confirmerOf } from "../../domain/ticket/confirmer.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { TicketLine } from "../outgoing.ts";
import { nameOf, openIdOf } from "../views/person-line.ts";
import type { Reminding } from "./reminding.ts";

/**
 * A bound leader has not confirmed: he, and who stands in for him today, are reminded on their card; a day later the office's
 * head is told, or the first responder where the leader is the head himself. Nothing is closed in his name (000-09).
 */
export function unconfirmed(
  directory: Directory,
  ticket: TicketState,
  kind: "confirm_due" | "confirm_late",
  now: number,
): Reminding {
  const { id, no, title, confirmation } = ticket;
  if (confirmation === null) return { lines: [], notices: [], cards: [], urgent: [] };
  const { askedAt, leaderId } = confirmation;
  const asked = [...new Set([leaderId, confirmerOf(directory, ticket, now)?.id ?? leaderId])];
  const head = directory.settings.headLeaderId ?? null;
  const above = head === null || asked.includes(head) ? ticket.firstResponderId : head;
  const line: TicketLine =
    kind === "confirm_due"
      ? { code: "confirm_due", no, title, by: nameOf(directory, ticket.assigneeId), askedAt }
      : { code: "confirm_late", no, title, leader: nameOf(directory, leaderId), askedAt };
  const day = localDay(directory.calendar, now);
  const wanted = (kind === "confirm_due" ? asked : [above]).map((personId) => presentFor(directory, personId, day));
  const reached = [...new Set(wanted)].flatMap((personId) => openIdOf(directory, personId) ?? []);
  const audience = kind === "confirm_due" || above === head ? "leader" : "dispatcher";
  return {
    lines: reached.map((openId) => ({ openId, ticketId: id, line })),
    cards: reached.map((openId) => ({ ticketId: id, recipient: { type: "person", openId }, audience, renew: false })),
    notices: [],
    urgent: [],
  };
}
