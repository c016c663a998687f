import type { AnswerView, DigestView, PeriodView, RankingView, ReportView } from "../../desk/reports/notice.ts";
import type { Figures } from "../../domain/stats/figures.ts";
import { at } from "./views.ts";

const FIGURES: Figures = {
  opened: 76,
  redo: { bad_mark: 3, not_solved: 1, relapse: 1, was_request: 1 },
  resolved: 58,
  otherwise: { refused: 1, withdrawn: 2, merged: 0, terminated: 1, not_request: 3 },
  inHandBefore: 12,
  inHandAfter: 31,
  accept: { of: 71, good: 68 },
  response: { of: 71, good: 67 },
  onTime: { of: 61, good: 55 },
  solution: { of: 50, good: 46 },
  satisfaction: { of: 49, good: 46 },
  marks: [1, 2, 6, 14, 26],
  unrated: 7,
  handledMinutes: [],
  returned: 4,
  extended: 5,
  secondMaterials: 1,
  benefitFen: 12_345_650,
  hours: Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 21 : hour === 15 ? 14 : hour > 7 && hour < 20 ? 3 : 0)),
};

const WEEK = [
  ["2026-11-17", 6, 4],
  ["2026-11-18", 3, 5],
  ["2026-11-19", 8, 6],
  ["2026-11-20", 5, 7],
  ["2026-11-21", 1, 0],
  ["2026-11-22", 0, 1],
  ["2026-11-23", 6, 5],
] as const;

/** Sample views of the boards, changed where an entry needs it. */
export const digest = (change: Partial<DigestView> = {}, figures: Partial<DigestView["figures"]> = {}): DigestView => ({
  office: "云溪镇企业服务中心",
  scope: null,
  now: at("2026-11-24 08:32"),
  since: at("2026-11-23 08:32"),
  quiet: false,
  figures: {
    flow: {
      ...FIGURES,
      opened: 6,
      resolved: 5,
      redo: { bad_mark: 1, not_solved: 0, relapse: 0, was_request: 0 },
      satisfaction: { of: 4, good: 3 },
      unrated: 1,
    },
    inHand: 17,
    lights: { red: 3, yellow: 4, green: 8, grey: 2 },
    dueToday: 3,
    waiting: 1,
    parked: 1,
    unaccepted: 2,
    awaitingMark: 6,
    change: 2,
    newlyOverdue: 1,
    week: WEEK.map(([day, opened, resolved]) => ({ day, opened, resolved })),
    ...figures,
  },
  overdue: [
    { unit: "自然资源所", count: 2, mostDays: 3 },
    { unit: "规划建设办公室", count: 1, mostDays: 1 },
  ],
  attention: [
    {
      ticketId: "tk_1",
      no: "QF-20261104-0001",
      title: "15亩不动产证办理，卡在跨县地籍",
      enterprise: "拓铸机械",
      unit: "自然资源所",
      responsible: "计亦凡",
      reason: "overdue",
      daysLate: 3,
    },
    {
      ticketId: "tk_2",
      no: "QF-20261117-0004",
      title: "三号桥限高绕行",
      enterprise: "禾穗食品",
      unit: "规划建设办公室",
      responsible: "郎清晏",
      reason: "overdue",
      daysLate: 1,
    },
    {
      ticketId: "tk_3",
      no: "QF-20261123-0002",
      title: "纬二路路灯不亮",
      enterprise: "鲜谷食品",
      unit: "公用事业服务站",
      responsible: "邱启明",
      reason: "redo",
      daysLate: 0,
    },
  ],
  ...change,
});

const period = (change: Partial<PeriodView> = {}): PeriodView => ({
  scope: null,
  kind: "month",
  from: at("2026-10-01 00:00"),
  to: at("2026-11-01 00:00"),
  now: at("2026-11-02 08:32"),
  figures: FIGURES,
  averageDays: 62,
  medianDays: 41,
  units: [
    { name: "公用事业服务站", opened: 24, resolved: 22, averageDays: 18, medianDays: 12, onTime: { of: 22, good: 21 } },
    { name: "自然资源所", opened: 9, resolved: 7, averageDays: 112, medianDays: 95, onTime: { of: 8, good: 5 } },
    { name: "规划建设办公室", opened: 8, resolved: 6, averageDays: 74, medianDays: 70, onTime: { of: 7, good: 6 } },
  ],
  smallUnits: 2,
  categories: [
    { name: "供电", opened: 14, resolved: 13, averageDays: 11, medianDays: 9, onTime: { of: 13, good: 13 } },
    { name: "用地与不动产", opened: 9, resolved: 7, averageDays: 112, medianDays: 95, onTime: { of: 8, good: 5 } },
  ],
  topics: [{ name: "供电", enterprises: 6, tickets: 9 }],
  steps: [1, 8, 15, 22, 29].map((day, i) => ({
    from: at(`2026-10-${String(day).padStart(2, "0")} 00:00`),
    opened: 14 + i,
    resolved: 10 + i,
  })),
  ...change,
});

export const report = (change: Partial<ReportView> = {}): ReportView => ({
  ...period(),
  before: { opened: 69, resolved: 60 },
  agenda: [
    {
      ticketId: "tk_1",
      no: "QF-20261004-0001",
      title: "15亩不动产证办理，卡在跨县地籍",
      unit: "自然资源所",
      reason: "overdue",
      days: 3,
    },
    {
      ticketId: "tk_4",
      no: "QF-20260911-0002",
      title: "厂门口公交站点增设",
      unit: "规划建设办公室",
      reason: "parked",
      days: 21,
    },
    { ticketId: "tk_5", no: "QF-20261020-0003", title: "稳岗补贴材料", unit: "人社所", reason: "waiting", days: 4 },
  ],
  agendaTotal: 3,
  ...change,
});

export const ranking = (change: Partial<RankingView> = {}): RankingView => ({
  kind: "quarter",
  from: at("2026-07-01 00:00"),
  to: at("2026-10-01 00:00"),
  now: at("2026-10-08 08:32"),
  frozenAt: at("2026-10-08 08:32"),
  version: 1,
  objectionsUntil: at("2026-10-15 17:30"),
  weights: { onTime: 40, solution: 30, satisfaction: 30 },
  rows: [
    {
      unit: "公用事业服务站",
      rank: 1,
      score: 972,
      resolved: 60,
      onTime: { of: 61, good: 60 },
      solution: { of: 50, good: 48 },
      satisfaction: { of: 49, good: 48 },
    },
    {
      unit: "规划建设办公室",
      rank: 2,
      score: 901,
      resolved: 21,
      onTime: { of: 22, good: 20 },
      solution: { of: 18, good: 16 },
      satisfaction: { of: 18, good: 16 },
    },
    {
      unit: "自然资源所",
      rank: 3,
      score: 803,
      resolved: 17,
      onTime: { of: 18, good: 13 },
      solution: { of: 15, good: 13 },
      satisfaction: { of: 14, good: 12 },
    },
  ],
  tooFew: ["水利站", "农业农村办公室"],
  corrections: [],
  openObjections: 0,
  ...change,
});

export const answer = (asked: AnswerView["asked"], change: Partial<AnswerView> = {}): AnswerView => ({
  ...period(),
  asked,
  overdue: digest().overdue,
  inHand: 31,
  awaitingMark: 6,
  ...change,
});
