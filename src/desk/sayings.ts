import type { PersonLine } from "./views/ticket-view.ts";

/** Answers of one sentence. */
export type Saying =
  | { readonly code: "thanks" }
  | { readonly code: "off_topic" }
  | { readonly code: "calm" }
  | { readonly code: "no_open_ticket" }
  | { readonly code: "unsupported_message" }
  | { readonly code: "ticket_not_found"; readonly no: string }
  /** `opensAt`: off hours, when somebody looks at it (UTC ms), and the number to ring till then ("" = none); null = now. */
  | {
      readonly code: "urged";
      readonly no: string;
      readonly responsible: PersonLine;
      readonly opensAt: number | null;
      readonly deskPhone: string;
    }
  /** Whom to ring meanwhile: as `urged`. */
  | {
      readonly code: "urge_cooling_down";
      readonly no: string;
      readonly until: number;
      readonly responsible: PersonLine;
      readonly opensAt: number | null;
      readonly deskPhone: string;
    }
  | { readonly code: "urged_unanswered"; readonly no: string; readonly materials: readonly string[] }
  | { readonly code: "supplemented"; readonly no: string }
  /** A question about papers that are missing: who answers it, and what is still to come. */
  | { readonly code: "papers_asked"; readonly responsible: PersonLine; readonly materials: readonly string[] }
  | { readonly code: "identity_first" }
  | { readonly code: "staff_hint" }
  | { readonly code: "no_such_ticket" }
  | { readonly code: "not_on_leave" }
  | { readonly code: "calendar_missing"; readonly year: number }
  | { readonly code: "quiet" }
  | { readonly code: "loud" };
