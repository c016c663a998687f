import type { Asked } from "../../domain/ticket/asked.ts";
import type { DismissalKind } from "../../domain/ticket/dismissal.ts";
import type {
  ApprovalKind,
  CloseReason,
  Note,
  RatingLevel,
  Stage,
  TicketState,
  Urgency,
} from "../../domain/ticket/state.ts";
import type { TicketAction } from "./ticket-actions.ts";

/**
 * Who looks. requester = the person who asked; task = whoever has or is offered the work, and his head; dispatcher =
 * the service desk; watch = told but not acting (包保 cadre); group = a chat of several people, which is told the least.
 */
/* leader = decides and supervises; assist = another unit's part of it (会办). */
export type Audience = "requester" | "task" | "dispatcher" | "watch" | "group" | "leader" | "assist";

export interface PersonLine {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly unit: string | null;
  /** "" when none is known; masked already where the audience may not have it. */
  readonly phone: string;
  /** Name of who is away and for whom he answers; absent = he answers for himself. */
  readonly insteadOf?: string;
}

export interface NoteLine {
  readonly at: number;
  readonly kind:
    | Note["kind"]
    | "opened"
    | "offered"
    | "lapsed"
    | "handed_over"
    | "accepted"
    | "handed_in"
    | "resolved"
    | "closed"
    | "unparked"
    | "unanswered_request"
    | "levelled_up"
    | `asked_${ApprovalKind}`
    | `agreed_${ApprovalKind}`;
  readonly by: string | null;
  /** Name of the one whose work `by` did while he was away (代). */
  readonly standsInFor?: string;
  readonly text: string;
  /** Why it was given on, for colleagues. */
  readonly reason?: string;
  /** The mark itself, of a line about a rating. */
  readonly level?: RatingLevel;
}

