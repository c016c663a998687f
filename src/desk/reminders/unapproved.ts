import { localDay } from "../../domain/calendar/index.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { substitute } from "../../domain/people/rota.ts";
import { mayApprove } from "../../domain/ticket/approver.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { TicketLine } from "../outgoing.ts";
import { nameOf, openIdOf } from "../views/person-line.ts";
import type { Reminding } from "./reminding.ts";

/** A request ends today without an answer, which counts as a no (domain.md B.4): who may answer it hears so, with its card. */
export function unapproved(directory: Directory, ticket: TicketState, now: number): Reminding {
  const { id, no, title, approval } = ticket;
  const nothing: Reminding = { lines: [], notices: [], cards: [], urgent: [] };
  if (approval === null) return nothing;
  const { approverId, kind, askedById, decideBy } = approval;
  const there = substitute(directory, approverId, localDay(directory.calendar, now))?.id ?? approverId;
  const openId = openIdOf(directory, mayApprove(directory, ticket, there, now) ? there : approverId);
  if (openId === null) return nothing;
  const by = nameOf(directory, askedById);
  const line: TicketLine = { code: "approval_due", no, title, what: kind, by, decideBy };
  return {
    ...nothing,
    lines: [{ openId, ticketId: id, line }],
    cards: [{ ticketId: id, recipient: { type: "person", openId }, audience: "leader", renew: false }],
  };
}
