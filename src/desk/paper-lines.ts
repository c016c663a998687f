import type { Called } from "../domain/ticket/requester.ts";
import type { PersonLine } from "./views/ticket-view.ts";

/** What is told of papers that have not come (domain.md B.13). */
export type PaperLine =
  /** To the enterprise: papers are still missing, and the pause ends at `until` (UTC ms); `goesOn` = the matter does not. */
  | {
      readonly code: "pause_ending";
      readonly no: string;
      readonly title: string;
      readonly until: number;
      readonly materials: readonly string[];
      readonly goesOn?: true;
    }
  | {
      readonly code: "pause_over";
      readonly no: string;
      readonly title: string;
      readonly resolveBy: number;
      /** Who was asked for papers has left the firm; absent = he is there. */
      readonly left?: string;
      /** Whom of the firm to ring up then; absent = nobody is known. */
      readonly call?: Called;
    }
  /** To the enterprise: the wait for papers is over, the matter goes on, and the papers are still wanted. */
  | {
      readonly code: "papers_wanted";
      readonly no: string;
      readonly title: string;
      readonly materials: readonly string[];
    }
  | { readonly code: "pause_over_told"; readonly no: string; readonly title: string; readonly worker: PersonLine }
  | { readonly code: "ended_unanswered"; readonly no: string; readonly title: string };
