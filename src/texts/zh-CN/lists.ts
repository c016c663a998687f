import type { Clock } from "./dates.ts";
import { dates } from "./dates.ts";
import { labels } from "./labels.ts";
import type { ListKind, MatterRow } from "../../desk/outgoing.ts";
import type { RatingLevel } from "../../domain/ticket/state.ts";

const COUNTS: Record<ListKind, (total: number) => string> = {
  tasks: (total) => `手上有${total}件`,
  matters: (total) => `在办${total}件`,
  late: (total) => `要过问的有${total}件`,
};
const count = (total: number, what: ListKind): string => COUNTS[what](total);

/** 🔴超期1 🟡快到期2 🟢正常1 ⚪等待1. */
function summary(rows: readonly MatterRow[]): string {
  const words = { red: "超期", yellow: "快到期", green: "正常", grey: "等待" } as const;
  const lights = Object.keys(words) as (keyof typeof words)[];
  return lights
    .map((light) => ({ light, count: rows.filter((row) => row.light === light).length }))
    .filter(({ count }) => count > 0)
    .map(({ light, count }) => `${labels.light[light]}${words[light]}${count}`)
    .join(" ");
}

/** Paused, waiting for a mark or ended: no time runs. */
const timed = (row: MatterRow): boolean => row.light !== "grey";

/** Second line of a row for colleagues: state and limit. */
const taskRow = (row: MatterRow, clock: Clock): string =>
  [
    labels.shortNo(row.no),
    labels.stageForStaff[row.stage],
    ...(timed(row) ? [dates.left(row.resolveBy, row.workingDaysLeft, clock)] : []),
  ].join(labels.separator);

/** Second and third line of a row for the enterprise: state and time, person. */
const matterRow = (row: MatterRow, clock: Clock): readonly [string, string] => [
  [labels.stage[row.stage], ...(timed(row) ? [`最晚${dates.by(row.resolveBy, clock)}`] : [])].join(labels.separator),
  labels.personAndPhone(row.responsible),
];

const nothing: Record<ListKind, string> = {
  late: "现在没有超期和今天到期的。",
  tasks: "手上没有待办。",
  matters: "您现在没有在办的事。有事直接发消息，我找人办。",
};

function lastClosed(
  last: { no: string; title: string; level: number | null; closedAt: number },
  what: ListKind,
  clock: Clock,
): string {
  const mark = last.level === null ? "没有评价" : `评价「${labels.rating[last.level as RatingLevel]}」`;
  const who = what === "matters" ? "您" : "企业";
  return `最近一件${last.no}「${last.title}」${dates.day(last.closedAt, clock)}办结，${who}${mark}。`;
}

export const lists = {
  count,
  summary,
  taskRow,
  matterRow,
  nothing,
  lastClosed,
  page: (from: number, to: number, total: number): string => `第${from}到${to}件，共${total}件`,
};
