import type { AgendaReason } from "../../domain/stats/agenda.ts";
import type { CampaignPlan } from "../../domain/stats/campaign.ts";
import type { AgendaLine, PeriodView } from "../reports/notice.ts";

/** 战报 of a 专项行动; `kind` of the period is "span", its steps are weeks from its first day. */
export interface CampaignView extends PeriodView {
  /** Null = only said, not begun. */
  readonly id: string | null;
  readonly plan: CampaignPlan;
  /** Name of the category or unit that counts; null = everything. */
  readonly only: string | null;
  readonly state: "ahead" | "running" | "over";
  readonly endedEarly: boolean;
  /** Day of the campaign, from 1, and how many it was planned to have. */
  readonly day: number;
  readonly days: number;
  /** What stands still or is late now. */
  readonly late: Readonly<Record<AgendaReason, number>>;
  /** The worst of them: what to touch. */
  readonly agenda: readonly AgendaLine[];
  /** 回头看: tickets with a result, those found still good, those that came back. Null = too early. */
  readonly lookBack: { readonly solved: number; readonly stillGood: number; readonly relapsed: number } | null;
}

export interface CampaignRow {
  readonly id: string;
  readonly name: string;
  /** UTC ms; `to` is not included. */
  readonly from: number;
  readonly to: number;
  readonly only: string | null;
  readonly state: CampaignView["state"];
}

export type CampaignNotice =
  /** `manage` = the reader may begin or end it. */
  | {
      readonly kind: "campaign";
      readonly campaign: CampaignView;
      readonly manage: boolean;
      /** How many groups get its figures. */
      readonly groups: number;
    }
  | { readonly kind: "campaigns"; readonly rows: readonly CampaignRow[] };

/** Why a campaign was not begun or ended. */
export type CampaignProblem = "not_allowed" | "too_many" | "exists" | "over" | "not_a_period";
