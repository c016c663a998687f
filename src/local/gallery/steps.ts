import type { NoteLine, TicketView } from "../../desk/views/ticket-view.ts";
import { FANG, LANG, YOU } from "./town.ts";
import { HANDED_OVER, TAKEN } from "./handed-over.ts";
import { NO_REQUESTS } from "./no-requests.ts";
import { PARTS } from "./parts.ts";
import { BASE, at } from "./views.ts";

const ACCEPTED: readonly NoteLine[] = [
  ...BASE.history,
  { at: at("2026-11-24 09:20"), kind: "accepted", by: "尤在渊", text: "" },
];

const PROGRESSED: readonly NoteLine[] = [
  ...ACCEPTED,
  {
    at: at("2026-11-24 10:05"),
    kind: "progress",
    by: "尤在渊",
    text: "已到现场，熔断器烧坏，下午换，预计16点前来电。",
  },
];

const RESULT = {
  text: "昨晚23:40恢复供电，故障是纬二路分支箱熔断器烧坏，已更换。三天内再停请直接打我电话。",
  benefitYuan: 36_000,
  at: at("2026-11-24 23:50"),
};

const RESOLVED: readonly NoteLine[] = [
  ...PROGRESSED,
  { at: RESULT.at, kind: "resolved", by: "尤在渊", text: RESULT.text },
];

const HANDED_IN: readonly NoteLine[] = [
  ...PROGRESSED,
  { at: RESULT.at, kind: "handed_in", by: "尤在渊", text: RESULT.text },
];

const PROJECT = { name: "冷链仓储及分拨中心", leader: "云致远" };

const working: Partial<TicketView> = {
  stage: "in_progress",
  responsible: YOU,
  assignee: YOU,
  offeredTo: null,
  chain: [TAKEN],
};

const standing = {
  ...working,
  stage: "parked",
  history: PROGRESSED,
  firstContactAt: at("2026-11-24 09:31"),
  pausedSince: at("2026-11-25 09:00"),
  parkedUntil: at("2027-03-01 17:30"),
  parking: { reason: "县里的增容指标明年一季度才下达", plan: "已报县局，每月问一次进度" },
} satisfies Partial<TicketView>;

