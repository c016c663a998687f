import { addDays, localDay, localParts, startOfLocalDay } from "../calendar/index.ts";
import type { Zone } from "../calendar/local.ts";
import type { Period, PeriodKind } from "./period.ts";
import { periodBefore, periodOf } from "./period.ts";

/** What can be asked in chat: a closed set, so that no answer is ever made up. */
export type Asked =
  | "board"
  | "slowest"
  | "rates"
  | "counts"
  | "overdue"
  | "topics"
  | "busiest"
  | "own"
  | "report"
  | "ranking";

export interface AskedPeriod extends Period {
  readonly kind: PeriodKind;
}

export interface Question {
  readonly asked: Asked;
  readonly period: AskedPeriod;
}

/** Names of periods people use. */
export const PERIOD =
  "今天|今日|昨天|本周|这周|这个星期|上周|本月|这个月|当月|上月|上个月|1[0-2]月|[1-9]月|本季度?|这个季度|上季度?|上个季度|上半年|下半年|今年|本年|去年";
const UNIT = "(?:哪个|哪些|什么|哪一个)(?:部门|单位|科室|站所|办)";

/** Whole sentences only: a request that merely contains such words is a request. */
const SENTENCES: readonly { readonly asked: Asked; readonly pattern: RegExp; readonly usual: PeriodKind }[] = [
  { asked: "board", pattern: /^(?:今日|今天的?)?(?:看板|日报|总体情况)$/u, usual: "day" },
  {
    asked: "slowest",
    pattern: new RegExp(`^(?:${UNIT}(?:办(?:得|理)?)?最慢|(?:各部门)?办理用时)$`, "u"),
    usual: "month",
  },
  {
    asked: "rates",
    pattern: /^(?:三率|(?:响应率|解决率|满意率|满意度|按时率|按时办结率)(?:是多少|怎么样|多少|如何)?)$/u,
    usual: "month",
  },
  {
    asked: "counts",
    pattern: /^(?:(?:一共|总共)?(?:收|受理|办结|办)了?(?:多少|几)(?:件|个)?|收办情况|收了多少办了多少)$/u,
    usual: "month",
  },
  {
    asked: "overdue",
    pattern: new RegExp(
      `^(?:超期(?:的)?(?:有)?(?:哪些|几件|多少|情况)?|(?:有)?(?:几件|多少件?)超期|${UNIT}(?:有)?超期)$`,
      "u",
    ),
    usual: "day",
  },
  { asked: "topics", pattern: /^(?:热点|热点问题|(?:企业|大家)?反映最多的(?:是什么)?|哪类问题最多)$/u, usual: "month" },
  { asked: "busiest", pattern: /^(?:什么时候|几点|哪个时段)最忙$/u, usual: "month" },
  {
    asked: "own",
    pattern:
      /^(?:我们?(?:公司|厂|企业|单位)?|本公司)(?:一共|总共)?(?:提|反映|报)(?:了|过)(?:几|多少)(?:件|个)?(?:事|诉求|问题)?$/u,
    usual: "year",
  },
  { asked: "report", pattern: /^(?:周报|月报|季报|半年报|年报)$/u, usual: "month" },
  { asked: "ranking", pattern: /^出?(?:季度|部门)?(?:排队|排名)$/u, usual: "quarter" },
];

const REPORT_KINDS: Readonly<Record<string, PeriodKind>> = {
  周报: "week",
  月报: "month",
  季报: "quarter",
  半年报: "half_year",
  年报: "year",
};

/**
 * The question a whole message is, with the period it asks about; null = it is none. A period not named is the current one;
 * a report or ranking without one is about the last that has ended.
 * @param now UTC ms.
 */
export function questionOf(zone: Zone, text: string, now: number): Question | null {
  const plain = text.replace(/[\s。.!！?？~～，,]+/gu, "").replace(/^(?:请问|查一下|看看|看一下|帮我查(?:一下)?)/u, "");
  // "我们公司今年提了几件" has its period in the middle, the others in front.
  const named = new RegExp(`^((?:我们?(?:公司|厂|企业|单位)?|本公司)?)(${PERIOD})的?`, "u").exec(plain);
  const rest = named === null ? plain : `${named[1] ?? ""}${plain.slice(named[0].length)}`;
  const found =
    SENTENCES.find(({ pattern }) => pattern.test(rest)) ?? SENTENCES.find(({ pattern }) => pattern.test(plain));
  if (found === undefined) return null;
  const usual = REPORT_KINDS[rest] ?? found.usual;
  if (named !== null && found.pattern.test(rest))
    return { asked: found.asked, period: namedPeriod(zone, named[2] ?? "", now) };
  const ended = found.asked === "report" || found.asked === "ranking";
  const period = ended ? periodBefore(zone, usual, now) : periodOf(zone, usual, now);
  return { asked: found.asked, period: { kind: usual, ...period } };
}

/** The period one of the names of PERIOD means. @param now UTC ms. */
export function namedPeriod(zone: Zone, word: string, now: number): AskedPeriod {
  const current = (kind: PeriodKind): AskedPeriod => ({ kind, ...periodOf(zone, kind, now) });
  const last = (kind: PeriodKind): AskedPeriod => ({ kind, ...periodBefore(zone, kind, now) });
  const { year, month } = localParts(zone, now);
  if (word === "昨天") {
    const day = addDays(localDay(zone, now), -1);
    return { kind: "day", ...periodOf(zone, "day", startOfLocalDay(zone, day)) };
  }
  if (/^(?:今天|今日)$/u.test(word)) return current("day");
  if (/周|星期/u.test(word)) return word.startsWith("上") ? last("week") : current("week");
  const numbered = /^(\d+)月$/u.exec(word);
  if (numbered !== null) {
    // "12月" asked in November is last year's.
    const asked = Number(numbered[1]);
    return inMonth(zone, asked > month ? year - 1 : year, asked, "month");
  }
  if (word === "上半年") return inMonth(zone, year, 1, "half_year");
  if (word === "下半年") return inMonth(zone, month >= 7 ? year : year - 1, 7, "half_year");
  if (word.includes("季")) return word.startsWith("上") ? last("quarter") : current("quarter");
  if (word.includes("月")) return word.startsWith("上") ? last("month") : current("month");
  return word === "去年" ? last("year") : current("year");
}

const inMonth = (zone: Zone, year: number, month: number, kind: PeriodKind): AskedPeriod => ({
  kind,
  ...periodOf(zone, kind, startOfLocalDay(zone, `${year}-${String(month).padStart(2, "0")}-01`)),
});
