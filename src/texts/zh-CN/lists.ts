import type { Clock } from "./dates.ts";
import { dates } from "./dates.ts";
import { labels } from "./labels.ts";
import type { MatterRow } from "../../desk/outgoing.ts";
import type { RatingLevel } from "../../domain/ticket/state.ts";

const count = (total: number, what: "tasks" | "matters"): string =>
  what === "tasks" ? `手上有${total}件` : `在办${total}件`;

/** 🔴1件已超期 🟡2件快到期 🟢1件不急. */
function summary(rows: readonly MatterRow[]): string {
  const lights = { red: 0, yellow: 0, green: 0, grey: 0 };
  for (const row of rows) lights[row.light] += 1;
  const parts = [
    lights.red > 0 ? `${labels.light.red}${lights.red}件已超期` : "",
    lights.yellow > 0 ? `${labels.light.yellow}${lights.yellow}件快到期` : "",
    lights.green > 0 ? `${labels.light.green}${lights.green}件还来得及` : "",
    lights.grey > 0 ? `${labels.light.grey}${lights.grey}件不计时` : "",
  ];
  return parts.filter((part) => part !== "").join(" ");
}

/** Second line of a row for colleagues: state and limit. */
const taskRow = (row: MatterRow, clock: Clock): string =>
  `${row.no} · ${labels.stageForStaff[row.stage]} · ${dates.left(row.resolveBy, row.workingDaysLeft, clock)}`;

/** Second line of a row for the enterprise: state, person, time. */
const matterRow = (row: MatterRow, clock: Clock): string =>
  `${row.no} · ${labels.stage[row.stage]} · ${labels.personAndPhone(row.responsible)} · 最晚${dates.by(row.resolveBy, clock)}`;

const nothing = { tasks: "手上没有待办。", matters: "您现在没有在办的事。有事直接发消息，我找人办。" };

function lastClosed(
  last: { no: string; title: string; level: number | null; closedAt: number },
  what: "tasks" | "matters",
  clock: Clock,
): string {
  const mark = last.level === null ? "没有评价" : `评价「${labels.rating[last.level as RatingLevel]}」`;
  const who = what === "tasks" ? "企业" : "您";
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
