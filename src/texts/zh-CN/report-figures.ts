import type { AgendaLine, GroupLine, PeriodView, ReportView } from "../../desk/reports/notice.ts";
import { permille } from "../../domain/stats/derived.ts";
import type { ShownKind } from "../../domain/stats/period.ts";
import type { Share } from "../../domain/stats/steps.ts";
import type { Clock } from "./dates.ts";
import { dates } from "./dates.ts";
import { labels } from "./labels.ts";

const local = (at: number, clock: Clock): Date => new Date(at + clock.utcOffsetMinutes * 60_000);

/** 2026年11月 · 2026年第3季度 · 2026年上半年 · 2026年 · 11月16日至22日 · 11月24日(周二) · 2025年12月20日至1月31日. */
function periodName(
  period: { readonly kind: ShownKind; readonly from: number; readonly to: number },
  clock: Clock,
): string {
  const from = local(period.from, clock);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + 1];
  switch (period.kind) {
    case "day":
      return dates.fullDay(period.from, clock);
    case "week": {
      const last = local(period.to - 1, clock);
      const end = last.getUTCMonth() + 1 === month ? "" : `${last.getUTCMonth() + 1}月`;
      return `${month}月${from.getUTCDate()}日至${end}${last.getUTCDate()}日`;
    }
    case "span": {
      const last = local(period.to - 1, clock);
      const thisYear = local(clock.now, clock).getUTCFullYear();
      const day = (at: Date, since: number): string =>
        `${at.getUTCFullYear() === since ? "" : `${at.getUTCFullYear()}年`}${at.getUTCMonth() + 1}月${at.getUTCDate()}日`;
      return `${day(from, thisYear)}至${day(last, year)}`;
    }
    case "month":
      return `${year}年${month}月`;
    case "quarter":
      return `${year}年第${Math.ceil(month / 3)}季度`;
    case "half_year":
      return `${year}年${month < 7 ? "上" : "下"}半年`;
    case "year":
      return `${year}年`;
  }
}

/** While a period runs, up to when it was counted. */
const asOf = (period: { readonly to: number; readonly now: number }, clock: Clock): string =>
  period.to > period.now ? `截至${dates.point(period.now, clock)}` : "";

const tenths = (n: number): string => `${Math.floor(n / 10)}.${n % 10}`;

/** 97.8%（44/45）; 还没有 when nothing was counted. */
function share(counted: Share): string {
  const rate = permille(counted);
  return rate === null ? "还没有" : `${tenths(rate)}%（${counted.good}/${counted.of}）`;
}

/** 97.8%; 还没有 when nothing was counted. */
function percent(counted: Share): string {
  const rate = permille(counted);
  return rate === null ? "还没有" : `${tenths(rate)}%`;
}

/** 6.2天. */
const days = (n: number | null): string => (n === null ? "—" : `${tenths(n)}天`);

/** 12,345.50元; 1.2万元 would not agree with the sheet to the last digit. */
function yuan(fen: number): string {
  const whole = String(Math.floor(fen / 100)).replace(/\B(?=(?:\d{3})+$)/g, ",");
  return fen % 100 === 0 ? `${whole}元` : `${whole}.${String(fen % 100).padStart(2, "0")}元`;
}

const redoOf = ({ figures: { redo } }: PeriodView): number => redo.bad_mark + redo.not_solved + redo.relapse;

const compared = (now: number, before: number): string =>
  now === before ? "（持平）" : `（${now > before ? "多" : "少"}${Math.abs(now - before)}）`;

const flow = (view: ReportView): string =>
  [
    `新收${view.figures.opened}${compared(view.figures.opened, view.before.opened)}`,
    `办结${view.figures.resolved}${compared(view.figures.resolved, view.before.resolved)}`,
    `期末在办${view.figures.inHandAfter}`,
  ].join(" ");

const RATES = [
  ["响应率", "response"],
  ["解决率", "solution"],
  ["满意率", "satisfaction"],
  ["按时办结率", "onTime"],
  ["按时签收率", "accept"],
] as const;

/** The three rates with what they are made of (domain.md B.8). */
const rates = (view: PeriodView): readonly string[] =>
  RATES.map(([name, key]) => labels.pair(name, share(view.figures[key])));

/** Those of a report of which anything was counted; one line when nothing was. */
function ratesOfReport(view: PeriodView): readonly string[] {
  const counted = RATES.slice(0, 4).filter(([, key]) => view.figures[key].of > 0);
  if (counted.length === 0) return ["这段时间还算不出三率。"];
  return counted.map(([name, key]) => labels.pair(name, share(view.figures[key])));
}

