import type { WorkingCalendar } from "../calendar/index.ts";
import type { RoundFacts } from "./facts.ts";
import { figures } from "./figures.ts";
import type { Figures } from "./figures.ts";
import type { Period } from "./period.ts";
import { holds } from "./period.ts";

/** Below this a share would point at a person; it is shown only within the rest (domain.md B.10). */
export const SMALLEST_GROUP = 3;

export interface Group {
  /** Unit id or category code; null = nobody's yet. */
  readonly key: string | null;
  readonly figures: Figures;
}

export interface Grouped {
  readonly groups: readonly Group[];
  /** Everything in groups too small to be shown alone; null when there are none. */
  readonly rest: { readonly count: number; readonly figures: Figures } | null;
}

/** Work seen in a period: rounds that began or were resolved in it. */
const workIn = (rows: readonly RoundFacts[], period: Period): number =>
  rows.filter((row) => holds(period, row.startedAt) || holds(period, row.resolvedAt)).length;

/** Figures by unit or category, most work first; groups below SMALLEST_GROUP are put together. */
export function grouped(
  calendar: WorkingCalendar,
  rows: readonly RoundFacts[],
  by: "unitId" | "category",
  period: Period,
  now: number,
): Grouped {
  const parts = new Map<string | null, RoundFacts[]>();
  for (const row of rows) {
    const part = parts.get(row[by]);
    if (part === undefined) parts.set(row[by], [row]);
    else part.push(row);
  }
  const sized = [...parts].map(([key, own]) => ({ key, own, size: workIn(own, period) }));
  const shown = sized
    .filter(({ size }) => size >= SMALLEST_GROUP)
    .toSorted((a, b) => b.size - a.size || ((a.key ?? "") < (b.key ?? "") ? -1 : 1));
  const small = sized.filter(({ size }) => size > 0 && size < SMALLEST_GROUP);
  const restRows = sized.filter(({ size }) => size < SMALLEST_GROUP).flatMap(({ own }) => own);
  return {
    groups: shown.map(({ key, own }) => ({ key, figures: figures(calendar, own, period, now) })),
    rest: small.length === 0 ? null : { count: small.length, figures: figures(calendar, restRows, period, now) },
  };
}

/** Categories that several firms asked about in a period, most firms first (hot topics); never fewer than SMALLEST_GROUP. */
export function hotTopics(
  rows: readonly RoundFacts[],
  period: Period,
): readonly { readonly category: string; readonly enterprises: number; readonly tickets: number }[] {
  const topics = new Map<string, { firms: Set<string>; tickets: number }>();
  for (const row of rows) {
    if (row.round !== 0 || row.category === null || !holds(period, row.openedAt)) continue;
    const topic = topics.get(row.category) ?? { firms: new Set(), tickets: 0 };
    if (row.enterpriseId !== null) topic.firms.add(row.enterpriseId);
    topic.tickets += 1;
    topics.set(row.category, topic);
  }
  return [...topics]
    .map(([category, { firms, tickets }]) => ({ category, enterprises: firms.size, tickets }))
    .filter(({ enterprises }) => enterprises >= SMALLEST_GROUP)
    .toSorted((a, b) => b.enterprises - a.enterprises || b.tickets - a.tickets || (a.category < b.category ? -1 : 1));
}
