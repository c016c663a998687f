import { startOfLocalDay } from "../calendar/index.ts";
import type { Zone } from "../calendar/local.ts";
import type { Directory } from "../people/directory.ts";
import type { PeriodKind } from "./period.ts";
import { periodKey, periodOf } from "./period.ts";
import type { AskedPeriod } from "./question.ts";
import { PERIOD, namedPeriod } from "./question.ts";

export const LEDGER_STATES = ["open", "overdue", "ended"] as const;

/** Which part of the ledger a sheet is wanted of, short enough to travel on a card. */
export interface LedgerScope {
  /** Kind and first day of a period, e.g. quarter:2026-07-01; null = everything there is. */
  readonly period: string | null;
  /** What it is narrowed to, e.g. category:power, unit:D11, enterprise:E01, text:路灯; null = nothing. */
  readonly about: string | null;
  readonly state: (typeof LEDGER_STATES)[number] | null;
}

type Names = Pick<Directory, "calendar" | "units" | "categories" | "enterprises">;

/** What people call a category beside its own name. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  power: ["电力", "用电", "停电"],
  water: ["用水", "停水", "自来水"],
  gas: ["燃气", "暖气", "供暖"],
  telecom: ["宽带", "网络"],
  labor: ["招工", "用工"],
  finance: ["贷款"],
  policy: ["补贴"],
  land: ["土地", "产权证"],
};

const VERB = "(?:导出|下载|导(?=一?[下份个]))";
const LEDGER = "台[账帐]";
/** A firm may want to download a list of papers; only the ledger itself is what any verb means. */
const NOUN = `(?:${LEDGER}|(?<=导出.*)(?:工单|诉求))`;
const FORM = "(?:表格?|电子表格|excel|xlsx|文件)";
/** 导出本月台账 · 把上季度电力台账导出来 · 2025年台账xlsx. */
const SENTENCES = [
  new RegExp(`^${VERB}(?:一下|一份|一个|下)?(.*?)(?:的)?${NOUN}${FORM}*(?:吧|给我)?$`, "u"),
  new RegExp(`^把?(.*?)(?:的)?${LEDGER}${FORM}*${VERB}(?:出来|来|一下|一份|给我)*(?:吧)?$`, "u"),
  new RegExp(`^(?:要|发)?(?:一份|一下)?(.*?)(?:的)?${LEDGER}${FORM}+(?:发我|发给我|给我)?$`, "u"),
] as const;
const POLITE = /^(?:请|麻烦|帮我|帮忙|给我|我要|我想要?|能不能|可以)+/u;
const GENERAL = /^(?:(?:企业|服务|诉求|工单|全部|所有|全镇|全园|完整|整个|办理|情况)的?)+$/u;
const STATES: readonly (readonly [RegExp, LedgerScope["state"]])[] = [
  [/超期的?|逾期的?/u, "overdue"],
  [/(?:在办|未办结|没办结|没办完)的?/u, "open"],
  [/(?:已办结|办结了?|已办)的?/u, "ended"],
];
const EVERYTHING = /全部|所有|历年|至今/u;
/** Longer than this it is a sentence about something, not the name of something. */
const ABOUT_MAX = 12;

/**
 * The part of the ledger a whole message asks to have as a sheet; null = the message is something else. A period not named is
 * this year.
 * @param now UTC ms.
 */