const formulas: readonly string[] = [
  "响应率＝期限内首次联系企业÷应当联系；解决率＝企业评基本满意以上÷企业答复（评价加“没解决”）；满意率＝基本满意以上÷已评价。",
  "未评价的单列，不算满意。办结用时按工作日算，从受理（重办的从退回）到答复企业，含等企业补充的时间。",
];

/** Null when nothing ended. */
const handling = (view: PeriodView): string | null =>
  view.averageDays === null ? null : `办结用时：平均${days(view.averageDays)}，一半在${days(view.medianDays)}以内`;

function troubles(view: PeriodView): string {
  const { figures: f } = view;
  const all: readonly (readonly [string, number, string?])[] = [
    ["退单", f.returned],
    ["延期", f.extended],
    ["退回重办", redoOf(view), f.redo.relapse > 0 ? `（办结后又复发${f.redo.relapse}）` : ""],
    ["二次要材料", f.secondMaterials],
    ["未评价结案", f.unrated],
    ["不予受理", f.otherwise.refused],
    ["企业撤回", f.otherwise.withdrawn],
    ["终止", f.otherwise.terminated],
    ["非诉求", f.otherwise.not_request],
    ["结束后又要办", f.redo.was_request],
  ];
  return all
    .filter(([, n]) => n > 0)
    .map(([name, n, among = ""]) => `${name}${n}${among}`)
    .join(" ");
}

const benefit = (view: PeriodView): string | null =>
  view.figures.benefitFen === 0 ? null : `为企业节省或争取${yuan(view.figures.benefitFen)}`;

/** The two hours in which most came in. */
function busiest(view: PeriodView): string | null {
  const hours = view.figures.hours.map((count, hour) => ({ hour, count })).filter(({ count }) => count > 0);
  if (hours.length === 0) return null;
  const most = hours.toSorted((a, b) => b.count - a.count || a.hour - b.hour).slice(0, 2);
  return `来得最多的时段：${most.map(({ hour, count }) => `${hour}–${hour + 1}点${count}件`).join("、")}`;
}

const topics = (view: PeriodView): string | null =>
  view.topics.length === 0
    ? null
    : `多家反映：${view.topics
        .slice(0, 3)
        .map(({ name, enterprises, tickets }) => `${name}（${enterprises}家${tickets}件）`)
        .join("、")}`;

/** 自然资源所：办结7 平均11.2天 按时5/8; what was not counted is left out. */
function groupLine(line: GroupLine): string {
  const name = line.name ?? "待派单";
  if (line.resolved === 0) return `${name}：新收${line.opened} 还没有办结`;
  return [
    `${name}：办结${line.resolved}`,
    ...(line.averageDays === null ? [] : [`平均${days(line.averageDays)}`]),
    ...(line.onTime.of === 0 ? [] : [`按时${line.onTime.good}/${line.onTime.of}`]),
  ].join(" ");
}

const small = (count: number): string | null => (count === 0 ? null : `另有${count}个部门不足3件，不单列`);

const agendaReason = ({ reason, days: count }: AgendaLine): string =>
  ({
    levelled: `提请会议研究，已办${count}个工作日`,
    overdue: count === 0 ? "刚过期限" : `已超${count}个工作日`,
    parked: `挂账${count}个工作日`,
    redo: `退回重办${count}个工作日`,
    waiting: `等企业补充${count}个工作日`,
    unconfirmed: `等包保领导确认${count}个工作日`,
  })[reason];

const REPORT: Record<ShownKind, string> = {
  span: "战报",
  day: "日报",
  week: "周报",
  month: "月度调度",
  quarter: "季度通报",
  half_year: "半年通报",
  year: "年度通报",
};

const reportTitle = (view: ReportView, clock: Clock): string =>
  `${periodName(view, clock)}${view.scope ?? ""}企业服务${REPORT[view.kind]}`;

export const reportFigures = {
  periodName,
  asOf,
  share,
  percent,
  days,
  yuan,
  points: (score: number): string => tenths(score),
  flow,
  rates,
  ratesOfReport,
  /** Of a report in which there is nothing: one line. */
  nothing: (view: ReportView, clock: Clock): string => `${reportTitle(view, clock)}：没有新收和办结，也没有在办的事。`,
  chart: "收办情况",
  formulas,
  handling,
  troubles,
  benefit,
  busiest,
  topics,
  groupLine,
  small,
  agendaReason,
  title: reportTitle,
  agenda: (total: number): string => `调度议题草案（卡住和超期的，共${total}件）：`,
  units: "各部门",
  categories: "各类问题",
  formula: "怎么算的",
  /** 18日 · 9月. */
  step: (kind: ShownKind, from: number, clock: Clock): string => {
    const at = local(from, clock);
    return kind === "day" || kind === "week" || kind === "month" || kind === "span"
      ? `${at.getUTCDate()}日`
      : `${at.getUTCMonth() + 1}月`;
  },
};
