import type { PaperLine } from "./paper-lines.ts";
import type { ReminderLine } from "./reminder-lines.ts";
import type { DraftReason } from "../store/accountability.ts";
import type { ApprovalKind, RatingLevel } from "../domain/ticket/state.ts";
import type { PersonLine } from "./views/ticket-view.ts";

/** Short messages that answer the card they are about; their times are UTC ms. */
export type TicketLine =
  | { readonly code: "urged"; readonly no: string; readonly title: string; readonly by: string }
  | {
      readonly code: "supplemented";
      readonly no: string;
      readonly title: string;
      readonly by: string;
      readonly text: string;
      readonly files: number;
      /** It has ended a pause: the limit as it stands now, UTC ms. */
      readonly resolveBy?: number;
      /** It only asks about the papers, which are still missing. */
      readonly asks?: boolean;
    }
  | {
      readonly code: "reopened";
      readonly no: string;
      readonly title: string;
      readonly reason: string;
      readonly resolveBy: number;
      /** The mark it came back with; absent = it was said to be unsolved. */
      readonly level?: RatingLevel;
    }
  /** To the enterprise: visible progress, in the cadre's words. */
  | {
      readonly code: "progress";
      readonly no: string;
      readonly title: string;
      readonly by: string;
      readonly text: string;
    }
  | {
      readonly code: "passed_on";
      readonly no: string;
      readonly title: string;
      readonly from: string;
      readonly to: string;
    }
  /** To the enterprise: who on duty has taken its emergency in hand; `duty_taken_told`: to who else was alarmed. */
  | { readonly code: "duty_taken"; readonly no: string; readonly title: string; readonly by: PersonLine }
  | { readonly code: "duty_taken_told"; readonly no: string; readonly title: string; readonly by: string }
  | {
      readonly code: "escalate";
      readonly no: string;
      readonly title: string;
      readonly resolveBy: number;
      readonly workingDaysLeft: number;
      readonly responsible: PersonLine;
      readonly unit: string | null;
    }
  /** To its leader: a 责任追究 draft waits for his word. */
  | {
      readonly code: "draft_waiting";
      readonly no: string;
      readonly title: string;
      readonly unit: string | null;
      readonly person: string;
      readonly reason: DraftReason;
    }
  | { readonly code: "dismissed"; readonly no: string; readonly title: string; readonly by: string }
  | { readonly code: "restored"; readonly no: string; readonly title: string }
  /** UTC ms since when the enterprise was told nothing. */
  /** To the first responder: a second round is done, and the enterprise has not said how it finds it. */
  | {
      readonly code: "call_back";
      readonly no: string;
      readonly title: string;
      readonly requester: string | null;
      readonly phone: string | null;
    }
  | { readonly code: "interim_due"; readonly no: string; readonly title: string; readonly since: number }
  /** To who may answer a request that ends today, UTC ms. */
  | {
      readonly code: "approval_due";
      readonly no: string;
      readonly title: string;
      readonly what: ApprovalKind;
      readonly by: string;
      readonly decideBy: number;
    }
  | {
      readonly code: "approval_given";
      readonly no: string;
      readonly title: string;
      readonly what: ApprovalKind;
      readonly by: string;
      readonly until: number | null;
    }
  /** To the enterprise: bad news at once, with reason and new date (voice.md 10). */
  | {
      readonly code: "extension_told";
      readonly no: string;
      readonly title: string;
      readonly until: number;
      readonly reason: string;
      readonly by: string;
    }
  | {
      readonly code: "parked_told";
      readonly no: string;
      readonly title: string;
      readonly until: number;
      readonly reason: string;
      readonly plan: string;
    }
  | {
      readonly code: "unparked_told";
      readonly no: string;
      readonly title: string;
      readonly resolveBy: number;
      /** Its limit had been missed before it was parked: who reads it; absent = it is still to come. */
      readonly passed?: "enterprise" | "worker";
    }
  | {
      readonly code: "resumed";
      readonly no: string;
      readonly title: string;
      readonly by: string;
      readonly text: string;
      readonly files: number;
      readonly resolveBy: number;
    }
  /** To the enterprise, once: its limit has passed, who has it, and whom the desk has told (voice.md 10). */
  | {
      readonly code: "overdue_told";
      readonly no: string;
      readonly title: string;
      readonly resolveBy: number;
      readonly responsible: PersonLine;
      /** "" = nobody above him. */
      readonly head: string;
      /** True = who does that one's work meanwhile. */
      readonly acting?: boolean;
    }
  | {
      readonly code: "supervised";
      readonly no: string;
      readonly title: string;
      readonly grade: 1 | 2 | 3;
      readonly by: string;
      readonly text: string;
      readonly replyBy: number;
      /** To who heads the unit: who has it. */
      readonly worker?: PersonLine;
    }
  | {
      readonly code: "supervision_replied";
      readonly no: string;
      readonly title: string;
      readonly by: string;
      readonly text: string;
      /** Answered by its result; absent = by words. */
      readonly solved?: "resolved" | "handed_in";
    }
  | { readonly code: "supervision_due"; readonly no: string; readonly title: string; readonly worker?: PersonLine }
  | {
      readonly code: "assist_done";
      readonly no: string;
      readonly title: string;
      readonly unit: string;
      readonly text: string;
    }
  | {
      readonly code: "assist_cancelled";
      readonly no: string;
      readonly title: string;
      readonly by: string;
      readonly reason: string;
    }
  | { readonly code: "assist_handed"; readonly no: string; readonly title: string; readonly to: string }
  | {
      readonly code: "levelled_up";
      readonly no: string;
      readonly title: string;
      readonly level: 1 | 2;
      readonly reason: string;
    }
  /** To who works on it and his head: with which leader it is from now on, and `insteadOf` whom while that one is away. */
  | {
      readonly code: "levelled_told";
      readonly no: string;
      readonly title: string;
      readonly level: 1 | 2;
      readonly leader: string;
      readonly insteadOf?: string | undefined;
    }
  | { readonly code: "recomputed"; readonly no: string; readonly title: string; readonly resolveBy: number }
  | {
      /** A key firm's or project's: the limits have come nearer. Null = the enterprise has been spoken to. */
      readonly code: "key_found";
      readonly title: string;
      readonly contactBy: number | null;
      readonly resolveBy: number;
    }
  /** A project's bound leader does not take it as done. */
  | {
      readonly code: "sent_back";
      readonly no: string;
      readonly title: string;
      readonly by: string;
      readonly reason: string;
      readonly resolveBy: number;
    }
  /** To the enterprise: it goes on, without the leader's inside reason; `passed` = its limit had gone by before. */
  | {
      readonly code: "sent_back_told";
      readonly no: string;
      readonly title: string;
      readonly responsible: PersonLine;
      readonly resolveBy: number;
      readonly passed: boolean;
    }
  | {
      readonly code: "confirm_due";
      readonly no: string;
      readonly title: string;
      readonly by: string;
      readonly askedAt: number;
    }
  | {
      readonly code: "confirm_late";
      readonly no: string;
      readonly title: string;
      readonly leader: PersonLine;
      readonly askedAt: number;
    }
  | { readonly code: "withdrawn"; readonly no: string; readonly title: string }
  /** To who had it or a part of it: nothing is left to do; `into` = number of the one it goes on in. */
  | {
      readonly code: "over";
      readonly no: string;
      readonly title: string;
      readonly stage: "merged" | "refused" | "terminated";
      readonly into?: string;
    }
  | {
      readonly code: "due_soon";
      readonly no: string;
      readonly title: string;
      readonly resolveBy: number;
      readonly workingDaysLeft: number;
      /** UTC ms until which an extension can still be asked for; null = no longer (domain.md B.4). */
      readonly extendBy: number | null;
      readonly now: number;
    }
  | {
      readonly code: "overdue";
      readonly no: string;
      readonly title: string;
      readonly resolveBy: number;
      /** ≤ 0; 0 = the limit was today. */
      readonly workingDaysLeft: number;
      readonly responsible: PersonLine;
      readonly unit: string | null;
      /** To that one himself. */
      readonly own?: true;
    }
  | {
      readonly code: "bundle_told";
      readonly no: string;
      readonly title: string;
      readonly enterprise: string;
      readonly responsible: string;
    }
  | { readonly code: "hand_over_accepted"; readonly no: string; readonly title: string; readonly by: string }
  | {
      readonly code: "returned";
      readonly no: string;
      readonly title: string;
      readonly unit: string;
      readonly reason: string;
      readonly proposed: string | null;
      readonly decideBy: number;
    }
  | PaperLine
  | ReminderLine;
