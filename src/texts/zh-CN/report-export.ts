import type { LedgerExportView } from "../../desk/reports/notice.ts";
import type { Clock } from "./dates.ts";
import { reportFigures } from "./report-figures.ts";

const STATE = { open: "在办", overdue: "超期", ended: "已办结" } as const;

type Part = Pick<LedgerExportView, "period" | "about"> & { readonly state: LedgerExportView["scope"]["state"] };

/** 2026年第3季度 供电 超期; 全部 when nothing narrows it. */
const part = ({ period, about, state }: Part, clock: Clock): string =>
  [
    period === null ? "全部年份" : reportFigures.periodName(period, clock),
    about ?? "",
    state === null ? "" : STATE[state],
  ]
    .filter((word) => word !== "")
    .join(" ");

const partOf = ({ period, about, scope }: LedgerExportView, clock: Clock): string =>
  part({ period, about, state: scope.state }, clock);

/** Words of 导出台账: the question for the reason, and the file. */
export const reportExport = {
  title: (view: LedgerExportView, clock: Clock): string => `导出台账：${partOf(view, clock)}`,
  making: "正在做表，做好马上发给您",
  /** What happens when it is sent, before it is. */
  count: (rows: number, imported: number): string =>
    `共${rows}件${imported > 0 ? `（往年台账${imported}件，单独一页）` : ""}，做成一份Excel，只发到您这里。`,
  hint: "写明用途才能导出，谁、什么时候、为什么导出都会留痕。保密事项不在里面。",
  again: "要别的范围，就发“导出本月台账”“导出上季度供电台账”。",
  submit: "导出",
  panel: "台账",
  panelHint: "做成Excel，只发到您和我的私聊。要先写明用途。",
  button: "导出台账",
  askedPrivately: "已发到您和我的私聊，写明用途就能导出",
  requested: "好的，做好马上发给您",
  /** Name of the file; nothing a file system refuses. */
  fileName: (given: Part, clock: Clock): string =>
    `企业服务台账 ${part(given, clock)}`
      .replace(/[\\/:*?"<>|\p{Cc}]/gu, "")
      .slice(0, 80)
      .concat(".xlsx"),
};
