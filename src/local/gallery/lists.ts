import type { MatterRow, Notice } from "../../desk/outgoing.ts";
import { HOSTILE } from "./extremes.ts";
import { FANG, LANG, YOU } from "./town.ts";
import { at } from "./views.ts";

const row = (change: Partial<MatterRow>): MatterRow => ({
  ticketId: "019ab2f0-7c11-7d00-9a51-0242ac120002",
  no: "QF-20261124-0007",
  title: "纬二路停电，注塑机停产",
  light: "green",
  stage: "in_progress",
  categoryName: "供电",
  responsible: YOU,
  resolveBy: at("2026-11-26 17:30"),
  provisional: false,
  workingDaysLeft: 2,
  ...change,
});

export const ROWS: readonly MatterRow[] = [
  row({
    light: "red",
    title: "15亩不动产证办理",
    no: "QF-20261104-0001",
    resolveBy: at("2026-11-19 17:30"),
    workingDaysLeft: -3,
  }),
  row({
    light: "yellow",
    title: "三号桥限高绕行",
    no: "QF-20261117-0004",
    resolveBy: at("2026-11-24 17:30"),
    workingDaysLeft: 0,
    responsible: LANG,
  }),
  row({ stage: "offered", responsible: FANG }),
  row({ light: "grey", stage: "awaiting_requester", title: "用电增容申请", no: "QF-20261109-0003" }),
];

export const SIXTY = Array.from({ length: 60 }, (_, i) =>
  row({
    ticketId: `019ab2f0-7c11-7d00-9a51-${String(i).padStart(12, "0")}`,
    no: `QF-20261124-${String(i + 1).padStart(4, "0")}`,
    title: i % 7 === 0 ? HOSTILE : `第${i + 1}件：永安四号路和大路交叉口路面破损，货车颠断了轴`,
    light: (["red", "yellow", "green", "grey"] as const)[i % 4] ?? "green",
  }),
);

const TODO_KINDS = [
  "accept",
  "hold",
  "dispatch",
  "contact",
  "reply",
  "result",
  "assist",
  "extension",
  "parking",
  "termination",
  "confirm",
  "coordinate",
  "call_back",
  "unpark",
  "awaiting",
  "parked",
] as const;
const TODOS: readonly MatterRow[] = [
  ...TODO_KINDS.map((what, i) => ({
    ...row({ light: what === "awaiting" || what === "parked" ? "grey" : i < 2 ? "red" : "yellow" }),
    todo: { what, by: at("2026-11-25 10:30"), waits: what === "awaiting" || what === "parked" },
  })),
  row({ light: "yellow", draftId: "ad1" }),
];
const OWED = (["dispatch", "accept", "contact", "reply"] as const).map((what) =>
  row({ light: "red", owed: { what, by: at("2026-11-24 09:30") } }),
);
const REFUSED = {
  kind: "welcome",
  office: "云溪镇企业服务中心",
  deskPhone: "",
  staff: true,
  dispatcher: false,
  commands: ["tasks", "due", "figures", "number"],
} as const;

/** Lists of every kind, and help for somebody who wrote something else. */
export const LISTS: readonly (readonly [string, Notice])[] = [
  ["我的待办", { kind: "list", what: "tasks", rows: ROWS, total: 4, lastClosed: null }],
  ["我的待办，60件", { kind: "list", what: "tasks", rows: SIXTY, total: 60, lastClosed: null }],
  [
    "我的待办，不止60件的第3页",
    { kind: "list", what: "tasks", rows: SIXTY, total: 60, more: true, page: 2, lastClosed: null },
  ],
  ["我的待办，末页之后", { kind: "list", what: "tasks", rows: SIXTY, total: 60, page: 99, lastClosed: null }],
  ["我的待办，各种事", { kind: "list", what: "tasks", rows: TODOS, total: TODOS.length, lastClosed: null }],
  [
    "本单位待办",
    {
      kind: "list",
      what: "unit",
      rows: TODOS.slice(0, 3).map((row, i) => ({ ...row, who: i < 2 ? "尤在渊" : HOSTILE })),
      total: 3,
      lastClosed: null,
    },
  ],
  ["今天到期", { kind: "list", what: "due", rows: [], total: 0, lastClosed: null }],
  ["一个编号几件", { kind: "list", what: "found", rows: ROWS, total: 4, lastClosed: null }],
  [
    "督办，有挂账",
    { kind: "list", what: "late", rows: [...ROWS, ...TODOS.slice(-2), ...OWED], total: 9, lastClosed: null },
  ],
  ["不能用的指令", { ...REFUSED, hint: { code: "refused", only: "supervisor" } }],
  ["没看懂", { ...REFUSED, hint: { code: "not_understood" } }],
  ["我的诉求", { kind: "list", what: "matters", rows: ROWS, total: 4, lastClosed: null }],
  [
    "没有待办",
    {
      kind: "list",
      what: "tasks",
      rows: [],
      total: 0,
      lastClosed: { no: "QF-20261123-0011", title: "路灯不亮", level: 5, closedAt: at("2026-11-23 16:00") },
    },
  ],
  ["没有诉求", { kind: "list", what: "matters", rows: [], total: 0, lastClosed: null }],
];
