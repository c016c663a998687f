import type {
  AnswerView,
  DigestView,
  GroupLine,
  LedgerExportView,
  PeriodView,
  RankingView,
  ReportView,
} from "../../desk/reports/notice.ts";
import type { Figures } from "../../domain/stats/figures.ts";
import { addDays } from "../../domain/calendar/index.ts";
import type { PeriodKind } from "../../domain/stats/period.ts";
import { periodOf } from "../../domain/stats/period.ts";
import type { Share } from "../../domain/stats/steps.ts";
import { stepsOfTime } from "../../domain/stats/steps-of-time.ts";
import { at } from "./views.ts";

export const FIGURES: Figures = {
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

const ZONE = { offsetMinutes: 480 };
const IN_AND_OUT = [
  [6, 4],
  [3, 5],
  [8, 6],
  [5, 7],
  [1, 0],
  [0, 1],
  [6, 5],
] as const;

/** The period of a kind around a day, with the steps its chart has. @param busy times as much as in a week. */
export function around(
  kind: PeriodKind,
  day: string,
  busy = 1,
): Pick<PeriodView, "from" | "to" | "steps"> & { readonly kind: PeriodKind } {
  const period = periodOf(ZONE, kind, at(`${day} 12:00`));
  const steps = stepsOfTime(ZONE, kind, period).map(({ from }, i) => {
    const [opened = 0, resolved = 0] = IN_AND_OUT[i % IN_AND_OUT.length] ?? [];
    return { from, opened: opened * busy, resolved: resolved * busy };
  });
  return { kind, ...period, steps };
}

/** The seven days of a digest's chart that begin with `first`. */
const week = (first: string, busy = 1): DigestView["figures"]["week"] =>
  IN_AND_OUT.map(([opened, resolved], i) => ({
    day: addDays(first, i),
    opened: opened * busy,
    resolved: resolved * busy,
  }));

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
    awaitingConfirmation: 1,
    unaccepted: 2,
    awaitingMark: 6,
    change: 2,
    newlyOverdue: 1,
    week: week("2026-11-17"),
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

const line = (
  name: string | null,
  [opened, resolved, averageDays, medianDays]: readonly [number, number, number | null, number | null],
  [of, good]: readonly [number, number],
): GroupLine => ({ name, opened, resolved, averageDays, medianDays, onTime: { of, good } });

export const period = (change: Partial<PeriodView> = {}): PeriodView => ({
  scope: null,
  ...around("month", "2026-10-15", 3),
  now: at("2026-11-02 08:32"),
  figures: FIGURES,
  averageDays: 62,
  medianDays: 41,
  units: [
    line("公用事业服务站", [24, 22, 18, 12], [22, 21]),
    line("自然资源所", [9, 7, 112, 95], [8, 5]),
    line("规划建设办公室", [8, 6, 74, 70], [7, 6]),
    line(null, [4, 0, null, null], [0, 0]),
  ],
  smallUnits: 2,
  categories: [
    line("供电", [14, 13, 11, 9], [13, 13]),
    line("用地与不动产", [9, 7, 112, 95], [8, 5]),
    line("其他", [3, 1, 20, 20], [0, 0]),
  ],
  topics: [{ name: "供电", enterprises: 6, tickets: 9 }],
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

const quarterOf = (day: string): Pick<RankingView, "kind" | "from" | "to"> => {
  const { kind, from, to } = around("quarter", day);
  return { kind, from, to };
};

type Counted = readonly [of: number, good: number];
const shareOf = ([of, good]: Counted): Share => ({ of, good });

const ranked = (
  rank: number,
  unit: string,
  score: number,
  ...[onTime, solution, satisfaction]: readonly [Counted, Counted, Counted]
): RankingView["rows"][number] => ({
  unit,
  rank,
  score,
  resolved: onTime[1],
  onTime: shareOf(onTime),
  solution: shareOf(solution),
  satisfaction: shareOf(satisfaction),
});

export const ranking = (change: Partial<RankingView> = {}): RankingView => ({
  ...quarterOf("2026-08-01"),
  now: at("2026-10-08 08:32"),
  frozenAt: at("2026-10-08 08:32"),
  version: 1,
  objectionsUntil: at("2026-10-15 17:30"),
  weights: { onTime: 40, solution: 30, satisfaction: 30 },
  rows: [
    ranked(1, "公用事业服务站", 972, [61, 60], [50, 48], [49, 48]),
    ranked(2, "规划建设办公室", 901, [22, 20], [18, 16], [18, 16]),
    ranked(3, "自然资源所", 803, [18, 13], [15, 13], [14, 12]),
  ],
  tooFew: ["水利站", "农业农村办公室"],
  projects: [
    {
      project: "冷链仓储及分拨中心",
      rank: 1,
      score: 955,
      resolved: 6,
      onTime: { of: 6, good: 6 },
      solution: { of: 5, good: 5 },
      satisfaction: { of: 5, good: 4 },
    },
  ],
  projectsTooFew: ["智能温控模组"],
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

export const ledgerExport = (change: Partial<LedgerExportView> = {}): LedgerExportView => ({
  scope: { period: "quarter:2026-07-01", about: "category:power", state: null },
  period: around("quarter", "2026-08-01"),
  about: "供电",
  rows: 124,
  imported: 0,
  state: "asked",
  ...change,
});

/** The newest quarter, before its end: nothing is frozen. */
export const runningRanking = (): RankingView =>
  ranking({
    ...quarterOf("2026-11-24"),
    now: at("2026-11-24 08:32"),
    frozenAt: null,
    version: 0,
    objectionsUntil: null,
    rows: [],
  });

/** The first morning after eight days of rest. */
export const afterHoliday = (): DigestView =>
  digest(
    { now: at("2026-10-08 08:32"), since: at("2026-09-30 08:32") },
    { week: week("2026-10-01").map((day, i) => ({ ...day, opened: i === 2 ? 1 : 0, resolved: 0 })) },
  );
