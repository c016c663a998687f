/** Time limits of the categories (000-17; domain.md B.2, B.4, B.13). */
export { deadlines, limitEnd, ofTier, runsAlways } from "./deadlines.ts";
export type { DeadlineStart } from "./deadlines.ts";
export { shiftByPause } from "./pause.ts";
export type { Limit, LimitPolicy, LimitUnit } from "./policy.ts";
export { limitFromText, policyFromRow } from "./policy-row.ts";