/** A ticket as one audience may see it, with names instead of ids. Pure data: cards render it, nothing else is looked up. */
export interface TicketView {
  readonly audience: Audience;
  /** UTC ms of the render. */
  readonly now: number;
  /** Of the office's calendar; every time people read is local to it. */
  readonly utcOffsetMinutes: number;
  /** It is read for days: no word on it may turn false when a day passes. */
  readonly lasting: true;
  readonly ticketId: string;
  readonly no: string;
  readonly version: number;
  /** Keys of what is asked now: an answer brings the key it was asked under. */
  readonly asked: Asked;
  readonly stage: Stage;
  readonly title: string;
  readonly text: string;
  readonly place: string | null;
  readonly categoryName: string | null;
  readonly urgency: Urgency;
  /** phone and visit = registered by a colleague on behalf of the enterprise. */
  readonly channel: TicketState["channel"];
  readonly light: "green" | "yellow" | "red" | "grey";
  readonly openedAt: number;
  readonly acceptBy: number;
  readonly contactBy: number;
  readonly resolveBy: number;
  readonly provisional: boolean;
  /** Working days from today (not counted) to the limit's day (counted); 0 = the same working day, negative once it has passed. */
  readonly workingDaysLeft: number;
  /** Outside office hours, for a category that does not run around the clock: when work goes on (UTC ms). Otherwise null. */
  readonly nextWorkingAt: number | null;
  /** Number that answers outside office hours; "" when the office has none. */
  readonly deskPhone: string;
  readonly firstContactAt: number | null;
  readonly pausedSince: number | null;
  readonly closedAt: number | null;
  readonly closeReason: CloseReason | null;
  readonly unitName: string | null;
  readonly firstResponder: PersonLine;
  /** Who answers for it now. */
  readonly responsible: PersonLine;
  readonly offeredTo: PersonLine | null;
  /** Given on by who had accepted it, who answers for it until somebody else has (000-16). */
  readonly handedOver: boolean;
  /** The viewer is who it is offered to, or does that one's work today: he is asked to accept, others may. */
  readonly offeredToViewer: boolean;
  readonly assignee: PersonLine | null;
  readonly requester: {
    readonly name: string | null;
    readonly post: string | null;
    readonly phone: string | null;
    /** Name of who asked and has left the firm since: the others are of whom to ring up instead; absent = he is there. */
    readonly left?: string;
    readonly enterprise: string | null;
    readonly verified: boolean;
    readonly keyFirm: boolean;
    /** From another tenant: nothing can be looked up about him (feishu.md 5.1). */
    readonly external: boolean;
  };
  /** 首接 → 接手, in order. */
  readonly chain: readonly {
    readonly from: string;
    readonly to: string;
    readonly at: number;
    readonly acceptedAt: number | null;
    /** Who accepted it, where that was somebody else than `to`. */
    readonly takenBy: string | null;
    /** 说明 of a 转办, for colleagues; "" = none. */
    readonly reason: string;
  }[];
  /** Oldest first; internal notes only for task and dispatcher. */
  readonly history: readonly NoteLine[];
  readonly attachments: {
    readonly images: number;
    readonly files: number;
    readonly audios: number;
    readonly videos: number;
  };
  /** Unit that is to have it, as the one that returned it says. */
  readonly proposedUnit: string | null;
  readonly materials: readonly string[];
  /** How often papers were asked for; a second list needs a reason (003-08). */
  readonly materialsRequests: number;
  /** Why they are asked for again (003-08). */
  readonly materialsReason: string | null;
  /** While papers are awaited: when it closes without them (UTC ms); null also of what never closes so. */
  readonly pauseEndsAt: number | null;
  /** Closed only because papers did not come: when they do, it goes on. */
  readonly unanswered: boolean;
  readonly result: { readonly text: string; readonly benefitYuan: number | null; readonly at: number } | null;
  /** While a mark is awaited: when the ticket closes without one (UTC ms). */
  readonly rateBy: number | null;
  readonly lastRating: {
    readonly level: RatingLevel;
    readonly reasons: readonly string[];
    readonly comment: string;
  } | null;
  readonly refusal: { readonly reason: string; readonly properWay: string } | null;
  readonly mergedIntoNo: string | null;
  /** The matter it goes on with, which was over. */
  readonly earlier: { readonly no: string; readonly stage: Stage } | null;
  /** 延期, 挂账 or 终止 that waits for a leader's word. */
  readonly approval: {
    readonly kind: ApprovalKind;
    readonly askedBy: string;
    readonly approver: string;
    readonly reason: string;
    readonly plan: string;
    readonly until: number | null;
    readonly decideBy: number;
    /** Until when the category's own cap would let it be extended, UTC ms; absent = it is asked for no longer. */
    readonly ordinary?: number;
  } | null;
  /** 重点项目 it belongs to, and its bound leader (000-09). */
  readonly project: { readonly name: string; readonly leader: string } | null;
  /** Handed in, and waiting for the bound leader's word. */
  readonly confirmation: { readonly leader: string; readonly askedAt: number; readonly answerBy: number } | null;
  /** The extension in force, told to the enterprise with its reason. */
  readonly extension: { readonly until: number; readonly reason: string } | null;
  /** Review date while it is parked (挂账). */
  readonly parkedUntil: number | null;
  /** Its day has come: somebody has to look at it again. */
  readonly parkingOver: boolean;
  /** Why it is parked, and what is done meanwhile; told to the enterprise. */
  readonly parking: { readonly reason: string; readonly plan: string } | null;
  /** 会办: parts of other units. */
  readonly assists: readonly {
    readonly unit: string;
    readonly person: PersonLine;
    readonly text: string;
    readonly dueBy: number;
    readonly doneAt: number | null;
    readonly result: string;
    /** Called off by the lead unit. */
    readonly cancelled: boolean;
    /** Whether it is the viewer's own part, or of whom he stands in for today. */
    readonly mine: boolean;
    /** Of the unit the viewer heads, which has no part of his own: he may end it or give it to somebody else. */
    readonly headed: boolean;
  }[];
  /** 督办, oldest first. */
  readonly supervisions: readonly {
    readonly grade: 1 | 2 | 3;
    readonly by: string;
    readonly text: string;
    readonly at: number;
    readonly replyBy: number;
    readonly repliedAt: number | null;
    readonly reply: string;
  }[];
  /** 提级: 0 unit, 1 leader in charge, 2 government meeting. */
  readonly level: 0 | 1 | 2;
  readonly termination: string | null;
  /** 非诉求, while it is closed as that. */
  readonly dismissal: { readonly kind: DismissalKind; readonly text: string } | null;
  /** How often it went back or was passed between people. */
  readonly returns: number;
  readonly redo: number;
  readonly urges: number;
  /** What this audience may press now, the likely one first. Cards show nothing that cannot work. */
  readonly actions: readonly TicketAction[];
}

/** What a form on a card offers to choose from; filled only for the mode that needs it. */
export interface FormChoices {
  readonly colleagues?: readonly { readonly id: string; readonly label: string }[];
  readonly units?: readonly { readonly id: string; readonly label: string }[];
  readonly categories?: readonly { readonly code: string; readonly label: string }[];
  readonly olderTickets?: readonly { readonly id: string; readonly label: string }[];
  /** What the dispatch form shows as already chosen: the guess. */
  readonly category?: string | null;
  readonly unit?: string | null;
  /** Mark whose reasons mode "rate" asks for. */
  readonly level?: 1 | 2;
  /** Running key projects, the firm's own first; `noProject` = it may be taken off its project. */
  readonly projects?: readonly { readonly id: string; readonly name: string; readonly leader: string }[];
  readonly noProject?: boolean;
  /** Open parts of other units (会办). */
  readonly parts?: readonly { readonly id: string; readonly label: string }[];
  /** Beginning of the words that are to become public, without names. */
  readonly publicDraft?: { readonly question: string; readonly answer: string };
  /** Days after `after` (UTC ms) are for complex matters only, by their longer limit and its legal source. */
  readonly complex?: { readonly after: number; readonly workingDays: number; readonly source: string | null };
  /** Ends of working days that may be chosen, UTC ms, earliest first. */
  readonly days?: readonly number[];
}

/** A card in its resting form, or with one form opened under it. */
export type CardMode = "main" | "more" | TicketAction;
