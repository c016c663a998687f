import type { Ranked } from "../../domain/ranking/score.ts";
import type { CampaignNotice } from "../campaigns/notice.ts";
import type { UnitRanking } from "../../domain/ranking/units.ts";
import type { AgendaReason } from "../../domain/stats/agenda.ts";
import type { AttentionReason, Digest } from "../../domain/stats/digest.ts";
import type { Figures } from "../../domain/stats/figures.ts";
import type { LedgerScope } from "../../domain/stats/ledger-request.ts";
import type { PeriodKind, ShownKind } from "../../domain/stats/period.ts";
import type { Asked, AskedPeriod } from "../../domain/stats/question.ts";
import type { Share } from "../../domain/stats/steps.ts";

/** The daily digest with names in place of ids; `quiet` = one line says it. */
export interface DigestView {
  readonly office: string;
  /** Null = the whole town. */
  readonly scope: string | null;
  /** UTC ms: of this digest, and of the one before. */
  readonly now: number;
  readonly since: number;
  readonly quiet: boolean;
  /** Asked for by who supervises nobody; absent = a leader may press 督办. */
  readonly looksOnly?: boolean;
  readonly figures: Omit<Digest, "overdue" | "attention">;
  readonly overdue: readonly { readonly unit: string | null; readonly count: number; readonly mostDays: number }[];
  readonly attention: readonly {
    readonly ticketId: string;
    readonly no: string;
    readonly title: string;
    readonly enterprise: string | null;
    readonly unit: string | null;
    readonly responsible: string;
    readonly reason: AttentionReason;
    readonly daysLate: number;
  }[];
}

/** One unit or category of a report. Days in tenths of a working day. */
export interface GroupLine {
  readonly name: string | null;
  readonly opened: number;
  readonly resolved: number;
  readonly averageDays: number | null;
  readonly medianDays: number | null;
  readonly onTime: Share;
}

export interface AgendaLine {
  readonly ticketId: string;
  readonly no: string;
  readonly title: string;
  readonly unit: string | null;
  readonly reason: AgendaReason;
  readonly days: number;
}

/** Figures of a period, in the same words wherever they are shown. */
export interface PeriodView {
  readonly scope: string | null;
  readonly kind: ShownKind;
  readonly from: number;
  readonly to: number;
  readonly now: number;
  readonly figures: Figures;
  readonly averageDays: number | null;
  readonly medianDays: number | null;
  readonly units: readonly GroupLine[];
  /** Units with too little work to be shown alone. */
  readonly smallUnits: number;
  readonly categories: readonly GroupLine[];
  readonly topics: readonly { readonly name: string; readonly enterprises: number; readonly tickets: number }[];
  readonly steps: readonly { readonly from: number; readonly opened: number; readonly resolved: number }[];
}

/** 周报, 月报, 季报, 半年报: figures, compared with the period before, and the draft agenda of what is late or stuck. */
export interface ReportView extends PeriodView {
  readonly before: { readonly opened: number; readonly resolved: number };
  readonly agenda: readonly AgendaLine[];
  readonly agendaTotal: number;
}

/** Answer to a question in chat; the period it took stands in it. */
export interface AnswerView extends PeriodView {
  readonly asked: Exclude<Asked, "board" | "report" | "ranking">;
  readonly overdue: DigestView["overdue"];
  /** In hand and waiting for a mark at the moment, for 我们公司提了几件. */
  readonly inHand: number;
  readonly awaitingMark: number;
}

export interface RankingView {
  readonly kind: PeriodKind;
  readonly from: number;
  readonly to: number;
  readonly now: number;
  /** Null = the period still runs: nothing is frozen. */
  readonly frozenAt: number | null;
  readonly version: number;
  readonly objectionsUntil: number | null;
  readonly weights: Readonly<Record<"onTime" | "solution" | "satisfaction", number>>;
  readonly rows: readonly (Omit<UnitRanking["rows"][number], "unitId"> & { readonly unit: string })[];
  readonly tooFew: readonly string[];
  /** 重点项目 by the same formula; nobody's leader is named. */
  readonly projects: readonly (Ranked & { readonly project: string })[];
  readonly projectsTooFew: readonly string[];
  readonly corrections: readonly { readonly at: number; readonly by: string; readonly reason: string }[];
  readonly openObjections: number;
}

/** 导出台账: which part, and the question for the reason, without which nothing leaves the house. */
export interface LedgerExportView {
  readonly scope: LedgerScope;
  /** Null = everything there is. */
  readonly period: AskedPeriod | null;
  /** Name of the category, unit or firm, or the words looked for. */
  readonly about: string | null;
  /** Rows in it, and how many of them are of former years; told while it is asked. */
  readonly rows: number;
  readonly imported: number;
  readonly state: "asked" | "making";
}

/** What leaders are shown; each has one renderer in feishu/cards/reports. */
export type ReportNotice =
  | { readonly kind: "digest"; readonly digest: DigestView }
  | { readonly kind: "report"; readonly report: ReportView }
  | { readonly kind: "ranking"; readonly ranking: RankingView }
  | { readonly kind: "figures"; readonly answer: AnswerView }
  | CampaignNotice
  | { readonly kind: "ledger_export"; readonly view: LedgerExportView }
  | { readonly kind: "report_said"; readonly what: ReportSaying };

/** Answers in one sentence. */
export type ReportSaying =
  | { readonly code: "not_yours" }
  | { readonly code: "objection_noted"; readonly until: number }
  | { readonly code: "objection_closed" }
  | { readonly code: "no_ranking" }
  | { readonly code: "export_not_yours" }
  /** No ticket is in that part of the ledger. */
  | { readonly code: "export_nothing" }
  | { readonly code: "export_too_many"; readonly most: number }
  /** later = the platform did not take it, however often; permission = the app may not send files; size = refused as too large. */
  | { readonly code: "export_failed"; readonly why: "later" | "permission" | "size" }
  /** The group of the message gets the digest from now on; "" = no longer. */
  | { readonly code: "digest_bound"; readonly at: string }
  | { readonly code: "bind_in_group" }
  /** A campaign that was asked for is not understood; how to write it is told. */
  | { readonly code: "campaign_unclear"; readonly why: "period" | "filter" | "name" }
  | { readonly code: "campaign_none"; readonly name: string }
  | { readonly code: "objection_told"; readonly unit: string; readonly by: string; readonly text: string };
