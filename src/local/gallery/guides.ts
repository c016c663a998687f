import type { LearnedNotice } from "../../desk/learning/notice.ts";
import type { Notice } from "../../desk/outgoing.ts";
import { noticeMessage } from "../../feishu/cards/index.ts";
import type { Entry } from "./entry.ts";
import { HOSTILE } from "./extremes.ts";
import { FOOD, LONG_ANSWER, LONG_POLICY, LONGEST, NO_FIGURES, REWARD, ROOF, ROW } from "./guide-views.ts";
import { SEVERAL } from "./questions.ts";
import { NOW, at } from "./views.ts";

const CONTEXT = { now: NOW, utcOffsetMinutes: 480 };
const INBOUND = "in_01jdgallery0000000000001";

const LEARNED: LearnedNotice["rows"] = [
  {
    id: "ex_1",
    text: "永安大路73号门口的路面塌了一块,货车进不来",
    category: "园区配套",
    guessed: "道路交通与物流",
    origin: "return",
    by: "房若水",
    ticketNo: "QF-20261124-0001",
    at: at("2026-11-24 09:05"),
  },
  {
    id: "ex_2",
    text: HOSTILE,
    category: "燃气供热",
    guessed: null,
    origin: "several",
    by: null,
    ticketNo: "QF-20261123-0002",
    at: at("2026-11-23 15:05"),
  },
  {
    id: "ex_3",
    text: "东门那边的灯也不亮了，跟上次不是一回事",
    category: null,
    guessed: null,
    origin: "new_matter",
    by: null,
    ticketNo: null,
    at: at("2026-11-20 15:05"),
  },
];

const NOTICES: readonly (readonly [string, Notice])[] = [
  ["回答", { kind: "guide", inboundId: INBOUND, guide: FOOD, state: "answered" }],
  ["回答，材料30份", { kind: "guide", inboundId: INBOUND, guide: LONGEST, state: "answered" }],
  ["没答到，已请人办", { kind: "guide", inboundId: INBOUND, guide: FOOD, state: "passed_on" }],
  ["从目录看", { kind: "guide", inboundId: "", guide: FOOD, state: "answered" }],
  [
    "有几项相近",
    {
      kind: "guide_choice",
      inboundId: INBOUND,
      quote: "许可证怎么办",
      options: [
        { kind: "guide", id: "G02", title: "食品经营许可" },
        { kind: "policy", id: "P05", title: "小微企业厂房租金补贴" },
      ],
      state: "asked",
    },
  ],
  [
    "没有指南",
    { kind: "guide_choice", inboundId: INBOUND, quote: "外籍员工的工作签证怎么办", options: [], state: "asked" },
  ],
  [
    "没有指南，已请人答复",
    { kind: "guide_choice", inboundId: INBOUND, quote: HOSTILE, options: [], state: "passed_on" },
  ],
  [
    "目录",
    {
      kind: "guide_list",
      guides: Array.from({ length: 24 }, (_, i) => ({
        kind: "guide",
        id: `G${i}`,
        title: i === 3 ? HOSTILE : `办事指南样例${i + 1}`,
      })),
      policies: [
        { kind: "policy", id: "P01", title: "高新技术企业认定奖励" },
        { kind: "policy", id: "P03", title: "企业安静日" },
      ],
    },
  ],
  ["目录是空的", { kind: "guide_list", guides: [], policies: [] }],
  [
    "近30天",
    {
      kind: "guide_report",
      kinds: {
        guide: { there: 14, shown: 63, missed: 4 },
        policy: { there: 8, shown: 17, missed: 2 },
        answer: { there: 2, shown: 3, missed: 0 },
      },
      most: [
        { title: "食品经营许可", shown: 21, missed: 1 },
        { title: "工业用电增容", shown: 12, missed: 3 },
      ],
      gaps: [
        { words: "外籍员工工作签证", times: 5 },
        { words: "宿舍 消防", times: 2 },
      ],
      drafts: [
        {
          kind: "guide",
          id: "G90",
          title: "户外广告设置",
          missing: ["materials", "supervision_phone"],
          expired: false,
        },
        { kind: "guide", id: "G91", title: "出口退税备案", missing: [], expired: false },
        { kind: "policy", id: "P91", title: "去年的补贴", missing: [], expired: true },
        { kind: "policy", id: "P92", title: "人才公寓申请条件", missing: [], expired: false },
        { kind: "policy", id: "P93", title: "物流补贴", missing: ["source", "unit"], expired: false },
      ],
      expired: ["技术改造奖补申领"],
      closed: [
        { ticketId: "tk_1", no: "QF-20261119-0004", title: "租的厂房屋顶漏水，不知道该谁来修" },
        { ticketId: "tk_2", no: "QF-20261118-0002", title: HOSTILE },
      ],
      answers: [{ id: "tk_3", question: "园区东门夜里几点关", validTo: "2027-05-25" }],
    },
  ],
  [
    "近30天，什么都没有",
    {
      kind: "guide_report",
      kinds: { guide: NO_FIGURES, policy: NO_FIGURES, answer: NO_FIGURES },
      most: [],
      gaps: [],
      drafts: [],
      expired: [],
      closed: [],
      answers: [],
    },
  ],
  ["政策回答", { kind: "policy", inboundId: INBOUND, policy: REWARD, state: "answered" }],
  ["政策回答，很长", { kind: "policy", inboundId: INBOUND, policy: LONG_POLICY, state: "answered" }],
  ["政策没答到，已请人办", { kind: "policy", inboundId: INBOUND, policy: REWARD, state: "passed_on" }],
  ["公开答复", { kind: "public_answer", inboundId: INBOUND, answer: ROOF, state: "answered" }],
  ["公开答复，很长", { kind: "public_answer", inboundId: INBOUND, answer: LONG_ANSWER, state: "answered" }],
  ["同一件事又说了一遍", { kind: "same_matter", inboundId: INBOUND, row: ROW }],
  ["同一件事，和别的事一起说", { kind: "same_matter", inboundId: "", row: { ...ROW, title: HOSTILE } }],
  ["学习记录", { kind: "learned", rows: LEARNED, total: 3 }],
  ["学习记录是空的", { kind: "learned", rows: [], total: 0 }],
];

const LINES: readonly (readonly [string, Notice])[] = [
  [
    "像是同一处停电",
    { kind: "same_outage", no: "QF-20261124-0002", others: ["QF-20261124-0001"], total: 1, place: "纬二路" },
  ],
  ...(["opened", "told", "asked", "guide", "emergency", "welcome", "thanks"] as const).map(
    (about): readonly [string, Notice] => [`英文：${about}`, { kind: "english", about }],
  ),
];

/** A sentence is shown as a card without a header, because the gallery shows cards. */
function shown(group: string, title: string, notice: Notice): Entry {
  const message = noticeMessage(notice, CONTEXT);
  if (message.msgType === "interactive") return { group, title, card: message.content };
  const { text } = message.content;
  const body = { elements: [{ tag: "div", text: { tag: "plain_text", content: text } }] };
  return {
    group: "一句话",
    title,
    card: {
      schema: "2.0",
      config: { update_multi: true, enable_forward: false, summary: { content: text } },
      body,
    },
  };
}

/** Answers from guides, the same matter again, and what was learned. */
export const guideEntries = (): Entry[] =>
  [...NOTICES, ...SEVERAL, ...LINES].map(([title, notice]) => shown("指南", title, notice));
