import type { AttentionReason, Digest } from "../../domain/stats/digest.ts";

/** The daily digest with names in place of ids; `quiet` = one line says it. */
export interface DigestView {
  readonly office: string;
  /** Null = the whole town. */
  readonly scope: string | null;
  /** UTC ms: of this digest, and of the one before. */
  readonly now: number;
  readonly since: number;
  readonly quiet: boolean;
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

/** What leaders are shown; each has one renderer in feishu/cards/reports. */
export type ReportNotice = { readonly kind: "digest"; readonly digest: DigestView };
