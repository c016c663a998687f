import type { Dismissal } from "./dismissal.ts";
import type { Giver } from "./offered.ts";

/**
 * Where a ticket stands (domain.md B.1). Issue of who moves next is in `waitingFor`.
 * triage 待受理 · offered 待签收 · in_progress 办理中 · awaiting_requester 待企业补充 (clock paused) ·
 * parked 挂账 (clock paused until reviewed) · awaiting_confirmation 待包保领导确认 (clock paused) · awaiting_rating 待评价 · closed 办结 · refused 不予受理 · withdrawn 已撤回 ·
 * merged 已合并 · terminated 终止办理 · not_request 非诉求
 */
export type Stage =
  | "triage"
  | "offered"
  | "in_progress"
  | "awaiting_requester"
  | "parked"
  | "awaiting_confirmation"
  | "awaiting_rating"
  | "closed"
  | "refused"
  | "withdrawn"
  | "merged"
  | "terminated"
  | "not_request";

/** Number and stage of a ticket when the same matter was told again. */
export interface Earlier {
  readonly no: string;
  readonly stage: Stage;
}

export type CloseReason = "rated" | "unrated" | "refused" | "withdrawn" | "merged" | "terminated" | "not_request";

export type Urgency = "low" | "normal" | "high" | "emergency";
export type RatingLevel = 1 | 2 | 3 | 4 | 5;

/** Kept by reference: the file stays on the platform. */
export interface Attachment {
  readonly kind: "image" | "file" | "audio" | "video";
  readonly messageId: string;
  readonly key: string;
  readonly name: string | null;
}

export interface Requester {
  readonly openId: string | null;
  readonly personId: string | null;
  readonly enterpriseId: string | null;
  readonly verified: boolean;
  /** Tenant of an external person; null = one of the office's own tenant, about whom the platform can be asked. */
  readonly tenantKey: string | null;
}

export interface Deadlines {
  readonly acceptBy: number;
  readonly contactBy: number;
  readonly resolveBy: number;
  /** True when a limit runs into a year whose calendar is not known yet. */
  readonly provisional: boolean;
}

/** One link of the hand-over chain (首问): who passed to whom, and when it was taken. */
export interface HandOver {
  readonly from: string;
  readonly to: string;
  readonly unitId: string | null;
  readonly at: number;
  readonly acceptedAt: number | null;
  /** By rule, because `from` had not accepted in time; absent = by a person. */
  readonly lapsed?: true;
  /** Who accepted it though it was offered to `to`; absent = `to` himself, or nobody yet. */
  readonly takenById?: string;
  /** 转办: who gave it on, in whose place (代), and why; absent = by the desk, or of before it was kept. */
  readonly handed?: Pick<Note, "by" | "standsInFor"> & { readonly reason: string };
}

/** Who has accepted what was offered; null = nobody. */
export const takerOf = ({ to, takenById, acceptedAt }: HandOver): string | null =>
  acceptedAt === null ? null : (takenById ?? to);

/** A line of what happened that people may read. */
export interface Note {
  readonly at: number;
  readonly by: string | null;
  /** Whose work `by` did because that one was away (代); absent = his own. */
  readonly standsInFor?: string;
  readonly kind:
    | "progress"
    | "internal"
    | "supplement"
    | "materials"
    | "returned"
    | "reopened"
    | "urged"
    | "rating"
    | "extension"
    | "parking"
    | "termination"
    | "assist"
    | "supervision"
    | "approved"
    | "denied"
    | "project"
    | "confirmed"
    | "sent_back"
    | "dismissed"
    | "restored"
    | "unanswered"
    | "pause_over"
    | "resumed";
  readonly text: string;
}

/** What was done, as the enterprise is told it. `by` only where somebody did it for the assignee (代). */
export interface Result {
  readonly text: string;
  readonly benefitYuan: number | null;
  readonly at: number;
  readonly by?: string;
}

