import type { Actor } from "../../domain/people/actor.ts";
import { personOf } from "../../domain/people/actor.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { localDay } from "../../domain/calendar/index.ts";
import { isOnLeave } from "../../domain/people/rota.ts";
import { silencesLookedAt } from "../../domain/reminders.ts";
import type { ReminderKind } from "../../domain/reminders.ts";
import type { TicketEvent } from "../../domain/ticket/events.ts";
import { responsibleAt } from "../../domain/ticket/responsibility.ts";
import type { Responsible } from "../../domain/ticket/responsibility.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { Draft, DraftReason } from "../../store/accountability.ts";
import type { Notice, NoticeWish } from "../outgoing.ts";
import type { Reminding } from "../reminders/reminding.ts";
import { deciderFor } from "./draft-decider.ts";
import { workerId } from "./told.ts";
import { nameOf, openIdOf } from "../views/person-line.ts";

/** Which missed limits become a draft for a leader's eyes (000-18). A breach is drafted when it is passed to him anyway. */
const REASONS: Partial<Record<ReminderKind, DraftReason>> = {
  escalate: "overdue",
  contact_escalate: "contact_overdue",
};

/** Whether a reminder may lead to a draft: its ticket's events are wanted then. */
export const mayDraft = (kind: ReminderKind): boolean => REASONS[kind] !== undefined;

/**
 * The drafts a missed limit leads to: one for each who answered for the ticket when a limit passed, whoever has it now, with
 * what happened from its own record (000-16, 000-18). A silence is looked at for everybody who had it in turn.
 */
export function draftsFor(
  directory: Directory,
  ticket: TicketState,
  kind: ReminderKind,
  events: readonly TicketEvent[],
  now: number,
): readonly Drafted[] {
  const reason = REASONS[kind];
  if (reason === undefined) return [];
  const missed: { readonly by: number; readonly proof: Draft["evidence"] }[] =
    reason === "contact_overdue"
      ? silencesLookedAt(directory, ticket)
          .filter(({ at }) => at <= now)
          .map(({ by }) => ({
            by,
            proof: [
              { at: by, text: "", kind: "contact_limit" },
              { at: now, text: "", kind: "no_contact" },
            ],
          }))
      : [{ by: ticket.deadlines.resolveBy, proof: [{ at: ticket.deadlines.resolveBy, text: "" }] }];
  const drafts = missed.flatMap(({ by, proof }) => {
    const who = responsibleAt(directory, events, by);
    if (who === null) return [];
    const facts = [...happened(directory, events), ...absence(directory, events, who.personId, by), ...proof];
    const evidence = facts.toSorted((a, b) => a.at - b.at).slice(-MOST_FACTS);
    return drafted(directory, ticket, reason, now, evidence, who) ?? [];
  });
  return drafts.filter(({ draft }, i) => drafts.findIndex((other) => other.draft.id === draft.id) === i);
}

/** As many lines as a card can show. */
const MOST_FACTS = 40;

/**
 * He was away when the limit passed: that speaks for him, and names who stood in. Where his leave has been ended since, what was
 * done for him that day (代) still tells; where nothing tells, nothing is said.
 */
function absence(
  directory: Directory,
  events: readonly TicketEvent[],
  personId: string,
  at: number,
): Draft["evidence"] {
  const { calendar, people } = directory;
  const day = localDay(calendar, at);
  const person = people.get(personId);
  const registered = person !== undefined && isOnLeave(person, day) ? person.delegateId : undefined;
  const standIn = events
    .filter((event) => localDay(calendar, event.at) === day)
    .map(({ actor }) => (actor.type === "person" && actor.standsInFor === personId ? actor.personId : undefined))
    .find((id) => id !== undefined);
  const who = standIn ?? registered;
  return who === undefined ? [] : [{ at, text: nameOf(directory, who), kind: "on_leave" }];
}

/** What the events say of who had it, what stopped the clock and what was asked for; no word that anybody wrote. */
const happened = (directory: Directory, events: readonly TicketEvent[]): Draft["evidence"] =>
  events.flatMap((event) => factOf(directory, event));

function factOf(directory: Directory, event: TicketEvent): Draft["evidence"] {
  const { at } = event;
  const name = (id: string | null): string => nameOf(directory, id);
  const given = (from: string | null, to: string | null): Draft["evidence"] =>
    to === null ? [] : [{ at, text: [name(from), name(to)].filter((part) => part !== "").join(" → ") }];
  switch (event.type) {
    case "opened":
      return [
        { at, text: event.data.no, kind: "opened" },
        ...given(event.data.firstResponderId, event.data.offeredToId),
      ];
    case "described":
    case "dispatched":
      return given(null, event.data.offeredToId);
    case "handed_over":
    case "passed_on":
      return given(event.data.fromId, event.data.toId);
    case "accepted":
      return [{ at, text: name(event.data.assigneeId), kind: "accepted" }];
    case "returned":
      return [{ at, text: directory.units.get(event.data.unitId)?.name ?? "", kind: "returned" }];
    case "approval_asked":
    case "approval_given":
      return [{ at, text: event.data.kind, kind: event.type }];
    case "approval_denied": {
      const kind = event.data.by === "no_answer" ? "approval_unanswered" : event.type;
      return [{ at, text: event.data.kind, kind }];
    }
    case "materials_requested":
      return [{ at, text: "", kind: "paused" }];
    case "supplemented":
      return event.data.resumes ? [{ at, text: "", kind: "resumed" }] : [];
    case "alarmed":
      return event.data.resumes === true ? [{ at, text: "", kind: "resumed" }] : [];
    case "unparked":
    case "pause_over":
      return [{ at, text: "", kind: "resumed" }];
    case "handed_in":
    case "sent_back":
    case "urged":
    case "resolved":
    case "reopened":
      return [{ at, text: "", kind: event.type }];
    default:
      return [];
  }
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
  // Who solved it had the enterprise's mark to gain, be it in another's place.
  const who = responsible(ticket, ticket.result?.by);
  const made = drafted(directory, ticket, "bad_mark", now, [...asFarAsKnown(directory, ticket), ...proof], who);
  return made === null || made.openId === null ? null : made;
}

