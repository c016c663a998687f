import { addDays, localDay, startOfLocalDay } from "../calendar/index.ts";
import type { Zone } from "../calendar/local.ts";
import type { Period, ShownKind } from "./period.ts";
import { periodOf } from "./period.ts";

const DAYS: Partial<Record<ShownKind, number>> = { day: 1, week: 1, month: 7, span: 7 };

/**
 * A period in the steps its chart shows: days of a week, sevenths of a month (1日, 8日 …), weeks of any stretch from its first
 * day, months of anything longer.
 */
export function stepsOfTime(zone: Zone, kind: ShownKind, period: Period): readonly Period[] {
  const steps: Period[] = [];
  const length = DAYS[kind];
  for (let from = period.from; from < period.to; from = steps.at(-1)?.to ?? period.to) {
    const to =
      length === undefined
        ? periodOf(zone, "month", from).to
        : startOfLocalDay(zone, addDays(localDay(zone, from), length));
    steps.push({ from, to: Math.min(to, period.to) });
  }
  return steps;
}
