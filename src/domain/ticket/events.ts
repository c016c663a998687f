import type { Actor } from "../people/actor.ts";
import type { DismissalKind } from "./dismissal.ts";
import type { PartLimits } from "./part-limits.ts";
import type {
  ApprovalKind,
  Attachment,
  Deadlines,
  Earlier,
  Level,
  RatingLevel,
  Requester,
  Supervision,
  TicketState,
  Urgency,
} from "./state.ts";

/** Offered to somebody else by who had it, or by rule. */
export interface GivenOn {
  readonly toId: string;
  /** Unit that is asked now. */
  readonly unitId: string | null;
  readonly acceptBy: number;
  /** Of whoever is offered it; absent in events of before the receiver's unit and his own first contact counted. UTC ms. */
  readonly contactBy?: number;
}

/** It turned out to be a key firm's or project's: from now on the shorter limits count (002-20). */
export interface KeyFound {
  readonly deadlines: Deadlines;
  readonly key: true;
}

/**
 * What can happen to a ticket. `data` is about facts and ids; `content` holds what people wrote and may be redacted
 * later, so the rules never read a decision out of `content`.
 */
export type TicketFact =
  | {
      type: "opened";
      data: {
        no: string;
        category: string | null;
        urgency: Urgency;
        channel: TicketState["channel"];
        chatId: string | null;
        requester: Requester;
        unitId: string | null;
        firstResponderId: string;
        offeredToId: string | null;
        deadlines: Deadlines;
        attachments: readonly Attachment[];
        /** Named by its words; absent in events of before there were projects. */
        projectId?: string | null;
        /** Told again after that one was over. */
        earlier?: Earlier;
      };
      content: { title: string; text: string; place: string | null };
    }
  | {
      type: "requester_bound";
      data: { personId: string; enterpriseId: string | null; boundBy: string } & Partial<KeyFound>;
      content: null;
    }
  | {
      /** Words that came after a picture, a file or a voice message had already opened the ticket. */
      type: "described";
      data: {
        attachments: readonly Attachment[];
        category: string | null;
        unitId: string | null;
        offeredToId: string | null;
        deadlines: Deadlines;
      };
      content: { title: string; text: string; place: string | null };
    }
  | {
      type: "dispatched";
      data: {
        category: string;
        unitId: string;
        offeredToId: string;
        deadlines: Deadlines;
        /** Who answers until it is accepted; absent in events of before: the first responder, be he gone. */
        responsibleId?: string;
      };
      content: null;
    }
  | {
      type: "accepted";
      data: {
        assigneeId: string;
        unitId: string | null;
        /** Taken back by who had given it on, with a first contact owed: when that is due, UTC ms; absent = as it was offered. */
        contactBy?: number;
        /** Whom it had been offered to, where another accepted it; absent also in events of before that was kept. */
        offeredToId?: string;
      };
      content: null;
    }
  | {
      type: "returned";
      data: {
        unitId: string;
        proposedUnitId: string | null;
        responsibleId: string;
        /** Until when a dispatcher decides; absent in events of before he had a limit of his own. UTC ms. */
        acceptBy?: number;
      };
      content: { reason: string };
    }
  | {
      type: "handed_over";
      /** `shown`: whoever has it next reads why; absent in events of before he did. */
      data: GivenOn & { fromId: string; shown?: true };
      content: { reason: string };
    }
  | {
      /** Nobody pressed accept in time: the next on the rota, then the head; the first responder stays responsible. */
      type: "passed_on";
      data: GivenOn & { fromId: string | null };
      content: null;
    }
  | {
      /** 延期, 挂账 or 终止办理 asked for. */
      type: "approval_asked";
      data: {
        kind: ApprovalKind;
        askedById: string;
        /** Who asked, where that was not `askedById` himself: his head, or who stands in; absent also in older events. */
        byId?: string;
        approverId: string;
        until: number | null;
        decideBy: number;
      };
      content: { reason: string; plan: string };
    }
  | {
      type: "approval_given";
      data: { kind: ApprovalKind; until: number | null; deadlines: Deadlines };
      content: { reason: string };
    }
  | { type: "approval_denied"; data: { kind: ApprovalKind; by: "person" | "no_answer" }; content: { reason: string } }
  | { type: "unparked"; data: { deadlines: Deadlines } & PartLimits; content: { text: string } }
  | {
      type: "assist_asked";
      /** `workingDays` it is given; absent in events of before that was kept. */
      data: { assistId: string; unitId: string; personId: string; dueBy: number; workingDays?: number };
      content: { text: string };
    }
  | { type: "assist_done"; data: { assistId: string }; content: { text: string } }
  | { type: "assist_cancelled"; data: { assistId: string }; content: { reason: string } }
  | { type: "assist_handed"; data: { assistId: string; fromId: string; personId: string }; content: null }
  | {
      type: "supervised";
      data: { grade: Supervision["grade"]; byId: string; replyBy: number };
      content: { text: string };
    }
  /** `upTo`: how many of them, from the first, it answers; absent in events of before that was kept: all. */
  | { type: "supervision_replied"; data: { upTo?: number }; content: { text: string } }
  /** `leaderId`: to whom it goes; absent in events of before it was kept. */
  | { type: "levelled_up"; data: { level: Level; leaderId?: string | null }; content: { reason: string } }
  | { type: "looked_back"; data: Record<string, never>; content: null }
  /** Its sender says that people are in danger there: an ordinary matter becomes an emergency (domain.md B.14). */
  /** `resumes`: papers had been awaited, and the clock goes on. */
  | { type: "alarmed"; data: { deadlines: Deadlines; resumes?: true } & PartLimits; content: null }
  | { type: "recomputed"; data: { deadlines: Deadlines; because: "calendar" | "policy" }; content: null }
  /** Papers never came, and a project's ticket does not end by rule (000-09): the clock goes on. */
  | { type: "pause_over"; data: { deadlines: Deadlines }; content: null }
  /** Ended without a result: asked for and approved, or the enterprise never sent what was missing (domain.md B.1). */
  | { type: "terminated"; data: { cause: "approved" | "no_answer" }; content: { reason: string } }
  | {
      /** What had been missing came after it was closed for want of it: it goes on with who had it, on a new clock (B.13). */
      type: "resumed";
      data: { attachments: readonly Attachment[]; deadlines: Deadlines; responsibleId: string } & PartLimits;
      content: { text: string };
    }
  /** 不是诉求, and its sender's word that it is one. */
  | { type: "dismissed"; data: { kind: DismissalKind }; content: { text: string } }
  | { type: "restored"; data: { deadlines: Deadlines } & PartLimits; content: null }
  | {
      type: "progressed";
      /** `byDesk`: said by somebody who is not of the unit that has it; absent = by the unit. */
      data: { visible: boolean; byDesk?: true };
      content: { text: string };
    }
  | { type: "materials_requested"; data: { count: number }; content: { materials: readonly string[]; reason: string } }
  | {
      type: "supplemented";
      /** `asks`: only a question about the papers that are missing; absent = something came. */
      data: { attachments: readonly Attachment[]; resumes: boolean; deadlines: Deadlines | null; asks?: boolean };
      content: { text: string };
    }
  | { type: "urged"; data: Record<string, never>; content: { text: string } }
  | {
      type: "resolved";
      data: { benefitYuan: number | null; evidence: readonly Attachment[] };
      content: { text: string };
    }
  /** Belongs to a key project from now on, or to none; by a person, or by rule when the words or the firm became known. */
  | {
      type: "project_set";
      data: {
        projectId: string | null;
        by: "person" | "rule";
        deadlines: Deadlines;
        key?: true;
        /** Whose word a termination that had been asked for waits for from now on; absent = nobody else's. */
        asked?: { approverId: string; decideBy: number };
      };
      content: null;
    }
  | {
      /** The assignee's result of a project's ticket: the bound leader confirms it before the enterprise hears it (000-09). */
      type: "handed_in";
      data: {
        benefitYuan: number | null;
        evidence: readonly Attachment[];
        leaderId: string;
        /** Who handed it in; absent in events of before it was kept. */
        byId?: string | null;
        answerBy: number;
        /** As an earlier pause has moved them. */
        deadlines: Deadlines;
      };
      content: { text: string };
    }
  /** Confirmed by the bound leader or who stands in for him: from here on it is resolved. */
  | { type: "confirmed"; data: Record<string, never>; content: null }
  /** 退回重办 by the bound leader: same round, the clock goes on where it stood still. */
  | { type: "sent_back"; data: { deadlines: Deadlines }; content: { reason: string } }
  | { type: "rated"; data: { level: RatingLevel; reasons: readonly string[] }; content: { comment: string } }
  | { type: "reopened"; data: { deadlines: Deadlines; responsibleId: string }; content: { reason: string } }
  | { type: "closed"; data: { reason: "rated" | "unrated" }; content: null }
  | { type: "refused"; data: Record<string, never>; content: { reason: string; properWay: string } }
  | { type: "withdrawn"; data: Record<string, never>; content: { reason: string } }
  | { type: "merged"; data: { intoId: string; intoNo: string }; content: null };

export type TicketEventType = TicketFact["type"];

/** A fact with its place in the ticket's history. */
export type TicketEvent = TicketFact & {
  readonly ticketId: string;
  /** From 1, without gaps. */
  readonly seq: number;
  readonly at: number;
  readonly actor: Actor;
};