/** One ticket's life, step by step; who looks at it and what he may press is added by each gallery. */
export const STEPS = {
  triage: {
    stage: "triage",
    unitName: null,
    categoryName: null,
    offeredTo: null,
    history: BASE.history.slice(0, 1),
  },
  guessed: { stage: "triage", offeredTo: null, history: BASE.history.slice(0, 1) },
  offered: {},
  handed_over: HANDED_OVER,
  again: { earlier: { no: "QF-20261120-0003", stage: "terminated" } },
  accepted: { ...working, history: ACCEPTED, now: at("2026-11-24 09:25") },
  stood_in: { ...working, history: ACCEPTED, responsible: { ...FANG, insteadOf: "尤在渊" } },
  giving_on: { ...working, stage: "offered", history: ACCEPTED, handedOver: true, assignee: null, offeredTo: LANG },
  contacted: { ...working, history: PROGRESSED, firstContactAt: at("2026-11-24 09:31"), now: at("2026-11-24 10:10") },
  contact_late: { ...working, history: ACCEPTED, now: at("2026-11-24 11:00") },
  due_today: {
    ...working,
    history: PROGRESSED,
    firstContactAt: at("2026-11-24 09:31"),
    now: at("2026-11-26 09:00"),
    workingDaysLeft: 0,
    light: "yellow",
  },
  overdue: {
    ...working,
    history: PROGRESSED,
    firstContactAt: at("2026-11-24 09:31"),
    now: at("2026-12-01 09:00"),
    workingDaysLeft: -3,
    light: "red",
    urges: 2,
  },
  paused: {
    ...working,
    stage: "awaiting_requester",
    history: [
      ...PROGRESSED,
      { at: at("2026-11-24 14:10"), kind: "materials", by: "尤在渊", text: "用电申请表；营业执照复印件；产权证明" },
    ],
    firstContactAt: at("2026-11-24 09:31"),
    now: at("2026-11-24 15:00"),
    pausedSince: at("2026-11-24 14:10"),
    pauseEndsAt: at("2026-12-01 17:30"),
    light: "grey",
    materials: ["用电申请表（盖章）", "营业执照复印件", "厂房产权证明或租赁合同"],
    materialsRequests: 1,
  },
  resolved: {
    ...working,
    stage: "awaiting_rating",
    history: RESOLVED,
    firstContactAt: at("2026-11-24 09:31"),
    now: at("2026-11-25 08:40"),
    light: "grey",
    result: RESULT,
    rateBy: at("2026-12-02 17:30"),
  },
  closed: {
    ...working,
    stage: "closed",
    closeReason: "rated",
    closedAt: at("2026-11-25 08:41"),
    history: [...RESOLVED, { at: at("2026-11-25 08:41"), kind: "closed", by: null, text: "" }],
    firstContactAt: at("2026-11-24 09:31"),
    now: at("2026-11-25 08:45"),
    light: "grey",
    result: RESULT,
    lastRating: { level: 5, reasons: [], comment: "" },
  },
  unrated: {
    ...working,
    stage: "closed",
    closeReason: "unrated",
    closedAt: at("2026-12-02 17:30"),
    history: RESOLVED,
    firstContactAt: at("2026-11-24 09:31"),
    now: at("2026-12-03 09:00"),
    light: "grey",
    result: RESULT,
  },
  redo: {
    ...working,
    history: [
      ...RESOLVED,
      { at: at("2026-11-25 08:50"), kind: "rating", by: null, text: "不满意" },
      { at: at("2026-11-25 08:50"), kind: "reopened", by: null, text: "问题没解决；今天早上又停了一次" },
    ],
    now: at("2026-11-25 08:52"),
    contactBy: at("2026-11-25 10:30"),
    resolveBy: at("2026-11-27 17:30"),
    redo: 1,
    lastRating: { level: 2, reasons: ["问题没解决"], comment: "今天早上又停了一次" },
  },
  refused: {
    stage: "refused",
    closeReason: "refused",
    closedAt: at("2026-11-24 09:40"),
    light: "grey",
    title: "和供货商的货款官司",
    text: "和供货商打官司，一审判了他们赔，现在他们上诉，想请镇里帮忙说说话。",
    categoryName: "法律服务与纠纷调解",
    urgency: "normal",
    refusal: { reason: "诉讼、仲裁、复议事项：案件正在二审", properWay: "请向受理的法院提出，需要法律援助可打12348" },
  },
  withdrawn: { stage: "withdrawn", closeReason: "withdrawn", closedAt: at("2026-11-24 09:30"), light: "grey" },
  extension_asked: {
    ...working,
    history: PROGRESSED,
    firstContactAt: at("2026-11-24 09:31"),
    now: at("2026-11-24 15:00"),
    approval: {
      kind: "extension",
      askedBy: "尤在渊",
      approver: "柏启新",
      reason: "要等市里地籍核查结果，11月30日出",
      plan: "",
      until: at("2026-12-10 17:30"),
      decideBy: at("2026-11-25 17:30"),
      ordinary: at("2026-12-08 17:30"),
    },
  },
  extended: {
    ...working,
    history: PROGRESSED,
    firstContactAt: at("2026-11-24 09:31"),
    now: at("2026-11-25 15:00"),
    resolveBy: at("2026-12-10 17:30"),
    workingDaysLeft: 11,
    extension: { until: at("2026-12-10 17:30"), reason: "要等市里地籍核查结果，11月30日出" },
  },
  parking_asked: {
    ...working,
    history: PROGRESSED,
    firstContactAt: at("2026-11-24 09:31"),
    now: at("2026-11-24 15:00"),
    approval: {
      kind: "parking",
      askedBy: "尤在渊",
      approver: "柏启新",
      reason: "县里的增容指标明年一季度才下达",
      plan: "已报县局，每月问一次进度",
      until: at("2027-03-01 17:30"),
      decideBy: at("2026-11-25 17:30"),
    },
  },
  parked: {
    ...standing,
    now: at("2026-11-26 15:00"),
    light: "grey",
  },
  parked_on: {
    ...standing,
    now: at("2027-03-01 15:00"),
    light: "yellow",
    parkingOver: true,
    approval: {
      kind: "parking",
      askedBy: "尤在渊",
      approver: "柏启新",
      reason: "指标推迟到二季度",
      plan: "每月问一次进度",
      until: at("2027-05-31 17:30"),
      decideBy: at("2027-03-02 17:30"),
    },
  },
  assisted: {
    ...working,
    history: PROGRESSED,
    firstContactAt: at("2026-11-24 09:31"),
    now: at("2026-11-24 15:00"),
    assists: PARTS,
  },
  supervised: {
    ...working,
    history: PROGRESSED,
    firstContactAt: at("2026-11-24 09:31"),
    now: at("2026-12-01 10:00"),
    workingDaysLeft: -3,
    light: "red",
    level: 1,
    returns: 2,
    supervisions: [
      {
        grade: 1,
        by: "柏启新",
        text: "请尽快联系企业",
        at: at("2026-11-27 09:00"),
        replyBy: at("2026-11-27 17:30"),
        repliedAt: at("2026-11-27 11:00"),
        reply: "已联系，周一换线",
      },
      {
        grade: 2,
        by: "柏启新",
        text: "请明天上午到现场看一下",
        at: at("2026-12-01 09:00"),
        replyBy: at("2026-12-02 12:00"),
        repliedAt: null,
        reply: "",
      },
    ],
  },
  terminated: {
    stage: "terminated",
    closeReason: "terminated",
    closedAt: at("2026-12-01 10:00"),
    light: "grey",
    now: at("2026-12-01 10:05"),
    termination: "企业多次联系不上，也没有补材料",
  },
  of_project: { ...working, history: ACCEPTED, now: at("2026-11-24 09:25"), project: PROJECT },
  handed_in: {
    ...working,
    stage: "awaiting_confirmation",
    history: HANDED_IN,
    firstContactAt: at("2026-11-24 09:31"),
    now: at("2026-11-25 08:40"),
    pausedSince: RESULT.at,
    light: "grey",
    project: PROJECT,
    confirmation: { leader: "云致远", askedAt: RESULT.at, answerBy: at("2026-11-26 17:30") },
    result: RESULT,
  },
  sent_back: {
    ...working,
    history: [
      ...HANDED_IN,
      { at: at("2026-11-25 09:10"), kind: "sent_back", by: "云致远", text: "企业说早上又停了一次，请再核实" },
    ],
    firstContactAt: at("2026-11-24 09:31"),
    now: at("2026-11-25 09:15"),
    project: PROJECT,
    result: RESULT,
  },
  ...NO_REQUESTS,
} satisfies Record<string, Partial<TicketView>>;

export type Step = keyof typeof STEPS;
