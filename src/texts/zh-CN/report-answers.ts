import type { AnswerView, RankingView, ReportSaying } from "../../desk/reports/notice.ts";
import type { Ranked } from "../../domain/ranking/score.ts";
import { campaigns } from "./campaigns.ts";
import type { Clock } from "./dates.ts";
import { dates } from "./dates.ts";
import { reportFigures as F } from "./report-figures.ts";

const TITLE: Record<AnswerView["asked"], string> = {
  slowest: "各部门办结用时",
  rates: "三率",
  counts: "收办情况",
  overdue: "超期情况",
  topics: "反映最多的问题",
  busiest: "来得最多的时段",
  own: "贵企业提的事",
};

const title = (view: AnswerView, clock: Clock): string => {
  const period = view.asked === "overdue" ? "现在" : F.periodName(view, clock);
  const whose = view.asked === "own" ? (view.scope ?? "") : "";
  return view.asked === "own" ? `${whose} ${period}提的事` : `${period}${view.scope ?? ""}${TITLE[view.asked]}`;
};

/** 自然资源所2件超期，最长3个工作日. */
export const late = ({ unit, count, mostDays }: AnswerView["overdue"][number]): string => {
  const days = mostDays === 0 ? "，今天刚过期" : count > 1 ? `，最长${mostDays}个工作日` : `${mostDays}个工作日`;
  return `${unit ?? "待派单"}${count}件超期${days}`;
};

/** The answer itself, first; what it is made of after it. */
function lines(view: AnswerView): readonly string[] {
  switch (view.asked) {
    case "slowest": {
      const timed = slowest(view);
      const [first] = timed;
      if (first === undefined) return ["还没有部门办结满3件，暂不比较。"];
      return [
        `最慢的是${first.name ?? "待派单"}，平均${F.days(first.averageDays)}，一半在${F.days(first.medianDays)}以内，办结${first.resolved}件。`,
        (F.handling(view) ?? "").replace("办结用时", "全部"),
      ];
    }
    case "rates":
      return [...F.rates(view), ...(view.figures.unrated > 0 ? [`未评价结案${view.figures.unrated}件，不算在内`] : [])];
    case "counts":
      return [
        `新收${view.figures.opened} 办结${view.figures.resolved} 现在在办${view.inHand}`,
        F.troubles(view),
        F.benefit(view) ?? "",
      ];
    case "overdue": {
      const total = view.overdue.reduce((sum, { count }) => sum + count, 0);
      if (total === 0) return ["没有超期的。"];
      return [`超期${total}件。`, ...view.overdue.slice(0, 10).map(late)];
    }
    case "topics":
      return view.topics.length === 0 ? ["没有三家以上企业都反映的问题。"] : [F.topics(view) ?? ""];
    case "busiest":
      return [F.busiest(view) ?? "还没有新收的事。"];
    case "own":
      return [
        `一共提了${view.figures.opened}件，办结${view.figures.resolved}件，正在办${view.inHand}件${view.awaitingMark > 0 ? `，${view.awaitingMark}件等您评价` : ""}。`,
        ...(view.averageDays === null ? [] : [`办结平均用时${F.days(view.averageDays)}`]),
      ];
  }
}

/** Units that finished something, slowest first. */
const slowest = (view: AnswerView): AnswerView["units"] =>
  view.units
    .filter((line) => line.resolved >= 3 && line.averageDays !== null)
    .toSorted((a, b) => (b.averageDays ?? 0) - (a.averageDays ?? 0));

const STEPS = [
  ["按时", "onTime"],
  ["解决", "solution"],
  ["满意", "satisfaction"],
] as const;

/** 1. 公用事业服务站 97.2分, and the rates it comes from; what they are made of stands in 件数. */
const rankingRow = (
  row: Ranked & { readonly label: string },
): { readonly name: string; readonly points: string; readonly rates: string } => ({
  name: `${row.rank}. ${row.label}`,
  points: `${F.points(row.score)}分`,
  rates: STEPS.map(([name, key]) => `${name}${F.percent(row[key])}`).join(" "),
});

