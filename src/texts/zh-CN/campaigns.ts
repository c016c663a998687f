import type { CampaignProblem, CampaignRow, CampaignView } from "../../desk/campaigns/notice.ts";
import { MOST_CAMPAIGNS, MOST_DAYS } from "../../domain/stats/campaign.ts";
import type { Clock } from "./dates.ts";
import { reportFigures as F } from "./report-figures.ts";

/** 护航开工 3月1日至4月30日. */
const span = (period: { readonly from: number; readonly to: number }, clock: Clock): string =>
  F.periodName({ ...period, kind: "span" }, clock);

const title = (view: CampaignView): string =>
  `${view.plan.name}${view.scope === null ? "" : ` ${view.scope}`}${view.id !== null && view.state === "over" ? "小结" : "战报"}`;

const counts = ({ figures: f }: CampaignView): string => `新收${f.opened} 办结${f.resolved} 在办${f.inHandAfter}`;

/** 第9天，共61天；3月1日至4月30日；只算用工. */
function where(view: CampaignView, clock: Clock): string {
  const days = span(view.plan, clock);
  const only = view.only === null ? "" : `；只算${view.only}`;
  switch (view.state) {
    case "ahead":
      return `还没到，共${view.days}天：${days}${only}`;
    case "running":
      return `第${view.day}天，共${view.days}天：${days}${only}`;
    case "over":
      return `${view.endedEarly ? `提前结束，办了${view.day}天` : `已结束，共${view.days}天`}：${days}${only}`;
  }
}

const late = ({ late: l, state }: CampaignView): string | null => {
  const parts = [
    ["提请会议研究", l.levelled],
    ["超期", l.overdue],
    ["待包保领导确认", l.unconfirmed],
    ["挂账", l.parked],
    ["退回重办", l.redo],
    ["等企业补充", l.waiting],
  ] as const;
  const shown = parts.filter(([, n]) => n > 0).map(([name, n]) => `${name}${n}件`);
  if (shown.length > 0) return `现在卡着的：${shown.join("、")}`;
  return state === "over" ? null : "现在没有卡住和超期的。";
};

const lookBack = ({ lookBack: l }: CampaignView): string | null => {
  if (l === null) return null;
  const rest = l.solved - l.stillGood - l.relapsed;
  return `回头看：办结${l.solved}件，企业说还好的${l.stillGood}件，又复发${l.relapsed}件${rest > 0 ? `，${rest}件还没回话` : ""}`;
};

/** What a started campaign means for the groups, or how to bind one. */
const groups = (count: number): string =>
  count === 0
    ? "还没有群绑定日报，到要收战报的群里@我发“绑定日报”。"
    : `每周头一个工作日早上发到绑定日报的${count}个群，结束后再发一份小结。`;

const STATE: Record<CampaignRow["state"], string> = { ahead: "还没到", running: "进行中", over: "已结束" };

const HOW = "发“专项行动 护航开工 3月1日到4月30日”先看战报，后面可以带一个类别或部门，看了再点开始。";

const problem: Record<CampaignProblem, string> = {
  not_allowed: "专项行动由领导、派单员和管理员开始和结束。",
  too_many: `同时最多${MOST_CAMPAIGNS}个专项行动，先结束一个再开始。`,
  exists: "已经有同名的专项行动，换个名字再开始。",
  over: "这个专项行动已经结束。",
  not_a_period: "这张卡片上的起止时间用不了，请重新发一遍。",
};

const unclear = (why: "period" | "filter" | "name"): string => {
  const what = {
    period: `起止日期没看懂，或者超过${MOST_DAYS}天。`,
    filter: "后面带的类别或部门没找到，要和系统里的名字一样。",
    name: "行动的名字要在20个字以内，写在日期前面。",
  }[why];
  return `${what}${HOW}`;
};

export const campaigns = {
  title,
  counts,
  where,
  late,
  lookBack,
  groups,
  span,
  problem,
  unclear,
  none: (name: string): string => `没有叫“${name}”的专项行动。${HOW}`,
  nothing: `还没有专项行动。${HOW}`,
  list: (count: number): string => `专项行动${count}个`,
  how: HOW,
  row: (row: CampaignRow, clock: Clock): string =>
    [STATE[row.state], span(row, clock), row.only === null ? "" : `只算${row.only}`].filter(Boolean).join(" · "),
  agenda: "要过问的：",
  chart: "每周收办",
  /** 第3周. */
  week: (index: number): string => `第${index + 1}周`,
  buttons: { start: "开始行动", end: "结束行动", show: "看战报" },
  confirmEnd: { title: "结束这个专项行动", text: "从现在起不再统计，下个工作日早上把小结发到群里。" },
  started: "已开始。",
  ended: "已结束，小结下个工作日早上发到群里。",
};
