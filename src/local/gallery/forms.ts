import type { TicketAction } from "../../desk/views/ticket-actions.ts";
import type { Audience, FormChoices, TicketView } from "../../desk/views/ticket-view.ts";
import { ticketCard } from "../../feishu/cards/index.ts";
import type { Entry } from "./entry.ts";
import { CATEGORIES, COLLEAGUES, UNITS } from "./town.ts";
import { STEPS } from "./steps.ts";
import { at, view } from "./views.ts";
import type { Step } from "./steps.ts";

const OLDER = [
  { id: "019ab000-0000-7000-8000-000000000003", label: "QF-20261123-0003 变压器跳闸" },
  { id: "019ab000-0000-7000-8000-000000000006", label: "QF-20261120-0006 水压不足" },
];

const PROJECTS = [
  { id: "P03", name: "冷链仓储及分拨中心", leader: "云致远" },
  { id: "P08", name: "园区东三路排水管网改造", leader: "柏启新" },
];

const DAYS = [at("2026-11-27 17:30"), at("2026-11-30 17:30"), at("2026-12-10 17:30")];

interface Opened {
  readonly title: string;
  readonly action: TicketAction;
  readonly audience: Audience;
  readonly step: Step;
  readonly choices?: FormChoices;
  readonly change?: Partial<TicketView>;
}

const OPENED: readonly Opened[] = [
  { title: "补充", action: "supplement", audience: "requester", step: "paused" },
  { title: "撤回", action: "withdraw", audience: "requester", step: "offered" },
  { title: "没解决", action: "not_solved", audience: "requester", step: "resolved" },
  { title: "不满意的原因", action: "rate", audience: "requester", step: "resolved", choices: { level: 2 } },
  { title: "非常不满意的原因", action: "rate", audience: "requester", step: "resolved", choices: { level: 1 } },
  { title: "不归我管", action: "return", audience: "task", step: "offered", choices: { units: UNITS } },
  { title: "不归我管，没有单位可选", action: "return", audience: "task", step: "offered" },
  {
    title: "转办",
    action: "hand_over",
    audience: "task",
    step: "accepted",
    choices: { colleagues: COLLEAGUES, units: UNITS },
  },
  { title: "转办，没有人可选", action: "hand_over", audience: "task", step: "accepted" },
  { title: "写进展", action: "progress", audience: "task", step: "accepted" },
  { title: "请补充", action: "materials", audience: "task", step: "accepted" },
  {
    title: "第二次请补充",
    action: "materials",
    audience: "task",
    step: "contacted",
    change: { materialsRequests: 1 },
  },
  {
    title: "还差材料时再请补充",
    action: "materials",
    audience: "task",
    step: "contacted",
    change: { materialsRequests: 1, materials: ["用电申请表（盖章）", "营业执照复印件"] },
  },
  { title: "回访记录", action: "progress", audience: "dispatcher", step: "resolved", change: { redo: 1 } },
  { title: "办结", action: "resolve", audience: "task", step: "contacted" },
  {
    title: "派单，带着猜测",
    action: "dispatch",
    audience: "dispatcher",
    step: "guessed",
    choices: { categories: CATEGORIES, units: UNITS, category: "power" },
  },
  {
    title: "派单，没有猜测",
    action: "dispatch",
    audience: "dispatcher",
    step: "triage",
    choices: { categories: CATEGORIES, units: UNITS },
  },
  { title: "派单，什么都没导入", action: "dispatch", audience: "dispatcher", step: "triage" },
  { title: "合并", action: "merge", audience: "dispatcher", step: "guessed", choices: { olderTickets: OLDER } },
  {
    title: "合并，没有更早的",
    action: "merge",
    audience: "dispatcher",
    step: "guessed",
    choices: { olderTickets: [] },
  },
  { title: "不予受理", action: "refuse", audience: "dispatcher", step: "triage" },
  { title: "不是诉求", action: "dismiss", audience: "dispatcher", step: "triage" },
  { title: "申请延期", action: "extend", audience: "task", step: "contacted", choices: { days: DAYS } },
  {
    title: "申请延期，疑难的可以更久",
    action: "extend",
    audience: "task",
    step: "contacted",
    choices: { days: DAYS, complex: { after: DAYS[0] ?? 0, workingDays: 20, source: "《行政许可法》第四十二条" } },
  },
  { title: "申请挂账", action: "park", audience: "task", step: "contacted", choices: { days: DAYS } },
  { title: "申请终止", action: "terminate", audience: "task", step: "contacted" },
  { title: "请会办", action: "assist", audience: "task", step: "contacted", choices: { units: UNITS } },
  {
    title: "会办转同事办",
    action: "assist_hand",
    audience: "assist",
    step: "assisted",
    choices: { colleagues: COLLEAGUES },
  },
  {
    title: "撤回会办",
    action: "assist_cancel",
    audience: "task",
    step: "assisted",
    choices: { parts: [{ id: "a", label: "规划建设和交通办公室 连以宁" }] },
  },
  { title: "会办办好了", action: "assist_done", audience: "assist", step: "assisted" },
  { title: "不同意", action: "deny", audience: "leader", step: "extension_asked" },
  { title: "督办", action: "supervise", audience: "leader", step: "overdue" },
  { title: "回复督办", action: "supervise_reply", audience: "task", step: "supervised" },
  { title: "提级", action: "level_up", audience: "dispatcher", step: "overdue" },
  { title: "选择项目", action: "project", audience: "task", step: "accepted", choices: { projects: PROJECTS } },
  {
    title: "选择项目，或不属于项目",
    action: "project",
    audience: "dispatcher",
    step: "of_project",
    choices: { projects: PROJECTS, noProject: true },
  },
  { title: "选择项目，没有可选的", action: "project", audience: "dispatcher", step: "triage" },
  { title: "包保领导退回", action: "send_back", audience: "leader", step: "handed_in" },
  { title: "有人要我打高分", action: "coerced", audience: "requester", step: "resolved" },
  {
    title: "公开此答复",
    action: "publish_answer",
    audience: "dispatcher",
    step: "closed",
    choices: {
      publicDraft: {
        question: "纬二路停电，什么时候能恢复",
        answer: "故障是分支箱熔断器烧坏，已更换。三天内再停请打供电热线。",
      },
    },
  },
  { title: "又出现了", action: "relapse", audience: "requester", step: "closed" },
];

/** Every form that can open on a ticket's card. */
export const formEntries = (): Entry[] =>
  OPENED.map(({ title, action, audience, step, choices, change }) => ({
    group: "表单",
    title,
    card: ticketCard(view({ ...STEPS[step], audience, actions: [action], ...change }), action, choices),
  }));