/** What needs a leader's word: 延期, 挂账, 终止办理. One at a time. */
export type ApprovalKind = "extension" | "parking" | "termination";

export interface Approval {
  readonly kind: ApprovalKind;
  readonly askedById: string;
  /** Who asked in his place (his head, or who stands in); absent = himself, or of before it was kept. */
  readonly byId?: string;
  readonly approverId: string;
  readonly reason: string;
  /** New limit of an extension, review date of a parking; UTC ms. */
  readonly until: number | null;
  /** What will be done while it is parked. */
  readonly plan: string;
  readonly askedAt: number;
  /** No answer by then = refused; UTC ms. */
  readonly decideBy: number;
}

/** 会办: what another unit does for this ticket; the ticket cannot be resolved before it (000-10). */
export interface Assist {
  readonly id: string;
  readonly unitId: string;
  readonly personId: string;
  readonly text: string;
  readonly askedAt: number;
  /** Its own limit, never later than the ticket's; UTC ms. */
  readonly dueBy: number;
  /** Working days it was given; absent in those of before it was kept. */
  readonly workingDays?: number;
  readonly doneAt: number | null;
  readonly result: string;
  /** The lead unit has called it off; `doneAt` is then its end, `result` the reason. Absent = no. */
  readonly cancelled?: boolean;
}

/** 督办 in grades 1 (提醒), 2 (督办), 3 (挂牌督办), with a reply due (domain.md B.1). */
export interface Supervision {
  readonly grade: 1 | 2 | 3;
  readonly byId: string;
  readonly text: string;
  readonly at: number;
  readonly replyBy: number;
  readonly repliedAt: number | null;
  readonly reply: string;
}

/** The bound leader's word on a result that was handed in, before the enterprise is asked for its mark (000-09). */
export interface Confirmation {
  readonly leaderId: string;
  /** Who handed it in: the assignee or his head; absent in those of before it was kept. */
  readonly byId?: string | null;
  readonly askedAt: number;
  /** When he is reminded for the first time; UTC ms. It never ends by itself. */
  readonly answerBy: number;
}

/** 提级: 0 the unit, 1 the leader in charge, 2 the government's meeting (domain.md B.1). */
export type Level = 0 | 1 | 2;

export interface Rating {
  readonly level: RatingLevel;
  readonly reasons: readonly string[];
  readonly comment: string;
  readonly at: number;
}

