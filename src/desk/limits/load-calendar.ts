import type { Result } from "../../domain/result.ts";
import { fail, ok } from "../../domain/result.ts";
import type { LoadProblem, LoadedRow } from "./loaded.ts";
import { isDay } from "./loaded.ts";

export interface CalendarDay {
  readonly day: string;
  readonly name: string;
  readonly kind: "off" | "workday";
}

export interface CalendarPlan {
  /** Years whose notice the file is. */
  readonly years: readonly string[];
  readonly put: readonly CalendarDay[];
  /** Days that are loaded and no longer in the notice. */
  readonly remove: readonly CalendarDay[];
}

const KINDS: Readonly<Record<string, CalendarDay["kind"]>> = {
  off: "off",
  workday: "workday",
  makeup_workday: "workday",
};
const COLUMNS = ["date", "name", "kind"];

/**
 * What the notice of a year (国办放假通知) changes: it replaces the days of its years, and adds those of the December before,
 * where the New Year's holiday begins (domain.md B.13). Whole or not at all.
 */
export function planCalendar(
  known: readonly CalendarDay[],
  rows: readonly LoadedRow[],
): Result<CalendarPlan, readonly LoadProblem[]> {
  const problems: LoadProblem[] = [];
  const days = new Map<string, CalendarDay & { readonly line: number }>();
  for (const { line, cells } of rows) {
    const bad = (column: string, what: string): void => void problems.push({ line, column, what });
    for (const column of Object.keys(cells)) if (!COLUMNS.includes(column)) bad(column, "is no column of this table");
    const day = cells["date"]?.trim() ?? "";
    const kind = KINDS[cells["kind"]?.trim() ?? ""];
    const name = cells["name"]?.trim() ?? "";
    if (kind === undefined) bad("kind", `"${cells["kind"] ?? ""}" is neither off nor makeup_workday`);
    if (name === "") bad("name", "is missing: which holiday");
    if (!isDay(day)) bad("date", `"${day}" is no day such as 2027-01-01`);
    const first = days.get(day);
    if (first !== undefined) bad("date", `${day} stands in line ${first.line} already`);
    const weekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
    if (isDay(day) && kind === "workday" && !weekend) bad("kind", `${day} is a weekday: it is worked anyway`);
    if (isDay(day) && kind !== undefined) days.set(day, { line, day, name, kind });
  }
  // Every notice begins with New Year's Day; a year without it would not count as known (calendar/working-calendar.ts).
  const years = [...days.values()]
    .filter(({ day, kind }) => day.endsWith("-01-01") && kind === "off")
    .map(({ day }) => day.slice(0, 4));
  for (const { line, day } of days.values()) {
    const next = String(Number(day.slice(0, 4)) + 1);
    if (!years.includes(day.slice(0, 4)) && !(day.slice(5, 7) === "12" && years.includes(next)))
      problems.push({ line, column: "date", what: `${day} is of a year whose 1 January is not in the file as off` });
  }
  if (rows.length === 0) problems.push({ line: 0, column: "date", what: "the file has no days" });
  if (problems.length > 0) return fail(problems);
  const loaded = new Map(known.map((one) => [one.day, one]));
  const put = [...days.values()]
    .map(({ day, name, kind }) => ({ day, name, kind }))
    .filter(({ day, name, kind }) => loaded.get(day)?.kind !== kind || loaded.get(day)?.name !== name);
  const remove = known.filter(({ day }) => years.includes(day.slice(0, 4)) && !days.has(day));
  return ok({ years, put, remove });
}

/** The days as they would be. */
export const withDays = (known: readonly CalendarDay[], { put, remove }: CalendarPlan): CalendarDay[] => {
  const gone = new Set([...put, ...remove].map(({ day }) => day));
  return [...known.filter(({ day }) => !gone.has(day)), ...put];
};
