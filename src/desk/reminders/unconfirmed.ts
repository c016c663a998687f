import { localDay } from "../../domain/calendar/index.ts";
import { substitute } from "../../domain/people/rota.ts";
import { presentFor } from "../../domain/people/standing-in.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { confirmerOf, mayConfirm } from "../../domain/ticket/confirmer.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { TicketLine } from "../outgoing.ts";
import { nameOf, openIdOf, presentLine } from "../views/person-line.ts";
import type { Reminding } from "./reminding.ts";

/**
 * A bound leader has not confirmed: he, and who stands in for him today, are reminded on their card; a day later the office's
 * head is told, or the first responder where the head is away or asked himself. Nothing is closed in his name (000-09).
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
  const day = localDay(directory.calendar, now);
  const there = (personId: string): string | null => substitute(directory, personId, day)?.id ?? null;
  const confirmer = confirmerOf(directory, ticket, now)?.id ?? leaderId;
  const present = [...new Set([leaderId, confirmer])]
    .flatMap((personId) => there(personId) ?? [])
    .filter((personId) => mayConfirm(directory, ticket, personId, now));
  const leader = presentLine(directory, leaderId, there(leaderId) === leaderId ? leaderId : confirmer);
  // Nothing is told to nobody.
  const asked = present.length === 0 ? [presentFor(directory, leaderId, day)] : present;
  const above = there(directory.settings.headLeaderId ?? "");
  const told = above === null || asked.includes(above) ? null : above;
  const line: TicketLine =
    kind === "confirm_due"
      ? { code: "confirm_due", no, title, by: nameOf(directory, ticket.assigneeId), askedAt }
      : { code: "confirm_late", no, title, leader, askedAt };
  const wanted = kind === "confirm_due" ? asked : [told ?? presentFor(directory, ticket.firstResponderId, day)];
  const reached = [...new Set(wanted)].flatMap((personId) => openIdOf(directory, personId) ?? []);
  const audience = kind === "confirm_due" || told !== null ? "leader" : "dispatcher";
  return {
    lines: reached.map((openId) => ({ openId, ticketId: id, line })),
    cards: reached.map((openId) => ({ ticketId: id, recipient: { type: "person", openId }, audience, renew: false })),
    notices: [],
    urgent: [],
  };
}
