import { zhCN } from "./zh-CN/index.ts";

export type { Clock } from "./zh-CN/dates.ts";
export type { FormProblem } from "./zh-CN/forms.ts";

/** A catalogue of one language; others must offer the same sentences with the same parameters. */
export type Texts = typeof zhCN;

export const texts: Texts = zhCN;