export interface TicketState {
  readonly id: string;
  readonly no: string;
  /** Equals the number of events. */
  readonly version: number;
  readonly stage: Stage;
  readonly title: string;
  readonly text: string;
  readonly category: string | null;
  readonly place: string | null;
  readonly urgency: Urgency;
  readonly channel: "p2p" | "group" | "phone" | "visit";
  readonly chatId: string | null;
  readonly requester: Requester;
  readonly unitId: string | null;
  readonly firstResponderId: string;
  /** The person who answers for it now; never empty. */
  readonly responsibleId: string;
  readonly offeredToId: string | null;
  readonly assigneeId: string | null;
  readonly chain: readonly HandOver[];
  readonly returnedByUnitIds: readonly string[];
  /** Whose it is, as the unit that returned it last says; null = it said nothing, or it has been dispatched since. */
  readonly proposedUnitId: string | null;
  readonly openedAt: number;
  /** From when the limits count: the opening, or the last reopening; UTC ms. */
  readonly clockStartedAt: number;
  readonly acceptedAt: number | null;
  readonly firstContactAt: number | null;
  readonly resolvedAt: number | null;
  readonly closedAt: number | null;
  readonly closeReason: CloseReason | null;
  readonly deadlines: Deadlines;
  /** From when accept and first contact count for whoever has it now, UTC ms; null = from the start of the clock. */
  readonly acceptFrom: number | null;
  readonly contactFrom: number | null;
  /** Who gave it on out of his hands, until somebody has accepted it; null = nobody. */
  readonly giver: Giver | null;
  /** From when the shorter limits of a key firm or project count, UTC ms; null = from the start of the clock, or never. */
  readonly keyFrom: number | null;
  /** First contacts of this round that were due (UTC ms) before it was given on, and the unit that had it then; null = none. */
  readonly contactsMissed: readonly { readonly by: number; readonly unitId: string | null }[] | null;
  /** The only word the enterprise has had in this round is not of the unit that has it (a dispatcher's): true, or null. */
  readonly deskSpoke: true | null;
  readonly pausedSince: number | null;
  /** Pauses since the clock started, by which the final limit has moved; null = none. */
  readonly pauses: readonly { readonly from: number; readonly to: number }[] | null;
  readonly materialsRequests: number;
  readonly materials: readonly string[];
  /** Why papers were asked for again (003-08); null = the first list, or none. */
  readonly materialsReason: string | null;
  readonly attachments: readonly Attachment[];
  readonly notes: readonly Note[];
  readonly result: Result | null;
  /** Results of rounds that came back, each with who had the ticket then; null = none. */
  readonly earlierResults: readonly (Result & { readonly assigneeId: string | null })[] | null;
  readonly ratings: readonly Rating[];
  readonly redo: number;
  readonly urges: number;
  readonly lastUrgedAt: number | null;
  readonly mergedInto: string | null;
  /** Its number, which people read. */
  readonly mergedIntoNo: string | null;
  readonly refusal: { readonly reason: string; readonly properWay: string } | null;
  /** A dispatcher has decided on a return: nobody may return it again (domain.md B.3). */
  readonly returnDecided: boolean;
  /** How often nobody pressed accept in time and it was passed on by rule. */
  readonly passedOn: number;
  readonly approval: Approval | null;
  /** Extensions asked for so far, granted or not (domain.md B.4: once). */
  readonly extensionsAsked: number;
  /** UTC ms at which danger was last told of the ticket; null = never, or only by what opened it. */
  readonly alarmedAt: number | null;
  /** When the clock of an ordinary matter became an emergency's (UTC ms), and how urgent it was before; null = it never did. */
  readonly raised: { readonly at: number; readonly from: Urgency } | null;
  /** The extension in force, as the enterprise was told. */
  readonly extension: { readonly until: number; readonly reason: string } | null;
  /** 挂账: review date (UTC ms), why, and what is done meanwhile. */
  readonly parking: { readonly until: number; readonly reason: string; readonly plan: string } | null;
  readonly assists: readonly Assist[];
  readonly supervisions: readonly Supervision[];
  readonly level: Level;
  /** The leader it was taken up to in this round (提级); null = nobody, or of before it was kept. */
  readonly takenUpTo: string | null;
  readonly termination: string | null;
  /** 非诉求: what it was taken for; null = never. */
  readonly dismissal: Dismissal | null;
  /** The look-back question was answered: it still holds (002-24). */
  readonly lookedBackAt: number | null;
  /** Key project it belongs to (重点项目). */
  readonly projectId: string | null;
  /** The matter it goes on with, which was over and could not be opened again; null = none. */
  readonly earlier: Earlier | null;
  readonly confirmation: Confirmation | null;
}

/** Somebody works on it, or is to. */
export const BEING_WORKED_ON: readonly Stage[] = ["triage", "offered", "in_progress", "awaiting_requester", "parked"];
const OPEN_STAGES: readonly Stage[] = [...BEING_WORKED_ON, "awaiting_confirmation", "awaiting_rating"];
/** Closed only because papers did not come (domain.md B.13): when they do, it goes on. */
export const isUnanswered = (ticket: TicketState): boolean =>
  ticket.stage === "terminated" && ticket.notes.at(-1)?.kind === "unanswered";

export const isOpen = (ticket: TicketState): boolean => OPEN_STAGES.includes(ticket.stage);

/** Ended in a way that no word of the requester can open again: what he says of it is a new matter. */
export const isOver = (ticket: TicketState): boolean =>
  !isOpen(ticket) && ticket.stage !== "closed" && !isUnanswered(ticket);
