import type { Clock } from "./dates.ts";
import { dates } from "./dates.ts";
import { labels } from "./labels.ts";
import { proceedings } from "./proceedings.ts";
import type { ListKind, MatterRow } from "../../desk/outgoing.ts";
import type { Owed } from "../../domain/ticket/owed.ts";
import type { RatingLevel } from "../../domain/ticket/state.ts";
import type { Todo, TodoKind } from "../../domain/ticket/todo.ts";

const COUNTS: Record<ListKind, string> = {
  tasks: "手上有",
  matters: "在办",
  due: "今天到期和超期的有",
  unit: "本单位手上有",
  late: "要过问的有",
  found: "这个编号有",
};
/** 75件; when not all could be read, 50件以上. */
const matters = (total: number, more: boolean): string => `${total}件${more ? "以上" : ""}`;
const count = (total: number, more: boolean, what: ListKind): string => `${COUNTS[what]}${matters(total, more)}`;

/** 🔴超期1 🟡快到期2 🟢正常1 ⚪等待1. */
function summary(rows: readonly MatterRow[]): string {
  const words = { red: "超期", yellow: "快到期", green: "正常", grey: "等待" } as const;
  const lights = Object.keys(words) as (keyof typeof words)[];
  return lights
    .map((light) => ({
      light,
      count: rows.filter((row) => row.light === light && row.draftId === undefined).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ light, count }) => `${labels.light[light]}${words[light]}${count}`)
    .join(" ");
}

/** Paused, waiting for a mark or ended: no time runs. */
const timed = (row: MatterRow): boolean => row.light !== "grey" && row.stage !== "parked";

/** What is to be done, and what waits. */
const TODOS: Record<TodoKind, string> = {
  accept: "请接收",
  hold: "对方还没接收，先由你负责",
  dispatch: "请派单",
  contact: "请联系企业",
  reply: "请回复督办",
  result: "请办结",
  assist: "请完成会办",
  extension: "请批延期",
  parking: "请批挂账",
  termination: "请批终止",
  confirm: "请确认办结",
  coordinate: "提级来的，请协调",
  call_back: "请回访企业",
  unpark: proceedings.parkingOver,
  awaiting: "等企业补充",
  parked: "挂账",
};

/** What a leader reads of a matter whose final limit is still to come. */
const OWED: Record<Owed["what"], string> = {
  dispatch: "还没派单，应在",
  accept: "还没接收，应在",
  contact: "还没联系企业，应在",
  reply: "等督办回复，应在",
};

/** 请联系企业 · 今天14:30前; once it is late, by how much. */
function todo({ what, by, waits }: Todo, row: MatterRow, clock: Clock): string[] {
  if (what === "parked") return [TODOS.parked, `${dates.day(by, clock)}复核`];
  if (what === "unpark") return [TODOS.unpark];
  if (waits) return [TODOS[what], `等到${dates.day(by, clock)}`];
  return [TODOS[what], clock.now > by ? dates.left(by, row.workingDaysLeft, clock) : dates.by(by, clock)];
}

/** Second line of a row for colleagues: who, what is to be done and by when; else state and limit. */
const taskRow = (row: MatterRow, what: ListKind, clock: Clock): string =>
  [
    ...(row.who === undefined ? [] : [row.who]),
    labels.shortNo(row.no),
    ...(what === "late" || what === "found" ? [row.responsible.name] : []),
    ...(row.owed !== undefined
      ? [`${OWED[row.owed.what]}${dates.by(row.owed.by, clock)}`]
      : row.draftId !== undefined
        ? ["问责线索，请你定"]
        : row.todo !== undefined
          ? todo(row.todo, row, clock)
          : [
              labels.stageForStaff[row.stage],
              ...(timed(row) ? [dates.left(row.resolveBy, row.workingDaysLeft, clock)] : []),
            ]),
  ].join(labels.separator);

/** 尤在渊2件、胡三1件, in the order of the list. */
const people = (rows: readonly MatterRow[]): string | null => {
  const counts = [...Map.groupBy(rows, ({ who }) => who ?? "")].filter(([who]) => who !== "");
  return counts.length === 0 ? null : labels.listed(counts.map(([who, own]) => `${who}${own.length}件`));
};

/** Second and third line of a row for the enterprise: state and time, person. */
const matterRow = (row: MatterRow, clock: Clock): readonly [string, string] => [
  [labels.stage[row.stage], ...(timed(row) ? [`最晚${dates.by(row.resolveBy, clock)}`] : [])].join(labels.separator),
  labels.personAndPhone(row.responsible),
];

const nothing: Record<ListKind, string> = {
  late: "现在没有超期、今天到期、挂账和等督办回复的。",
  due: "今天没有到期的。",
  unit: "本单位手上没有待办。",
  found: "没有这个编号。",
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
  people,
  matterRow,
  nothing,
  lastClosed,
  page: (from: number, to: number, total: number, more: boolean): string =>
    `第${from}到${to}件，共${matters(total, more)}`,
};
