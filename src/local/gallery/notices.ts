import type { Notice } from "../../desk/outgoing.ts";
import { noticeMessage } from "../../feishu/cards/index.ts";
import type { Entry } from "./entry.ts";
import { draftNotices } from "./drafts.ts";
import { HOSTILE } from "./extremes.ts";
import { AN, CATEGORIES, ENTERPRISES } from "./town.ts";
import { LINES, LINE_VARIANTS, SAYINGS } from "./lines.ts";
import { LISTS, ROWS, SIXTY } from "./lists.ts";
import { NOW, at } from "./views.ts";

const CONTEXT = { now: NOW, utcOffsetMinutes: 480 };

const CLAIM: Extract<Notice, { kind: "identity_claim" }> = {
  kind: "identity_claim",
  claimId: "019ab2f0-7c11-7d00-9a51-0242ac120009",
  name: "苗德润",
  enterprise: "禾穗食品",
  phone: "14000001001",
  external: true,
  ticketNos: ["QF-20261124-0007"],
  candidates: [
    { id: "E01", label: "云溪禾穗食品有限公司" },
    { id: "E03", label: "云溪清田食品有限公司" },
  ],
  state: "waiting",
  decidedBy: null,
};

const ALARM: Extract<Notice, { kind: "duty_alarm" }> = {
  kind: "duty_alarm",
  ticketId: "019ab2f0-7c11-7d00-9a51-0242ac120002",
  no: "QF-20261124-0009",
  text: "车间着火了!烟很大，快来人!!",
  place: null,
  requesterName: "苗德润",
  requesterPhone: "14000001001",
  enterprise: "禾穗食品",
  at: NOW,
  alarm: 1,
  confirmedBy: null,
};

const IDENTITY = { kind: "identity_form", ticketNo: "QF-20261124-0007", name: null, enterprise: null } as const;
const QUOTE = "那个事到底怎么样了";
const INBOUND = "019ab2f0-7c11-7d00-9a51-0242ac120077";

const PERHAPS = { kind: "possible_danger", inboundId: INBOUND, numbers: ["119", "120"], ticketId: "t1" } as const;

const OPTIONS = [
  { ticketId: "t1", no: "QF-20261123-0003", title: "变压器跳闸" },
  { ticketId: "t2", no: "QF-20261123-0006", title: "东三路3号厂区水压不足三楼上不来水" },
];

const LEAVE: Extract<Notice, { kind: "leave_form" }> = {
  kind: "leave_form",
  days: ["2026-11-25", "2026-11-26", "2026-11-27"].map((day) => ({ day, at: at(`${day} 00:00`) })),
  colleagues: [{ id: "C10", label: "郝云舒 干事" }],
  state: "open",
  from: null,
  to: null,
  delegate: null,
};

const STANDS_IN: Extract<Notice, { kind: "leave_told" }> = {
  kind: "leave_told",
  absent: "官世清",
  state: "named",
  from: "2026-11-25",
  to: "2026-11-27",
  count: 3,
  earliest: at("2026-11-25 17:30"),
};

const DANGERS = ["fire", "gas", "injury", "violence", "traffic", "self_harm", "other"] as const;
const NUMBERS: Record<(typeof DANGERS)[number], readonly string[]> = {
  fire: ["119"],
  gas: ["119"],
  injury: ["120"],
  violence: ["110"],
  traffic: ["122", "120"],
  self_harm: ["110", "120"],
  other: ["110"],
};

