import type { FormProblem } from "../../texts/index.ts";

export type FieldName = FormProblem["field"];

/** `name` of every control in a form; unique over all forms, so that no card can hold one twice (feishu.md 4.4). */
export const FIELDS = {
  return: { kind: "return_kind", reason: "return_reason", unit: "return_unit" },
  hand_over: { person: "hand_person", unit: "hand_unit", reason: "hand_reason" },
  progress: { text: "progress_text", visible: "progress_visible" },
  materials: { list: "materials_list", reason: "materials_reason" },
  resolve: { text: "resolve_text", benefit: "resolve_benefit" },
  supplement: { text: "supplement_text" },
  withdraw: { reason: "withdraw_reason" },
  not_solved: { reason: "not_solved_reason" },
  rate: { reasons: "rate_reasons", comment: "rate_comment" },
  dispatch: { category: "dispatch_category", unit: "dispatch_unit" },
  merge: { into: "merge_into" },
  refuse: { kind: "refuse_kind", reason: "refuse_reason", way: "refuse_way" },
  extend: { until: "extend_until", reason: "extend_reason" },
  park: { until: "park_until", reason: "park_reason", plan: "park_plan" },
  terminate: { kind: "terminate_kind", reason: "terminate_reason" },
  assist: { unit: "assist_unit", days: "assist_days", text: "assist_text" },
  assist_done: { text: "assist_done_text" },
  assist_hand: { person: "assist_hand_person" },
  assist_cancel: { part: "assist_cancel_part", reason: "assist_cancel_reason" },
  deny: { reason: "deny_reason" },
  supervise: { grade: "supervise_grade", text: "supervise_text" },
  supervise_reply: { text: "supervise_reply_text" },
  project: { id: "project_id" },
  send_back: { reason: "send_back_reason" },
  level_up: { reason: "level_up_reason" },
  relapse: { reason: "relapse_reason" },
  coerced: { text: "coerced_text" },
  publish_answer: { question: "public_question", answer: "public_answer", months: "public_months" },
  dismiss: { kind: "dismiss_kind", text: "dismiss_text" },
  leave: { from: "leave_from", to: "leave_to", delegate: "leave_delegate" },
  identify: { name: "identify_name", enterprise: "identify_enterprise", phone: "identify_phone" },
  ledger: { reason: "ledger_reason" },
  claim: { enterprise: "claim_enterprise" },
  register: {
    channel: "register_channel",
    enterprise: "register_enterprise",
    enterpriseName: "register_enterprise_name",
    name: "register_name",
    phone: "register_phone",
    category: "register_category",
    text: "register_text",
  },
} as const satisfies Record<string, Record<string, FieldName>>;

/** Longest text one input takes; the platform's own maximum (feishu.md 4.5). */
export const INPUT_MAX = 1000;
/** For names and other single lines. */
export const LINE_MAX = 100;
/** Choice of 选择项目 that takes the ticket off its project. */
export const NO_PROJECT = "none";
