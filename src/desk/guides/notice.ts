import type { GuidePart } from "../../domain/guides/guide.ts";
import type { MatterRow } from "../outgoing.ts";

/** A guide as it is read: all four ones, whole (003-03, 003-08). */
export interface GuideView {
  readonly id: string;
  readonly title: string;
  readonly unit: string | null;
  readonly flow: readonly string[];
  readonly applyAt: string;
  readonly workingDays: number | null;
  readonly fee: string;
  readonly materials: readonly { readonly name: string; readonly copies: number }[];
  readonly supervisionPhone: string;
  readonly contactPhone: string;
  readonly basis: string;
  readonly validTo: string;
  readonly version: number;
}

export type GuideNotice =
  /** The answer to a question. `inboundId` = the question's message, which a person can still be asked to answer; "" = none. */
  | {
      readonly kind: "guide";
      readonly inboundId: string;
      readonly guide: GuideView;
      readonly state: "answered" | "passed_on";
    }
  /** Several guides are near, or none: never an answer that is only a guess. */
  | {
      readonly kind: "guide_choice";
      readonly inboundId: string;
      readonly quote: string;
      readonly options: readonly { readonly id: string; readonly title: string }[];
      readonly state: "asked" | "passed_on";
    }
  /** 办事指南 for enterprises: what there is. */
  | { readonly kind: "guide_list"; readonly options: readonly { readonly id: string; readonly title: string }[] }
  /** 办事指南 for dispatchers: what is asked, what is missing (guides incomplete, 003-03). */
  | {
      readonly kind: "guide_report";
      readonly published: number;
      readonly shown: number;
      readonly missed: number;
      readonly most: readonly { readonly title: string; readonly shown: number; readonly missed: number }[];
      readonly gaps: readonly { readonly words: string; readonly times: number }[];
      readonly drafts: readonly {
        readonly id: string;
        readonly title: string;
        readonly missing: readonly GuidePart[];
        readonly expired: boolean;
      }[];
      readonly expired: readonly string[];
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
