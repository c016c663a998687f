import type { Directory } from "../../domain/people/directory.ts";
import type { ReminderKind } from "../../domain/reminders.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { Draft, DraftReason } from "../../store/accountability.ts";
import type { NoticeWish } from "../outgoing.ts";
import { workerId } from "./told.ts";
import { nameOf, openIdOf } from "../views/person-line.ts";

/** Which missed limits become a draft for a leader's eyes (000-18). A breach is drafted when it is passed to him anyway. */
const REASONS: Partial<Record<ReminderKind, DraftReason>> = {
  escalate: "overdue",
  contact_escalate: "contact_overdue",
};

/** The draft a missed limit leads to, with its evidence from the ticket's own record; null = none. */
export function draftFor(directory: Directory, ticket: TicketState, kind: ReminderKind, now: number): Drafted | null {
  const reason = REASONS[kind];
  if (reason === undefined) return null;
  if (reason === "contact_overdue") return draftForSilence(directory, ticket, now);
  return drafted(directory, ticket, reason, now, [{ at: ticket.deadlines.resolveBy, text: "" }]);
}

/**
 * Nobody has spoken to the enterprise a working day after the limit. Who has accepted answers for it; until somebody has, the
 * first responder does (首问责任, 000-16): the chain in the evidence shows to whom it was offered.
 */
function draftForSilence(directory: Directory, ticket: TicketState, now: number): Drafted | null {
  const personId = ticket.assigneeId ?? ticket.responsibleId;
  const proof: Draft["evidence"] = [
    { at: ticket.deadlines.contactBy, text: "", kind: "contact_limit" },
    ...ticket.notes.filter(({ kind }) => kind === "urged").map(({ at }) => ({ at, text: "", kind: "urged" as const })),
    { at: now, text: "", kind: "no_contact" },
  ];
  return drafted(directory, ticket, "contact_overdue", now, proof, personId);
}

/**
 * The enterprise says that a mark was asked for or forced (domain.md B.8). Shown to the supervising leader alone: times of
 * results and marks, and words only where the enterprise wrote them for him. Null = there is no leader to tell.
 */
export function draftForCoercedMark(
  directory: Directory,
  ticket: TicketState,
  words: string,
  now: number,
): Drafted | null {
  const told: Draft["evidence"] = [
    ...(ticket.result === null ? [] : [{ at: ticket.result.at, text: "", kind: "resolved" as const }]),
    ...ticket.ratings.map(({ at, level }) => ({ at, text: String(level), kind: "mark" as const })),
    ...ticket.notes
      .filter(({ kind }) => kind === "reopened")
      .map(({ at }) => ({ at, text: "", kind: "reopened" as const })),
  ];
  const proof = [
    ...told.toSorted((a, b) => a.at - b.at),
    { at: now, text: "", kind: "reported" as const },
    ...(words.trim() === "" ? [] : [{ at: now, text: words.trim(), kind: "words" as const }]),
  ];
  const made = drafted(directory, ticket, "bad_mark", now, proof);
  return made === null || made.notices.length === 0 ? null : made;
}

export const draftIdOf = (ticketId: string, reason: DraftReason): string => `ad_${ticketId.slice(3)}_${reason}`;

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
  personId = workerId(ticket),
): Drafted | null {
  if (!directory.people.has(personId)) return null;
  const leaderId = deciderFor(directory, ticket.unitId, personId);
  const evidence = [
    { at: ticket.openedAt, text: ticket.no },
    ...ticket.chain.map((link) => ({
      at: link.at,
      text: `${nameOf(directory, link.from)} → ${nameOf(directory, link.to)}`,
    })),
    ...proof,
  ];
  const id = draftIdOf(ticket.id, reason);
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

/** The unit's supervising leader; where he is the person himself, the office's head. Nobody decides on his own draft. */
function deciderFor(directory: Directory, unitId: string | null, personId: string): string | null {
  const leaders = [directory.units.get(unitId ?? "")?.leaderId ?? null, directory.settings.headLeaderId ?? null];
  return leaders.find((id) => id !== null && id !== personId) ?? null;
}