/** One breach is one draft: ticket, reason, person and round. Of before there were rounds: ticket and reason. */
const draftIdOf = (ticketId: string, reason: DraftReason): string => `ad_${ticketId.slice(3)}_${reason}`;

/** Whether the leader has been asked about it before: the same breach is never put to him twice. */
export function isKnown(
  { draft }: Drafted,
  known: readonly { readonly id: string; readonly personId: string }[],
): boolean {
  const old = draftIdOf(draft.ticketId, draft.reason);
  return known.some(({ id, personId }) => id === draft.id || (id === old && personId === draft.personId));
}

/** Who was offered it by whom, as the ticket's own state tells. */
const asFarAsKnown = (directory: Directory, ticket: TicketState): Draft["evidence"] => [
  { at: ticket.openedAt, text: ticket.no, kind: "opened" },
  ...ticket.chain.map((link) => ({
    at: link.at,
    text: `${nameOf(directory, link.from)} → ${nameOf(directory, link.to)}`,
  })),
];

/** A second request for papers is one list too many (一次性告知, 003-08), of who asks for it: both lists are the evidence. */
export function draftForSecondMaterials(
  directory: Directory,
  ticket: TicketState,
  asked: { readonly materials: readonly string[]; readonly reason: string; readonly actor: Actor },
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
  const lists = [...first, { at: now, text: second.join("；") }];
  const who = responsible(ticket, personOf(directory, asked.actor)?.id);
  return drafted(directory, ticket, "second_materials", now, [...asFarAsKnown(directory, ticket), ...lists], who);
}

export interface Drafted {
  readonly draft: Draft;
  readonly notice: DraftNotice;
  /** Where its leader is asked; null = nobody can be. */
  readonly openId: string | null;
  /** He asked not to be pinged: it waits for him in 我的待办 (leader's 免打扰). */
  readonly quiet: boolean;
}

type DraftNotice = Extract<Notice, { kind: "accountability_draft" }>;

/** The message that asks him, where he is to be pinged. */
export const draftNotices = ({ notice, openId, quiet }: Drafted): readonly NoticeWish[] =>
  openId === null || quiet
    ? []
    : [{ recipient: { type: "person", openId }, notice, replyTo: null, replyToCardOf: null }];

/** Who did it in this round; not told = who has it. */
const responsible = (ticket: TicketState, personId = workerId(ticket)): Responsible => ({
  personId,
  unitId: ticket.unitId,
  round: ticket.redo,
});

function drafted(
  directory: Directory,
  ticket: TicketState,
  reason: DraftReason,
  now: number,
  evidence: Draft["evidence"],
  who: Responsible,
): Drafted | null {
  const { personId, unitId } = who;
  if (!directory.people.has(personId)) return null;
  // What an enterprise tells the leader alone, it has been promised that he hears.
  const alone = reason === "bad_mark";
  const leaderId = deciderFor(directory, unitId, personId, alone ? null : localDay(directory.calendar, now));
  const id = `${draftIdOf(ticket.id, reason)}_${personId}_${who.round}`;
  const draft: Draft = { id, ticketId: ticket.id, reason, personId, unitId, leaderId, evidence, createdAt: now };
  return asked(directory, draft, ticket);
}

/** A draft as its leader is asked about it. */
export function asked(directory: Directory, draft: Draft, ticket: Pick<TicketState, "no" | "title">): Drafted {
  const { id, reason, unitId, personId, leaderId, evidence } = draft;
  const notice: DraftNotice = {
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
  const quiet = reason !== "bad_mark" && directory.people.get(leaderId ?? "")?.roles.includes("quiet") === true;
  return { draft, notice, quiet, openId: leaderId === null ? null : openIdOf(directory, leaderId) };
}

/** It comes to its leader with whatever else he is told now: one message in the morning, not one for each. */
export function draftLine({ notice, draft, openId, quiet }: Drafted): Reminding["lines"] {
  if (openId === null || quiet) return [];
  const { no, title, unit, person, reason } = notice;
  const line = { code: "draft_waiting", no, title, unit, person, reason } as const;
  return [{ openId, ticketId: draft.ticketId, line, draft: notice }];
}
