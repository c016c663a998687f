import type { NoteLine, TicketView } from "../../desk/views/ticket-view.ts";
import { FANG, HESUI, YOU } from "./town.ts";

/** UTC ms of a local minute, "2026-11-24 09:30". */
export const at = (local: string): number => Date.parse(`${local.replace(" ", "T")}:00+08:00`);

export const NOW = at("2026-11-24 09:12");

const BASE: TicketView = {
  audience: "requester",
  now: NOW,
  utcOffsetMinutes: 480,
  ticketId: "019ab2f0-7c11-7d00-9a51-0242ac120002",
  no: "QF-20261124-0007",
  version: 1,
  stage: "offered",
  title: "纬二路停电，注塑机停产",
  text: "你好，我是禾穗食品的老苗。纬二路这边从昨天晚上八点开始停电，到现在还没来，注塑机全停了，麻烦尽快安排人看看。",
  place: "纬二路20号",
  categoryName: "供电",
  urgency: "high",
  channel: "p2p",
  light: "green",
  openedAt: at("2026-11-24 09:10"),
  acceptBy: at("2026-11-24 09:40"),
  contactBy: at("2026-11-24 10:30"),
  resolveBy: at("2026-11-26 17:30"),
  provisional: false,
  workingDaysLeft: 2,
  nextWorkingAt: null,
  deskPhone: "0000-8880102",
  firstContactAt: null,
  pausedSince: null,
  closedAt: null,
  closeReason: null,
  unitName: "公用事业服务站",
  firstResponder: FANG,
  responsible: FANG,
  offeredTo: YOU,
  assignee: null,
  requester: HESUI,
  chain: [],
  history: [
    { at: at("2026-11-24 09:10"), kind: "opened", by: null, text: "" },
    { at: at("2026-11-24 09:10"), kind: "offered", by: "房若水", text: "尤在渊" },
  ],
  attachments: { images: 2, files: 0, audios: 0, videos: 0 },
  materials: [],
  materialsRequests: 0,
  result: null,
  rateBy: null,
  lastRating: null,
  refusal: null,
  mergedIntoNo: null,
  redo: 0,
  urges: 0,
  actions: [],
};

export const view = (change: Partial<TicketView>): TicketView => ({ ...BASE, ...change });

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

const working: Partial<TicketView> = {
  stage: "in_progress",
  responsible: YOU,
  assignee: YOU,
  offeredTo: null,
  chain: [{ from: "房若水", to: "尤在渊", at: at("2026-11-24 09:10"), acceptedAt: at("2026-11-24 09:20") }],
};

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
  accepted: { ...working, history: ACCEPTED, now: at("2026-11-24 09:25") },
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
  merged: {
    stage: "merged",
    closeReason: "merged",
    closedAt: at("2026-11-24 09:30"),
    light: "grey",
    mergedIntoNo: "QF-20261123-0003",
  },
} satisfies Record<string, Partial<TicketView>>;

export type Step = keyof typeof STEPS;
