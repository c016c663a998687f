import type { ReportNotice } from "../../desk/reports/notice.ts";
import { noticeMessage } from "../../feishu/cards/index.ts";
import type { Entry } from "./entry.ts";
import { HOSTILE } from "./extremes.ts";
import { CAMPAIGN_ROWS, NONE_LATE, campaign } from "./campaign-views.ts";
import { badDay, quietReport, longReport } from "./report-extremes.ts";
import { afterHoliday, answer, around, digest, ledgerExport, ranking, report, runningRanking } from "./report-views.ts";
import { NOW, at } from "./views.ts";

const CONTEXT = { now: NOW, utcOffsetMinutes: 480 };

const quiet = digest(
  { quiet: true, overdue: [], attention: [] },
  { inHand: 3, lights: { red: 0, yellow: 0, green: 2, grey: 1 } },
);
const long = { unit: HOSTILE, count: 999, mostDays: 99 };

const NOTICES: readonly (readonly [string, ReportNotice])[] = [
  ["日报：有超期", { kind: "digest", digest: digest() }],
  [
    "日报：平常的一天",
    {
      kind: "digest",
      digest: digest(
        { overdue: [], attention: [] },
        { lights: { red: 0, yellow: 2, green: 5, grey: 0 }, inHand: 7, dueToday: 0, change: -1, newlyOverdue: 0 },
      ),
    },
  ],
  ["日报：没有事的一天", { kind: "digest", digest: quiet }],
  ["日报：糟糕的一天", { kind: "digest", digest: badDay() }],
  ["日报：长假后第一天", { kind: "digest", digest: afterHoliday() }],
  ["日报：部门自己的", { kind: "digest", digest: digest({ scope: "自然资源所", looksOnly: true }) }],
  [
    "日报：最长的名字",
    {
      kind: "digest",
      digest: digest({
        scope: HOSTILE,
        overdue: Array.from({ length: 60 }, () => long),
        attention: digest().attention.map((row) => ({
          ...row,
          title: HOSTILE,
          enterprise: HOSTILE,
          unit: HOSTILE,
          responsible: HOSTILE,
        })),
      }),
    },
  ],
  ["月度调度", { kind: "report", report: report() }],
  [
    "周报",
    {
      kind: "report",
      report: report({
        ...around("week", "2026-11-18"),
        now: at("2026-11-23 08:32"),
        agenda: [],
        agendaTotal: 0,
      }),
    },
  ],
  [
    "季度通报",
    { kind: "report", report: report({ ...around("quarter", "2026-08-01", 9), now: at("2026-10-08 08:32") }) },
  ],
  [
    "半年通报",
    { kind: "report", report: report({ ...around("half_year", "2026-02-01", 11), now: at("2026-07-01 08:32") }) },
  ],
  ["周报：没有新收和办结", { kind: "report", report: quietReport() }],
  ["月度调度：最长的名字", { kind: "report", report: longReport() }],
  ["季度排队", { kind: "ranking", ranking: ranking() }],
  [
    "季度排队：更正过",
    {
      kind: "ranking",
      ranking: ranking({
        version: 2,
        openObjections: 1,
        corrections: [{ at: at("2026-10-12 10:00"), by: "溪望山", reason: "省里系统停机两天，属实" }],
      }),
    },
  ],
  ["本季度排队：还没结束", { kind: "ranking", ranking: runningRanking() }],
  ["导出台账：写明用途", { kind: "ledger_export", view: ledgerExport() }],
  ["专项行动战报：进行中", { kind: "campaign", campaign: campaign(), manage: true, groups: 2 }],
  [
    "专项行动战报：只是问问，还没开始",
    {
      kind: "campaign",
      campaign: campaign({ id: null, only: "用工" }, { category: "labour" }),
      manage: true,
      groups: 0,
    },
  ],
  ["专项行动战报：发到群里的", { kind: "campaign", campaign: campaign(), manage: false, groups: 0 }],
  [
    "专项行动战报：还没到日子",
    {
      kind: "campaign",
      campaign: campaign({ state: "ahead", now: at("2026-02-20 09:00"), steps: [], agenda: [], late: NONE_LATE }),
      manage: true,
      groups: 1,
    },
  ],
  [
    "专项行动小结",
    {
      kind: "campaign",
      campaign: campaign({
        state: "over",
        now: at("2026-06-08 08:32"),
        day: 61,
        agenda: [],
        late: NONE_LATE,
        lookBack: { solved: 58, stillGood: 31, relapsed: 1 },
      }),
      manage: true,
      groups: 2,
    },
  ],
  [
    "专项行动战报：最长的名字，二十七周",
    {
      kind: "campaign",
      campaign: campaign(
        {
          scope: HOSTILE,
          only: HOSTILE,
          steps: Array.from({ length: 27 }, (_, i) => ({ from: i, opened: 100 + i, resolved: 90 + i })),
          agenda: campaign().agenda.map((item) => ({ ...item, title: HOSTILE, unit: HOSTILE })),
        },
        { name: HOSTILE.slice(0, 20) },
      ),
      manage: true,
      groups: 99,
    },
  ],
  ["专项行动：列表", { kind: "campaigns", rows: CAMPAIGN_ROWS }],
  [
    "导出台账：最长的名字",
    {
      kind: "ledger_export",
      view: ledgerExport({ scope: { period: null, about: "unit:D04", state: "overdue" }, about: HOSTILE }),
    },
  ],
  [
    "导出台账：带着往年的",
    {
      kind: "ledger_export",
      view: ledgerExport({
        scope: { period: null, about: null, state: null },
        period: null,
        about: null,
        imported: 60,
      }),
    },
  ],
  ["导出台账：正在做", { kind: "ledger_export", view: ledgerExport({ state: "making" }) }],
  ["问：哪个部门最慢", { kind: "figures", answer: answer("slowest") }],
  ["问：三率", { kind: "figures", answer: answer("rates") }],
  [
    "问：收办",
    {
      kind: "figures",
      answer: answer("counts", { ...around("month", "2026-11-24", 2), now: NOW }),
    },
  ],
  ["问：超期", { kind: "figures", answer: answer("overdue") }],
  ["问：热点", { kind: "figures", answer: answer("topics") }],
  ["问：最忙的时候", { kind: "figures", answer: answer("busiest") }],
  [
    "问：我们公司今年提了几件",
    {
      kind: "figures",
      answer: answer("own", {
        scope: "禾穗食品",
        ...around("year", "2026-11-24"),
        now: NOW,
      }),
    },
  ],
];

/** Digests, reports, rankings and answers in every shape they take; a quiet day is one line and stands among the sentences. */
export const reportEntries = (): Entry[] =>
  NOTICES.flatMap(([title, notice]) => {
    const message = noticeMessage(notice, CONTEXT);
    return message.msgType === "interactive" ? [{ group: "看板和通报", title, card: message.content }] : [];
  });
