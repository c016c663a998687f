import type { AnswerKind } from "../../domain/guides/answer.ts";
import type { GuidePart } from "../../domain/guides/guide.ts";
import type { PolicyPart } from "../../domain/guides/policy.ts";
import type { MatterRow } from "../outgoing.ts";
import type { AnswerRef } from "./heard.ts";
import type { QuestionView } from "./questions.ts";
import type { GuideView, PolicyView, PublicView } from "./views.ts";

interface Named extends AnswerRef {
  readonly title: string;
}

export type GuideNotice =
  /** The answer to a question. `inboundId` = the question's message, which a person can still be asked to answer; "" = none. */
  | {
      readonly kind: "guide";
      readonly inboundId: string;
      readonly guide: GuideView;
      readonly state: "answered" | "passed_on";
    }
  | {
      readonly kind: "policy";
      readonly inboundId: string;
      readonly policy: PolicyView;
      readonly state: "answered" | "passed_on";
    }
  | {
      readonly kind: "public_answer";
      readonly inboundId: string;
      readonly answer: PublicView;
      readonly state: "answered" | "passed_on";
    }
  /** Several answers are near, or none: never an answer that is only a guess. */
  | {
      readonly kind: "guide_choice";
      readonly inboundId: string;
      readonly quote: string;
      readonly options: readonly Named[];
      readonly state: "asked" | "passed_on";
    }
  /** Several questions of one message, each under its number. */
  | {
      readonly kind: "answers";
      readonly inboundId: string;
      readonly items: readonly QuestionView[];
      readonly state: "answered" | "passed_on";
    }
  /** 办事指南 for enterprises: guides and policies there are. */
  | { readonly kind: "guide_list"; readonly guides: readonly Named[]; readonly policies: readonly Named[] }
  /** 办事指南 for dispatchers: what is asked, what is missing (guides incomplete, 003-03), what may be made public. */
  | {
      readonly kind: "guide_report";
      /** Of each kind: how many may answer now, how often one was shown, how often it was not the answer. */
      readonly kinds: Readonly<Record<AnswerKind, KindFigures>>;
      readonly most: readonly { readonly title: string; readonly shown: number; readonly missed: number }[];
      readonly gaps: readonly { readonly words: string; readonly times: number }[];
      readonly drafts: readonly {
        readonly kind: "guide" | "policy";
        readonly id: string;
        readonly title: string;
        readonly missing: readonly (GuidePart | PolicyPart)[];
        readonly expired: boolean;
      }[];
      readonly expired: readonly string[];
      /** Closed lately and marked well, not public yet. */
      readonly closed: readonly { readonly ticketId: string; readonly no: string; readonly title: string }[];
      readonly answers: readonly { readonly id: string; readonly question: string; readonly validTo: string }[];
    }
  /** The same matter again with nothing new: its progress instead of a second ticket. `inboundId` waits for 是新的事; "" = it cannot. */
  | { readonly kind: "same_matter"; readonly inboundId: string; readonly row: MatterRow }
  /** To the dispatcher alone: several firms tell of what may be one outage. */
  | {
      readonly kind: "same_outage";
      readonly no: string;
      readonly others: readonly string[];
      readonly total: number;
      readonly place: string;
    }
  /** One line for who writes English; the card below it says the rest. */
  | {
      readonly kind: "english";
      readonly about: "opened" | "told" | "asked" | "guide" | "emergency" | "danger_asked" | "welcome" | "thanks";
    };

export interface KindFigures {
  readonly there: number;
  readonly shown: number;
  readonly missed: number;
}