const rankingCounts = (row: Ranked & { readonly label: string }): string =>
  `${row.label}：${STEPS.map(([name, key]) => `${name}${row[key].good}/${row[key].of}`).join(" ")}`;

const ranking = {
  title: (view: RankingView, clock: Clock): string =>
    `${F.periodName(view, clock)}部门${view.projects.length + view.projectsTooFew.length > 0 ? "和项目" : ""}排队`,
  units: "部门：",
  projects: "重点项目：",
  formula: ({ weights: w }: RankingView): string =>
    `得分＝按时办结率×${w.onTime}%＋解决率×${w.solution}%＋满意率×${w.satisfaction}%。某项不足3件的不计，其余按比例折算；只看结果，不看用不用系统，不排个人。`,
  row: rankingRow,
  counts: "件数",
  countsOf: rankingCounts,
  tooFew: (units: readonly string[]): string | null =>
    units.length === 0 ? null : `件数太少不排：${units.join("、")}`,
  state: (view: RankingView, clock: Clock): string => {
    if (view.frozenAt === null) return `本期还没结束，这是${dates.point(view.now, clock)}的情况，不作通报。`;
    const until = view.objectionsUntil ?? view.now;
    const version = view.version > 1 ? `第${view.version}版，` : "";
    const open = view.openObjections > 0 ? `，有${view.openObjections}条异议待定` : "";
    return view.now <= until
      ? `${version}数据已固定${open}。有异议的部门负责人、项目责任人请在${dates.by(until, clock)}发“排队异议 理由”。`
      : `${version}数据已固定，异议期已过${open}。`;
  },
  correction: (one: RankingView["corrections"][number], clock: Clock): string =>
    `${dates.day(one.at, clock)}更正（${one.by}）：${one.reason}`,
  corrections: "更正记录",
  none: "没有部门办满3件，不排。",
};

function said(what: ReportSaying, clock: Clock): string {
  switch (what.code) {
    case "not_yours":
      return "这个数您这边查不了。企业可以问“我们公司今年提了几件”；部门可以问本部门的情况。";
    case "objection_noted":
      return `异议已记下，已转分管领导，${dates.by(until(what), clock)}前都可以补充。`;
    case "objection_closed":
      return "这次排队的异议期已过。";
    case "digest_bound":
      return what.at === ""
        ? "那个群不再发日报。"
        : `那个群每个工作日${what.at}过后会收到日报，另有周报和月度调度。不要了就在群里发“解除日报”。`;
    case "bind_in_group":
      return "请在要收日报的群里@我发“绑定日报”，可以带时间，如“绑定日报 8:30”。";
    case "campaign_unclear":
      return campaigns.unclear(what.why);
    case "campaign_none":
      return campaigns.none(what.name);
    case "export_not_yours":
      return "台账由领导、派单员和管理员导出，您这边导不了。要用数据请找服务中心；本部门的情况可以直接问，如“本月收了几件”。";
    case "export_nothing":
      return "这个范围里没有台账记录。可以换个说法，如“导出本月台账”“导出上季度供电台账”。";
    case "export_too_many":
      return `这个范围超过${what.most}件，一份表放不下。请按季度、部门或类别分几次导出，如“导出第3季度供电台账”。`;
    case "export_failed":
      return {
        later: "台账没能发出去，飞书一直没有收下。请过一会儿再发一次“导出台账”。",
        permission:
          "台账没能发出去：助手还没有发文件的权限。请管理员在飞书开放平台开通“上传图片或文件资源”，再导出一次。",
        size: "台账没能发出去：文件太大，飞书不收。请按季度、部门或类别分几次导出。",
      }[what.why];
    case "no_ranking":
      return "还没有可以提异议的排队。";
    case "objection_told":
      return `${what.unit}${what.by}对部门排队有异议：${what.text}`;
  }
}

const until = (what: Extract<ReportSaying, { code: "objection_noted" }>): number => what.until;

export const reportAnswers = { title, lines, slowest, ranking, said, chart: "平均办结用时（工作日）" };