export function ledgerRequestOf(names: Names, text: string, now: number): LedgerScope | null {
  const plain = text
    .toLowerCase()
    .replace(/[\s。.!！?？~～，,、“”"'「」\\]+/gu, "")
    .replace(POLITE, "");
  const found = SENTENCES.map((sentence) => sentence.exec(plain)).find((match) => match !== null);
  if (found === undefined) return null;
  let rest = (found[1] ?? "").replace(/^把/u, "");
  const dated = datedPeriod(names.calendar, rest, now);
  rest = dated.rest;
  let state: LedgerScope["state"] = null;
  for (const [pattern, one] of STATES)
    if (state === null && pattern.test(rest)) {
      state = one;
      rest = rest.replace(pattern, "");
    }
  const everything = dated.period === null && EVERYTHING.test(rest);
  rest = rest.replace(/^的|的$/gu, "");
  if (GENERAL.test(rest)) rest = "";
  if (rest.length > ABOUT_MAX) return null;
  const period = everything
    ? null
    : (dated.period ?? { kind: "year" as const, ...periodOf(names.calendar, "year", now) });
  const about = rest.replace(EVERYTHING, "").replace(/^的|的$/gu, "");
  return {
    period: period === null ? null : periodKey(names.calendar, period),
    about: about === "" ? null : aboutOf(names, about),
    state,
  };
}

/** 2025年 · 2025年9月 · 2025年第3季度 · 本月, and what is left of the words. */
function datedPeriod(
  zone: Zone,
  words: string,
  now: number,
): { readonly period: AskedPeriod | null; readonly rest: string } {
  const dated = /(20\d\d)年度?(?:(1[0-2]|0?[1-9])月份?|第?([一二三四1-4])季度?|(上|下)半年)?/u.exec(words);
  if (dated !== null) {
    const [whole, year = "", month, quarter, half] = dated;
    const kind: PeriodKind =
      month !== undefined ? "month" : quarter !== undefined ? "quarter" : half !== undefined ? "half_year" : "year";
    const first =
      month !== undefined
        ? Number(month)
        : quarter !== undefined
          ? ("一二三四".includes(quarter) ? "一二三四".indexOf(quarter) : Number(quarter) - 1) * 3 + 1
          : half === "下"
            ? 7
            : 1;
    const at = startOfLocalDay(zone, `${year}-${String(first).padStart(2, "0")}-01`);
    return { period: { kind, ...periodOf(zone, kind, at) }, rest: words.replace(whole, "") };
  }
  const named = new RegExp(`(${PERIOD})份?度?`, "u").exec(words);
  if (named === null) return { period: null, rest: words };
  return { period: namedPeriod(zone, named[1] ?? "", now), rest: words.replace(named[0], "") };
}

/** A category, unit or firm by its name or a part of it; else words to look for. Confidential categories have no name here. */
function aboutOf({ categories, units, enterprises }: Names, word: string): string {
  const open = [...categories.values()].filter(({ confidential }) => !confidential);
  const category =
    open.find(({ code, name }) => name === word || CALLED[code]?.includes(word) === true) ??
    (word.length > 1 ? open.find(({ name }) => name.includes(word)) : undefined);
  if (category !== undefined) return `category:${category.code}`;
  const firm = [...enterprises.values()].find(({ name, shortName }) => name === word || shortName === word);
  if (firm !== undefined) return `enterprise:${firm.id}`;
  const unit =
    [...units.values()].find(({ name }) => name === word) ??
    (word.length > 1 ? [...units.values()].find(({ name }) => name.includes(word)) : undefined);
  return unit === undefined ? `text:${word}` : `unit:${unit.id}`;
}

const KINDS: readonly PeriodKind[] = ["day", "week", "month", "quarter", "half_year", "year"];

/** What a scope means now; null = it names what does not exist (any more). */
export function readScope(
  names: Names,
  scope: LedgerScope,
): {
  readonly period: AskedPeriod | null;
  readonly about: {
    readonly type: "category" | "unit" | "enterprise" | "text";
    readonly id: string;
    readonly name: string;
  } | null;
} | null {
  const period = scope.period === null ? null : periodOfKey(names.calendar, scope.period);
  if (period === undefined) return null;
  if (scope.about === null) return { period, about: null };
  const [type = "", ...rest] = scope.about.split(":");
  const id = rest.join(":");
  if (type === "text") return { period, about: { type, id, name: id } };
  const category = type === "category" ? names.categories.get(id) : undefined;
  if (category?.confidential === false) return { period, about: { type: "category", id, name: category.name } };
  const unit = type === "unit" ? names.units.get(id) : undefined;
  if (unit !== undefined) return { period, about: { type: "unit", id, name: unit.name } };
  const firm = type === "enterprise" ? names.enterprises.get(id) : undefined;
  return firm === undefined ? null : { period, about: { type: "enterprise", id, name: firm.shortName } };
}

function periodOfKey(zone: Zone, key: string): AskedPeriod | undefined {
  const found = /^([a-z_]+):(\d{4}-\d\d-\d\d)$/.exec(key);
  const kind = KINDS.find((one) => one === found?.[1]);
  if (found === null || kind === undefined) return undefined;
  try {
    return { kind, ...periodOf(zone, kind, startOfLocalDay(zone, found[2] ?? "")) };
  } catch {
    return undefined;
  }
}
