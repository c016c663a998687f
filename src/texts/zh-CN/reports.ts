import type { DigestView } from "../../desk/reports/notice.ts";
import type { AttentionReason } from "../../domain/stats/digest.ts";
import type { Clock } from "./dates.ts";
import { dates } from "./dates.ts";
import { labels } from "./labels.ts";
import { late, reportAnswers } from "./report-answers.ts";
import { reportExport } from "./report-export.ts";
import { reportFigures } from "./report-figures.ts";
import { reportLedger } from "./report-ledger.ts";

/** Parts that are not empty, one blank between them. */
const parts = (...all: readonly (string | false)[]): string => all.filter((part) => part !== false).join(" ");
const some = (name: string, count: number): string | false => count > 0 && `${name}${count}`;

/** +2, -1; nothing when it stayed. */
const signed = (n: number): string => (n === 0 ? "" : n > 0 ? `+${n}` : String(n));

const heading = ({ scope }: Pick<DigestView, "scope">, name: string): string =>
  scope === null ? name : `${scope}${name}`;

const digestTitle = (view: DigestView, clock: Clock): string =>
  `${dates.fullDay(view.now, clock)}${heading(view, "企业服务日报")}`;

const redoOf = ({ figures: { flow } }: DigestView): number =>
  flow.redo.bad_mark + flow.redo.not_solved + flow.redo.relapse;

/** 新收6 办结5 在办17. */
const digestCounts = (view: DigestView): string => {
  const { flow, inHand, change } = view.figures;
  const moved = signed(change);
  return parts(
    `新收${flow.opened}`,
    `办结${flow.resolved}`,
    `在办${inHand}${moved === "" ? "" : `（${moved}）`}`,
    some("退回重办", redoOf(view)),
  );
};

/** 🔴超期2（新1） 🟡快到期3（今天2）, and 🟢正常10 ⚪暂停2: what presses, and what does not, a line each. */
const digestLights = ({ figures: { lights, dueToday, newlyOverdue } }: DigestView): readonly string[] => [
  parts(
    lights.red > 0 && `${labels.light.red}超期${lights.red}${newlyOverdue > 0 ? `（新${newlyOverdue}）` : ""}`,
    lights.yellow > 0 && `${labels.light.yellow}快到期${lights.yellow}${dueToday > 0 ? `（今天${dueToday}）` : ""}`,
  ),
  parts(some(`${labels.light.green}正常`, lights.green), some(`${labels.light.grey}暂停`, lights.grey)),
];

const MOST_UNITS = 5;

/** 自然资源所2件超期，最长3个工作日: a unit a line, for a wall of them nobody reads. */
const digestOverdue = ({ overdue }: DigestView): readonly string[] => {
  const rest = overdue.slice(MOST_UNITS);
  const more = rest.reduce((sum, { count }) => sum + count, 0);
  return [
    ...overdue.slice(0, MOST_UNITS).map(late),
    ...(rest.length === 0 ? [] : [`另有${rest.length}个部门${more}件超期`]),
  ];
};

const digestWaiting = ({ figures }: DigestView): string | null => {
  const line = parts(
    some("等企业补充", figures.waiting),
    some("挂账", figures.parked),
    some("待包保领导确认", figures.awaitingConfirmation),
    some("等人接手", figures.unaccepted),
    some("等评价", figures.awaitingMark),
  );
  return line === "" ? null : line;
};

/** 评价4:满意3 不满意1. Unrated apart. */
const digestMarks = ({ figures: { flow } }: DigestView): string | null => {
  const { of, good } = flow.satisfaction;
  const marks = of === 0 ? false : `评价${of}：满意${good}${of > good ? ` 不满意${of - good}` : ""}`;
  const line = parts(marks, some("未评价结案", flow.unrated));
  return line === "" ? null : line;
};

/** Counts of more than a day, after rest or a digest that could not be sent: that is said in front of them. */
const since = (view: DigestView, clock: Clock): string => `${dates.point(view.since, clock)}以来`;

const sinceYesterday = ({ since: from }: DigestView, clock: Clock): boolean =>
  ["今天", "昨天"].includes(dates.day(from, clock));

const quiet = (view: DigestView, clock: Clock): string => {
  const { inHand, lights, awaitingConfirmation, unaccepted } = view.figures;
  const open = inHand === 0 ? "没有在办的事" : `在办${inHand}件，没有超期和今天到期的`;
  const paused = inHand > 0 && lights.grey > 0 ? `，其中${lights.grey}件暂停` : "";
  // These may wait for days without anything else happening; a leader must still read of them.
  const confirm = awaitingConfirmation > 0 ? `，待包保领导确认${awaitingConfirmation}件` : "";
  const nobody = unaccepted > 0 ? `，等人接手${unaccepted}件` : "";
  return `${digestTitle(view, clock)}：没有新收和办结，${open}${paused}${confirm}${nobody}。`;
};

const reason = (row: { reason: AttentionReason; daysLate: number }): string => {
  switch (row.reason) {
    case "overdue":
      return row.daysLate === 0 ? "刚过期限" : `已超${row.daysLate}个工作日`;
    case "emergency":
      return "特急，还没人接收";
    case "redo":
      return "企业退回重办";
    case "due_today":
      return "今天到期，还没联系企业";
  }
};

const attentionRow = (row: DigestView["attention"][number]): string =>
  [row.unit ?? row.responsible, reason(row)].join(labels.separator);

/** 新收 3·2·0（17日到23日） and 办结 1·4·0: what the chart shows, for who cannot see it; a line each, so that none breaks. */
function chartWords(
  names: { readonly opened: string; readonly resolved: string },
  steps: readonly { readonly label: string; readonly opened: number; readonly resolved: number }[],
): readonly string[] {
  const [first, last] = [steps.at(0)?.label ?? "", steps.at(-1)?.label ?? ""];
  const days = first === last ? first : `${first}到${last}`;
  return [
    `${names.opened} ${steps.map((step) => step.opened).join("·")}（${days}）`,
    `${names.resolved} ${steps.map((step) => step.resolved).join("·")}`,
  ];
}

export const reports = {
  figures: reportFigures,
  answers: reportAnswers,
  ledger: reportLedger,
  export: reportExport,
  chartWords,
  digest: {
    title: digestTitle,
    counts: digestCounts,
    lights: digestLights,
    overdue: digestOverdue,
    waiting: digestWaiting,
    marks: digestMarks,
    since,
    sinceYesterday,
    quiet,
    attention: "需要领导关注：",
    attentionRow,
    chart: "七日收办",
    opened: "新收",
    resolved: "办结",
    /** 18日. */
    day: (day: string): string => `${Number(day.slice(8))}日`,
  },
  buttons: { supervise: "督办", view: "看单" },
};
