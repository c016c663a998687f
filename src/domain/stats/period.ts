import { addDays, localDay, startOfLocalDay } from "../calendar/index.ts";
import type { Zone } from "../calendar/local.ts";

/** A stretch of time: `from` belongs to it, `to` no longer does. UTC ms. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

export type PeriodKind = "day" | "week" | "month" | "quarter" | "half_year" | "year";

/** A period as it is shown: one of the calendar, or any stretch of days. */
export type ShownKind = PeriodKind | "span";

const MONTHS: Partial<Record<PeriodKind, number>> = { month: 1, quarter: 3, half_year: 6, year: 12 };

/** The day, week (Monday to Sunday), month, quarter, half-year or year of the office that contains `at` (UTC ms). */
export function periodOf(zone: Zone, kind: PeriodKind, at: number): Period {
  const day = localDay(zone, at);
  if (kind === "day") return days(zone, day, addDays(day, 1));
  if (kind === "week") {
    // 1970-01-05 was a Monday.
    const monday = addDays(day, -((Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000) + 3) % 7));
    return days(zone, monday, addDays(monday, 7));
  }
  const length = MONTHS[kind] ?? 12;
  const [year = 1970, month = 1] = day.split("-").map(Number);
  const first = Math.floor((month - 1) / length) * length;
  return days(zone, monthStart(year, first), monthStart(year, first + length));
}

/** The one before the period of this kind that contains `at`. */
export const periodBefore = (zone: Zone, kind: PeriodKind, at: number): Period =>
  periodOf(zone, kind, periodOf(zone, kind, at).from - 1);

/** Kind and first day, e.g. quarter:2026-07-01: a period's name in keys. */
export const periodKey = (zone: Zone, { kind, from }: { readonly kind: PeriodKind; readonly from: number }): string =>
  `${kind}:${localDay(zone, from)}`;

export const holds = ({ from, to }: Period, at: number | null): boolean => at !== null && at >= from && at < to;

const days = (zone: Zone, from: string, to: string): Period => ({
  from: startOfLocalDay(zone, from),
  to: startOfLocalDay(zone, to),
});

function monthStart(year: number, monthIndex: number): string {
  const date = new Date(Date.UTC(year, monthIndex, 1));
  return date.toISOString().slice(0, 10);
}
