import { addDays, localDay, localParts, startOfLocalDay } from "../calendar/index.ts";
import type { Directory } from "../people/directory.ts";
import type { RoundFacts } from "./facts.ts";
import type { Period } from "./period.ts";

/** 专项行动 (002-01): a named period, and which tickets count. */
export interface CampaignPlan extends Period {
  readonly name: string;
  /** Only tickets of this category, of this unit; null = all. */
  readonly category: string | null;
  readonly unitId: string | null;
}

export interface Campaign extends CampaignPlan {
  readonly id: string;
  /** UTC ms; null = it runs its time. */
  readonly endedAt: number | null;
}

/** Half a year: a longer one is a plan, and its weeks no longer fit a phone. */
export const MOST_DAYS = 184;
/** Running or announced at the same time; more would be none. */
export const MOST_CAMPAIGNS = 5;
export const NAME_MAX = 20;

/** Where its figures end: its last day, or when it was ended early. UTC ms, not included. */
export const campaignEnd = ({ to, endedAt }: Pick<Campaign, "to" | "endedAt">): number => Math.min(to, endedAt ?? to);

export const inCampaign =
  ({ category, unitId }: Pick<CampaignPlan, "category" | "unitId">) =>
  (row: RoundFacts): boolean =>
    (category === null || row.category === category) && (unitId === null || row.unitId === unitId);

/** What a message about campaigns asks: the list, one by its name, or the figures of a name and period just said. */
export type CampaignAsked =
  | { readonly type: "list" }
  /** `sure` = it says that it is about a campaign; otherwise it is one only where one of that name is known. */
  | { readonly type: "named"; readonly name: string; readonly sure: boolean }
  | { readonly type: "planned"; readonly plan: CampaignPlan }
  | { readonly type: "unclear"; readonly why: "period" | "filter" | "name" };

type Known = Pick<Directory, "calendar" | "categories" | "units">;

const DATE = "(?:(\\d{4})年)?(\\d{1,2})月(\\d{1,2})[日号]?";
const TO = "\\s*(?:到|至|[-~～—－]+)\\s*";
const LAST = `(?:${DATE}|(\\d{1,2})[日号])`;
const PLANNED = new RegExp(
  `^专项行动[\\s:：,，]*(.*?)[\\s,，]*${DATE}${TO}${LAST}[\\s,，]*(?:只看|只算)?(.*?)(?:\\s*战报)?$`,
  "u",
);
const NAMED = /^专项行动[\s:：,，]*(.+?)\s*(?:战报|小结|进展)?$/u;
const BY_NAME = /^(\S.{0,19}?)\s*战报$/u;
const LIST = /^专项行动(?:列表|有哪些|战报)?$/u;

/**
 * The campaign a whole message asks about; null = it asks about none. "专项行动 护航开工 3月1日到4月30日 用工" names it, its days
 * (both included, of this year where none is named, across New Year where they must be) and a category or unit.
 * @param now UTC ms.
 */
export function campaignAsked(known: Known, text: string, now: number): CampaignAsked | null {
  const plain = text.trim().replace(/[。.!！?？]+$/u, "");
  if (LIST.test(plain)) return { type: "list" };
  const planned = PLANNED.exec(plain);
  if (planned !== null) return plannedOf(known, planned, now);
  const sure = NAMED.exec(plain);
  const named = sure ?? BY_NAME.exec(plain);
  return named === null ? null : { type: "named", name: (named[1] ?? "").trim(), sure: sure !== null };
}

function plannedOf(known: Known, found: RegExpExecArray, now: number): CampaignAsked {
  const [, name = "", fromYear, fromMonth, fromDay, toYear, toMonth, toDay, sameMonthDay, filter = ""] = found;
  if (name === "" || Array.from(name).length > NAME_MAX) return { type: "unclear", why: "name" };
  const year = Number(fromYear ?? localParts(known.calendar, now).year);
  const from = dayOf(known, year, fromMonth, fromDay);
  const month = toMonth ?? fromMonth;
  const last = dayOf(known, Number(toYear ?? year), month, toDay ?? sameMonthDay);
  const over =
    last !== null && from !== null && last < from && toYear === undefined
      ? dayOf(known, year + 1, month, toDay ?? sameMonthDay)
      : last;
  if (from === null || over === null) return { type: "unclear", why: "period" };
  const period = { from, to: startOfLocalDay(known.calendar, addDays(localDay(known.calendar, over), 1)) };
  if (!isPeriod(known, period)) return { type: "unclear", why: "period" };
  const only = filterOf(known, filter.trim());
  return only === null ? { type: "unclear", why: "filter" } : { type: "planned", plan: { name, ...period, ...only } };
}

/** UTC ms of the beginning of a day; null = there is no such day. */
function dayOf({ calendar }: Known, year: number, month: string | undefined, day: string | undefined): number | null {
  const text = `${String(year).padStart(4, "0")}-${(month ?? "").padStart(2, "0")}-${(day ?? "").padStart(2, "0")}`;
  try {
    return startOfLocalDay(calendar, text);
  } catch {
    return null;
  }
}

/** Days of a period, begun ones included. */
export const daysOf = ({ from, to }: Period): number => Math.ceil((to - from) / 86_400_000);

/** Whole days of the office, at least one and at most MOST_DAYS. */
export const isPeriod = ({ calendar }: Pick<Known, "calendar">, period: Period): boolean =>
  period.to > period.from &&
  daysOf(period) <= MOST_DAYS &&
  [period.from, period.to].every((at) => startOfLocalDay(calendar, localDay(calendar, at)) === at);

/** A category or unit by its name; confidential ones are none. Null = there is no such name. */
function filterOf(known: Known, name: string): Pick<CampaignPlan, "category" | "unitId"> | null {
  if (name === "") return { category: null, unitId: null };
  const category = [...known.categories.values()].find((one) => !one.confidential && one.name === name);
  if (category !== undefined) return { category: category.code, unitId: null };
  const unit = [...known.units.values()].find((one) => one.name === name);
  return unit === undefined ? null : { category: null, unitId: unit.id };
}
