/** How a limit is counted. Offices mix them, so each step has its own (domain.md B.2). */
export type LimitUnit = "minutes" | "working_minutes" | "working_days" | "calendar_days";

/** A whole number, at least 1, of a unit. */
export interface Limit {
  readonly value: number;
  readonly unit: LimitUnit;
}

/** Time limits of one category from a date on; a change is a new version (domain.md B.2, B.4; 000-17). */
export interface LimitPolicy {
  readonly category: string;
  /** 1, 2, 3 … per category. */
  readonly version: number;
  /** UTC ms; requests received from then on. */
  readonly effectiveFrom: number;
  /** 签收 */
  readonly accept: Limit;
  /** 首次联系 */
  readonly contact: Limit;
  /** 首次联系 of a key firm; null = no other than everybody's (002-20). */
  readonly keyContact: Limit | null;
  /** 签收, interim reply and 办结 of a key firm or project, 办结 of a redo; null or absent = no other than everybody's (002-20, B.8). */
  readonly keyAccept?: Limit | null;
  readonly keyInterim?: Limit | null;
  readonly keyResolve?: Limit | null;
  readonly redoResolve?: Limit | null;
  /** Interim reply; null = none asked for. */
  readonly interim: Limit | null;
  /** 办结 */
  readonly resolve: Limit;
  /** Accept and first contact are owed at any hour: water, power, gas, safety (domain.md B.13). */
  readonly runs24x7: boolean;
  /** Accept limit of high and emergency, in minutes; null = no other than everybody's. */
  readonly urgentAcceptMinutes: number | null;
  /** Final limit of a matter found complex (疑难); null = none. */
  readonly complexWorkingDays: number | null;
  /** The law or rule that allows it, as people are to read it; absent = none was given. */
  readonly complexSource?: string;
  /** Longest single extension; 0 = none. */
  readonly maxExtensionWorkingDays: number;
  readonly extensionTimes: number;
  /** Person who decides on an extension; null = the category's supervising leader. */
  readonly extensionApproverId: string | null;
}
