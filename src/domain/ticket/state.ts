/**
 * Where a ticket stands (domain.md B.1). Issue of who moves next is in `waitingFor`.
 * triage 待受理 · offered 待签收 · in_progress 办理中 · awaiting_requester 待企业补充 (clock paused) ·
 * awaiting_rating 待评价 · closed 办结 · refused 不予受理 · withdrawn 已撤回 · merged 已合并
 */
export type Stage =
  | "triage"
  | "offered"
  | "in_progress"
  | "awaiting_requester"
  | "awaiting_rating"
  | "closed"
  | "refused"
  | "withdrawn"
  | "merged";

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
}

/** A line of what happened that people may read. */
export interface Note {
  readonly at: number;
  readonly by: string | null;
  readonly kind: "progress" | "internal" | "supplement" | "materials" | "returned" | "reopened" | "urged" | "rating";
  readonly text: string;
}

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
  readonly openedAt: number;
  readonly acceptedAt: number | null;
  readonly firstContactAt: number | null;
  readonly resolvedAt: number | null;
  readonly closedAt: number | null;
  readonly closeReason: "rated" | "unrated" | "refused" | "withdrawn" | "merged" | null;
  readonly deadlines: Deadlines;
  readonly pausedSince: number | null;
  readonly materialsRequests: number;
  readonly materials: readonly string[];
  readonly attachments: readonly Attachment[];
  readonly notes: readonly Note[];
  readonly result: { readonly text: string; readonly benefitYuan: number | null; readonly at: number } | null;
  readonly ratings: readonly Rating[];
  readonly redo: number;
  readonly urges: number;
  readonly lastUrgedAt: number | null;
  readonly mergedInto: string | null;
  readonly refusal: { readonly reason: string; readonly properWay: string } | null;
}

export const OPEN_STAGES: readonly Stage[] = [
  "triage",
  "offered",
  "in_progress",
  "awaiting_requester",
  "awaiting_rating",
];
export const WORKING_STAGES: readonly Stage[] = ["offered", "in_progress", "awaiting_requester"];

export const isOpen = (ticket: TicketState): boolean => OPEN_STAGES.includes(ticket.stage);
