/** 学习记录: what the desk has learned from corrections, for a dispatcher to look through and take back. */
export interface LearnedNotice {
  readonly kind: "learned";
  readonly rows: readonly {
    readonly id: string;
    readonly text: string;
    /** Names, not codes; null = none. */
    readonly category: string | null;
    readonly guessed: string | null;
    readonly origin: "dispatch" | "return" | "several" | "new_matter" | "not_request";
    readonly by: string | null;
    readonly ticketNo: string | null;
    readonly at: number;
  }[];
  readonly total: number;
}
