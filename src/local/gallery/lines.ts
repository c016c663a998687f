import type { Saying, TicketLine } from "../../desk/outgoing.ts";
import { YOU } from "./town.ts";
import { at } from "./views.ts";

/** One line and one saying of each code, for the gallery and the tests. */
const NAMED = { no: "QF-20261124-0007", title: "纬二路停电，注塑机停产" };
const LIMIT = { resolveBy: at("2026-11-26 17:30") };

/** One of each, so that a new line without words does not compile and one without a look does not pass. */
export const LINES: { readonly [C in TicketLine["code"]]: Extract<TicketLine, { code: C }> } = {
  urged: { code: "urged", ...NAMED, by: "苗德润" },
  supplemented: { code: "supplemented", ...NAMED, by: "苗德润", text: "3号和5号两家都停了", files: 2 },
  reopened: { code: "reopened", ...NAMED, ...LIMIT, reason: "问题没解决；今天早上又停了一次" },
  progress: { code: "progress", ...NAMED, by: "尤在渊", text: "已到现场，下午换熔断器" },
  withdrawn: { code: "withdrawn", ...NAMED },
  accept_asked: { code: "accept_asked", ...NAMED },
  accept_overdue: { code: "accept_overdue", ...NAMED, offeredTo: "尤在渊", responsible: "房若水" },
  due_soon: {
    code: "due_soon",
    ...NAMED,
    ...LIMIT,
    workingDaysLeft: 1,
    extendBy: at("2026-11-25 17:30"),
    now: at("2026-11-25 08:30"),
  },
  overdue: { code: "overdue", ...NAMED, ...LIMIT, workingDaysLeft: -1, responsible: "尤在渊", unit: "公用事业服务站" },
  bundle_told: { code: "bundle_told", ...NAMED, enterprise: "禾穗食品", responsible: "尤在渊" },
  hand_over_accepted: { code: "hand_over_accepted", ...NAMED, by: "鲜于澄" },
  dismissed: { code: "dismissed", ...NAMED, by: "房若水" },
  restored: { code: "restored", ...NAMED },
  returned: { code: "returned", ...NAMED, unit: "公用事业服务站", reason: "不属于我单位职责" },
  passed_on: { code: "passed_on", ...NAMED, from: "尤在渊", to: "鲜于澄" },
  contact_overdue: { code: "contact_overdue", ...NAMED, requester: "苗德润", phone: "14000001001" },
  escalate: {
    code: "escalate",
    ...NAMED,
    ...LIMIT,
    workingDaysLeft: -2,
    responsible: "尤在渊",
    unit: "公用事业服务站",
  },
  interim_due: { code: "interim_due", ...NAMED, since: at("2026-11-17 10:00") },
  return_undecided: { code: "return_undecided", ...NAMED },
  approval_given: { code: "approval_given", ...NAMED, what: "extension", by: "柏启新", until: at("2026-12-10 17:30") },
  approval_denied: { code: "approval_denied", ...NAMED, what: "parking", by: "柏启新", reason: "材料已经齐了" },
  extension_told: {
    code: "extension_told",
    ...NAMED,
    until: at("2026-12-10 17:30"),
    reason: "要等市里地籍核查结果，11月30日出",
    by: "柏启新",
  },
  parked_told: {
    code: "parked_told",
    ...NAMED,
    until: at("2027-03-01 17:30"),
    reason: "县里的增容指标明年一季度才下达",
    plan: "每月问一次进度",
  },
  unparked_told: { code: "unparked_told", ...NAMED, ...LIMIT },
  pause_ending: {
    code: "pause_ending",
    ...NAMED,
    until: at("2026-12-01 17:30"),
    materials: ["用电申请表（盖章）", "营业执照复印件"],
  },
  ended_unanswered: { code: "ended_unanswered", ...NAMED },
  resumed: { code: "resumed", ...NAMED, ...LIMIT, by: "苗德润", text: "申请表补上了", files: 2 },
  review: { code: "review", ...NAMED },
  supervised: {
    code: "supervised",
    ...NAMED,
    grade: 2,
    by: "柏启新",
    text: "请明天上午到现场",
    replyBy: at("2026-11-25 12:00"),
  },
  supervision_replied: { code: "supervision_replied", ...NAMED, by: "尤在渊", text: "已联系供电公司，周四换线" },
  supervision_due: { code: "supervision_due", ...NAMED },
  assist_done: { code: "assist_done", ...NAMED, unit: "规划建设和交通办公室", text: "管线在路北侧" },
  assist_due: { code: "assist_due", ...NAMED, unit: "规划建设和交通办公室" },
  levelled_up: { code: "levelled_up", ...NAMED, level: 1, reason: "涉及两个县，单位协调不了" },
  sent_back: { code: "sent_back", ...NAMED, ...LIMIT, by: "云致远", reason: "早上又停了一次，请再核实" },
  confirm_due: { code: "confirm_due", ...NAMED, by: "尤在渊", askedAt: at("2026-11-24 15:00") },
  confirm_late: { code: "confirm_late", ...NAMED, leader: "柏启新", askedAt: at("2026-11-24 15:00") },
  recomputed: { code: "recomputed", ...NAMED, ...LIMIT },
};

export const SAYINGS: { readonly [C in Saying["code"]]: Extract<Saying, { code: C }> } = {
  thanks: { code: "thanks" },
  off_topic: { code: "off_topic" },
  calm: { code: "calm" },
  no_open_ticket: { code: "no_open_ticket" },
  unsupported_message: { code: "unsupported_message" },
  ticket_not_found: { code: "ticket_not_found", no: "QF-20261124-0099" },
  urged: { code: "urged", no: NAMED.no, responsible: YOU },
  urge_cooling_down: { code: "urge_cooling_down", no: NAMED.no, until: at("2026-11-24 14:30") },
  supplemented: { code: "supplemented", no: NAMED.no },
  identity_first: { code: "identity_first" },
  quiet: { code: "quiet" },
  loud: { code: "loud" },
  staff_hint: { code: "staff_hint" },
};
