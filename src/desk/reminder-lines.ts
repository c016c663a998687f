import type { ApprovalKind } from "../domain/ticket/state.ts";
import type { PersonLine } from "./views/ticket-view.ts";

/** Lines of a ticket that time brings, where who reads them and how late it is make a difference. */
export type ReminderLine =
  /** To the enterprise: who is asked now has an hour of his own to call it; `lapsed` = because somebody had not accepted. */
  | {
      readonly code: "contact_moved";
      readonly no: string;
      readonly title: string;
      readonly lapsed: boolean;
      readonly contactBy: number;
      readonly responsible: PersonLine;
    }
  /** To who was offered it and has neither accepted nor returned it; `returnable` = he still may (B.3), absent = no. */
  | {
      readonly code: "accept_asked";
      readonly no: string;
      readonly title: string;
      readonly returnable?: boolean;
      /** Working days by which the final limit has been missed; absent = it has not passed. */
      readonly late?: number;
    }
  | {
      readonly code: "accept_overdue";
      readonly no: string;
      readonly title: string;
      readonly offeredTo: PersonLine | null;
      /** Null = the reader himself. */
      readonly responsible: PersonLine | null;
      readonly late?: number;
    }
  | {
      readonly code: "return_undecided";
      readonly no: string;
      readonly title: string;
      /** Who has to dispatch it again; absent = the reader himself. */
      readonly responsible?: PersonLine;
      readonly late?: number;
    }
  | {
      readonly code: "contact_overdue";
      readonly no: string;
      readonly title: string;
      readonly requester: string | null;
      readonly phone: string | null;
      /** To who heads the unit: who has it. */
      readonly worker?: PersonLine;
      /** Working days by which the final limit has been missed; absent = it has not passed. */
      readonly late?: number;
    }
  /** The same, to who answers for it until somebody has accepted it. */
  | {
      readonly code: "contact_held";
      readonly no: string;
      readonly title: string;
      readonly requester: string | null;
      readonly phone: string | null;
      readonly late?: number;
    }
  /** To who has a parked matter whose day (UTC ms) has come; with `worker` to who heads his unit. */
  | {
      readonly code: "review";
      readonly no: string;
      readonly title: string;
      readonly until: number;
      readonly worker?: PersonLine;
    }
  /** To the enterprise: the day has come on which a parked matter is looked at again. */
  | {
      readonly code: "review_told";
      readonly no: string;
      readonly title: string;
      readonly responsible: PersonLine;
    }
  /** To who does another unit's part that is late; with `worker` to who heads his unit, with `call` to who cannot close it before. */
  | {
      readonly code: "assist_due";
      readonly no: string;
      readonly title: string;
      readonly unit: string;
      readonly worker?: PersonLine;
      /** Whom to ring up: who does it today. */
      readonly call?: PersonLine;
    }
  /** To who asked; `by` null = nobody answered in time. */
  | {
      readonly code: "approval_denied";
      readonly no: string;
      readonly title: string;
      readonly what: ApprovalKind;
      readonly by: string | null;
      readonly reason: string;
      /** The limit that stays, UTC ms; null = the clock stands still. */
      readonly resolveBy: number | null;
      /** That limit has passed. */
      readonly passed: boolean;
    };
