import type { GuideView } from "../../desk/guides/notice.ts";
import type { LearnedNotice } from "../../desk/learning/notice.ts";
import type { MatterRow, Notice } from "../../desk/outgoing.ts";
import { noticeMessage } from "../../feishu/cards/index.ts";
import type { Entry } from "./entry.ts";
import { HOSTILE } from "./extremes.ts";
import { YOU } from "./town.ts";
import { NOW, at } from "./views.ts";

const CONTEXT = { now: NOW, utcOffsetMinutes: 480 };
const INBOUND = "in_01jdgallery0000000000001";

const FOOD: GuideView = {
  id: "G02",
  title: "食品经营许可",
  unit: "市场监督管理所",
  flow: ["网上申请", "材料审核", "现场核查", "发证"],
  applyAt: "镇便民服务中心2楼企业服务窗口",
  workingDays: 8,
  fee: "0",
  materials: ["申请书", "营业执照", "布局流程图", "食品安全制度", "健康证明"].map((name) => ({ name, copies: 1 })),
  supervisionPhone: "0000-8880112",
  contactPhone: "0000-8880109",
  basis: "示例：以县级公布的办事指南为准",
  validTo: "2026-12-31",
  version: 1,
};

/** As long as an office may write it, and as hostile. */
const LONGEST: GuideView = {
  ...FOOD,
  title: HOSTILE,
  unit: HOSTILE,
  flow: Array.from({ length: 12 }, (_, i) => `第${i + 1}步 ${HOSTILE}`),
  applyAt: HOSTILE,
  fee: "按核定工程价，另收勘测费",
  materials: Array.from({ length: 30 }, (_, i) => ({ name: `第${i + 1}份材料 ${HOSTILE}`, copies: 2 })),
  basis: HOSTILE,
};

const ROW: MatterRow = {
  ticketId: "tk_01jdgallery0000000000001",
  no: "QF-20261124-0007",
  title: "纬二路停电，注塑机停产",
  light: "green",
  stage: "in_progress",
  categoryName: "供电",
  responsible: YOU,
  resolveBy: at("2026-11-26 17:30"),
  provisional: false,
  workingDaysLeft: 2,
};

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
        { id: "G02", title: "食品经营许可" },
        { id: "G07", title: "建筑工程施工许可" },
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
      options: Array.from({ length: 24 }, (_, i) => ({
        id: `G${i}`,
        title: i === 3 ? HOSTILE : `办事指南样例${i + 1}`,
      })),
    },
  ],
  ["目录是空的", { kind: "guide_list", options: [] }],
  [
    "近30天",
    {
      kind: "guide_report",
      published: 14,
      shown: 63,
      missed: 4,
      most: [
        { title: "食品经营许可", shown: 21, missed: 1 },
        { title: "工业用电增容", shown: 12, missed: 3 },
      ],
      gaps: [
        { words: "外籍员工工作签证", times: 5 },
        { words: "企业安静日", times: 2 },
      ],
      drafts: [
        { id: "G90", title: "户外广告设置", missing: ["materials", "supervision_phone"], expired: false },
        { id: "G91", title: "出口退税备案", missing: [], expired: false },
        { id: "G92", title: "去年的补贴", missing: [], expired: true },
      ],
      expired: ["技术改造奖补申领"],
    },
  ],
  [
    "近30天，什么都没有",
    { kind: "guide_report", published: 0, shown: 0, missed: 0, most: [], gaps: [], drafts: [], expired: [] },
  ],
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
  [...NOTICES, ...LINES].map(([title, notice]) => shown("指南", title, notice));