const NOTICES: readonly (readonly [string, Notice])[] = [
  [
    "欢迎企业",
    {
      kind: "welcome",
      office: "云溪镇企业服务中心",
      deskPhone: "0000-8880102",
      staff: false,
      dispatcher: false,
      commands: ["help", "matters", "guides"],
    },
  ],
  [
    "欢迎同事",
    {
      kind: "welcome",
      office: "云溪镇企业服务中心",
      deskPhone: "0000-8880102",
      staff: true,
      dispatcher: false,
      commands: ["help", "tasks", "leave", "guides"],
    },
  ],
  [
    "欢迎派单员",
    {
      kind: "welcome",
      office: "云溪镇企业服务中心",
      deskPhone: "",
      staff: true,
      dispatcher: true,
      commands: ["help", "tasks", "register", "late", "leave", "guides", "learned"],
    },
  ],
  ["问身份", { ...IDENTITY, state: "asked" }],
  ["身份已核实", { ...IDENTITY, state: "bound", name: "苗德润", enterprise: "禾穗食品" }],
  ["身份核实中", { ...IDENTITY, state: "waiting" }],
  ["身份没对上", { ...IDENTITY, state: "rejected" }],
  ["核实身份", CLAIM],
  ["核实身份，没有相近的", { ...CLAIM, candidates: [], enterprise: HOSTILE, name: HOSTILE }],
  ["身份已确认", { ...CLAIM, state: "confirmed", decidedBy: "房若水" }],
  ["身份对不上", { ...CLAIM, state: "rejected", decidedBy: "房若水" }],
  ["哪一件", { kind: "which_ticket", inboundId: INBOUND, quote: QUOTE, options: OPTIONS, chosen: null }],
  ["选好了", { kind: "which_ticket", inboundId: INBOUND, quote: QUOTE, options: OPTIONS, chosen: "t1" }],
  ["是新的事", { kind: "which_ticket", inboundId: INBOUND, quote: HOSTILE, options: OPTIONS, chosen: "" }],
  [
    "办结后又说的话",
    { kind: "which_ticket", inboundId: INBOUND, quote: HOSTILE, options: OPTIONS.slice(1), chosen: null, solved: "r0" },
  ],
  [
    "办结后又说的话，接着办",
    { kind: "which_ticket", inboundId: INBOUND, quote: QUOTE, options: [], chosen: "t2", solved: "r0" },
  ],
  ["是不是诉求", { kind: "is_request", inboundId: INBOUND, quote: HOSTILE, state: "asked" }],
  ["是诉求", { kind: "is_request", inboundId: INBOUND, quote: QUOTE, state: "yes" }],
  ["不是诉求", { kind: "is_request", inboundId: INBOUND, quote: QUOTE, state: "no" }],
  ["几件事", { kind: "several", inboundId: INBOUND, rows: ROWS.slice(0, 3), state: "asked" }],
  ["几件事，都对", { kind: "several", inboundId: INBOUND, rows: SIXTY, state: "right" }],
  ["几件事，有出入", { kind: "several", inboundId: INBOUND, rows: ROWS, state: "wrong" }],
  ["投诉", { kind: "complaint_offer", inboundId: INBOUND, state: "asked", disciplinePhone: "0000-8880112" }],
  ["投诉，解释", { kind: "complaint_offer", inboundId: INBOUND, state: "about", disciplinePhone: "0000-8880112" }],
  ["投诉，普通办理", { kind: "complaint_offer", inboundId: INBOUND, state: "ordinary", disciplinePhone: "" }],
  ["群里投诉", { kind: "complaint_in_group" }],
  ...DANGERS.map((danger): readonly [string, Notice] => [
    `紧急：${danger}`,
    { kind: "emergency", danger, numbers: NUMBERS[danger], duty: AN, ticketNo: "QF-20261124-0009", askPlace: true },
  ]),
  [
    "紧急，没有值班表",
    { kind: "emergency", danger: "other", numbers: ["119", "120"], duty: null, ticketNo: "QF-1", askPlace: false },
  ],
  ["可能有危险", { ...PERHAPS, state: "asked" }],
  ["可能有危险，说有", { ...PERHAPS, state: "yes" }],
  ["可能有危险，说没有", { ...PERHAPS, state: "no" }],
  ["值班警报", ALARM],
  ["值班警报，第三次", { ...ALARM, alarm: 3, place: "北环路20号2号车间", requesterName: null, requesterPhone: null }],
  ["值班已接手", { ...ALARM, confirmedBy: "安景明" }],
  ...LISTS,
  ["登记", { kind: "register_form", enterprises: ENTERPRISES, categories: CATEGORIES, state: "open", ticketNo: null }],
  ["登记好了", { kind: "register_form", enterprises: [], categories: [], state: "done", ticketNo: "QF-20261124-0012" }],
  ["登记，什么都没导入", { kind: "register_form", enterprises: [], categories: [], state: "open", ticketNo: null }],
  ...(["asked", "ok", "relapse"] as const).map((state): readonly [string, Notice] => [
    `回头看：${state}`,
    {
      kind: "look_back",
      ticketId: "t1",
      no: "QF-20261103-0002",
      title: state === "ok" ? HOSTILE : "东三路3号停水",
      closedAt: at("2026-11-06 16:00"),
      mark: "r0",
      state,
    },
  ]),
  ["请假", LEAVE],
  ["请假，没有同事可选", { ...LEAVE, colleagues: [] }],
  ["请假中", { ...LEAVE, state: "on_leave", from: "2026-11-25", to: "2026-11-27", delegate: "郝云舒" }],
  ["请您代办", STANDS_IN],
  ["请您代办，手上没有件", { ...STANDS_IN, count: 0, earliest: null }],
  ["请您代办，请假还没开始", { ...STANDS_IN, later: true }],
  ["请您代办，原来的人不在岗", { ...STANDS_IN, from: "", to: "" }],
  ["不用代办了", { ...STANDS_IN, state: "over" }],
  ["已销假", { ...LEAVE, state: "back" }],
  ...draftNotices(HOSTILE),
  ...(["asked", "sent", "kept", "dropped"] as const).map((state): readonly [string, Notice] => [
    `回复要不要发：${state}`,
    { kind: "relay", inboundId: INBOUND, ticketId: "t1", no: "QF-20261124-0007", quote: "下午三点到现场", state },
  ]),
];

/** A sentence is shown as a card without a header, because the gallery shows cards. */
function shown(group: string, title: string, notice: Notice): Entry {
  const message = noticeMessage(notice, CONTEXT);
  if (message.msgType === "interactive") return { group, title, card: message.content };
  const summary = { content: message.content.text };
  return {
    group: "一句话",
    title,
    card: {
      schema: "2.0",
      config: { update_multi: true, enable_forward: false, summary },
      body: { elements: [{ tag: "div", text: { tag: "plain_text", content: message.content.text } }] },
    },
  };
}

/** Everything the desk says beside the tickets' own cards. */
export const noticeEntries = (): Entry[] => [
  ...NOTICES.map(([title, notice]) => shown("通知", title, notice)),
  shown("通知", "催办一束", {
    kind: "reminders",
    rows: Object.values(LINES).map((line, i) => ({ ticketId: `t${i}`, line })),
  }),
  shown("通知", "催办一束，一件有几句", {
    kind: "reminders",
    rows: [{ ticketId: "t1", line: LINES.overdue, also: [LINES.supervision_due, LINES.assist_due] }],
  }),
  ...Object.values(LINES).map((line) => shown("一句话", `卡片下的回复：${line.code}`, { kind: "ticket_line", line })),
  shown("一句话", "催材料，到时也不结束", {
    kind: "ticket_line",
    line: { ...LINES.pause_ending, goesOn: true },
  }),
  ...LINE_VARIANTS.map((line, i) =>
    shown("一句话", `卡片下的回复：${line.code}，又一种${i}`, { kind: "ticket_line", line }),
  ),
  ...Object.values(SAYINGS).map((what) => shown("一句话", `回答：${what.code}`, { kind: "said", what })),
];
