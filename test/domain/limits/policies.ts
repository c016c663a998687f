import type { LimitPolicy } from "../../../src/domain/limits/index.ts";

const EXTENSION = { maxExtensionWorkingDays: 10, extensionTimes: 1, extensionApproverId: "L03" } as const;

/** 规划建设: office hours only, final limit of five working days. */
export const construction: LimitPolicy = {
  category: "construction",
  version: 1,
  effectiveFrom: 0,
  accept: { value: 480, unit: "working_minutes" },
  contact: { value: 240, unit: "working_minutes" },
  keyContact: { value: 120, unit: "working_minutes" },
  interim: null,
  resolve: { value: 5, unit: "working_days" },
  runs24x7: false,
  urgentAcceptMinutes: 30,
  complexWorkingDays: 15,
  ...EXTENSION,
};

/** 供电: duty around the clock. */
export const power: LimitPolicy = {
  ...construction,
  category: "power",
  accept: { value: 60, unit: "working_minutes" },
  contact: { value: 90, unit: "working_minutes" },
  keyContact: { value: 45, unit: "working_minutes" },
  resolve: { value: 2, unit: "working_days" },
  runs24x7: true,
  urgentAcceptMinutes: 15,
  complexWorkingDays: 10,
};

/** 账款拖欠 by a rule that counts in plain days. */
export const arrears: LimitPolicy = {
  ...construction,
  category: "arrears",
  accept: { value: 1, unit: "working_days" },
  contact: { value: 2, unit: "working_days" },
  keyContact: null,
  resolve: { value: 30, unit: "calendar_days" },
  urgentAcceptMinutes: null,
  complexWorkingDays: null,
};
