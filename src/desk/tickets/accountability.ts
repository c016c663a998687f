import type { Directory } from "../../domain/people/directory.ts";
import type { ReminderKind } from "../../domain/reminders.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { Draft, DraftReason } from "../../store/accountability.ts";
import type { NoticeWish } from "../outgoing.ts";
import { workerId } from "./told.ts";
import { nameOf, openIdOf } from "../views/person-line.ts";

/** Which missed limits become a draft for a leader's eyes (000-18). A breach is drafted when it is passed to him anyway. */
const REASONS: Partial<Record<ReminderKind, DraftReason>> = { escalate: "overdue" };

/** The draft a missed limit leads to, with its evidence from the ticket's own record; null = none. */
export function draftFor(directory: Directory, ticket: TicketState, kind: ReminderKind, now: number): Drafted | null {
  const reason = REASONS[kind];
  if (reason === undefined) return null;
  return drafted(directory, ticket, reason, now, [{ at: ticket.deadlines.resolveBy, text: "" }]);
}

/** A second request for papers is one list too many (一次性告知, 003-08): both lists are the evidence. */
export function draftForSecondMaterials(
  directory: Directory,
  ticket: TicketState,
  asked: { readonly materials: readonly string[]; readonly reason: string },
  now: number,
): Drafted | null {
  const first = ticket.notes.filter(({ kind }) => kind === "materials").map(({ at, text }) => ({ at, text }));
  const second = [
    asked.materials
      .map((one) => one.trim())
      .filter((one) => one !== "")
      .join("、"),
    asked.reason.trim(),
  ];
  return drafted(directory, ticket, "second_materials", now, [...first, { at: now, text: second.join("；") }]);
}

export interface Drafted {
  readonly draft: Draft;
  readonly notices: readonly NoticeWish[];
}

function drafted(
  directory: Directory,
  ticket: TicketState,
  reason: DraftReason,
  now: number,
  proof: Draft["evidence"],
): Drafted | null {
  const personId = workerId(ticket);
  if (!directory.people.has(personId)) return null;
  const leaderId = directory.units.get(ticket.unitId ?? "")?.leaderId ?? null;
  const evidence = [
    { at: ticket.openedAt, text: ticket.no },
    ...ticket.chain.map((link) => ({
      at: link.at,
      text: `${nameOf(directory, link.from)} → ${nameOf(directory, link.to)}`,
    })),
    ...proof,
  ];
  const id = `ad_${ticket.id.slice(3)}_${reason}`;
  const unitId = ticket.unitId;
  const draft: Draft = { id, ticketId: ticket.id, reason, personId, unitId, leaderId, evidence, createdAt: now };
  const openId = leaderId === null ? null : openIdOf(directory, leaderId);
  if (openId === null) return { draft, notices: [] };
  const notice: NoticeWish["notice"] = {
    kind: "accountability_draft",
    draftId: id,
    no: ticket.no,
    title: ticket.title,
    reason,
    unit: directory.units.get(unitId ?? "")?.name ?? null,
    person: nameOf(directory, personId),
    evidence,
    state: "draft",
    decidedBy: null,
  };
  return { draft, notices: [{ recipient: { type: "person", openId }, notice, replyTo: null, replyToCardOf: null }] };
}
