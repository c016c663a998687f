import { localDay } from "../calendar/index.ts";
import { nextOnRota } from "../people/rota.ts";
import { limitsFrom } from "./clock.ts";
import type { DecideContext } from "./context.ts";
import type { Deadlines, Urgency } from "./state.ts";

export interface Routed {
  readonly category: string | null;
  readonly unitId: string | null;
  readonly offeredToId: string | null;
  readonly deadlines: Deadlines;
}

/**
 * Where a request goes by rule: the category's lead unit, the next person on its rota, the limits from its receipt. Nobody
 * there, or nobody could say what it is = a dispatcher decides; the clock runs all the same (000-16, 000-17).
 */
export function routeByRule(
  { now, directory }: Pick<DecideContext, "now" | "directory">,
  request: {
    readonly category: string | null;
    readonly urgency: Urgency;
    readonly enterpriseId: string | null;
    readonly projectId: string | null;
    /** UTC ms. */
    readonly receivedAt: number;
    readonly lastAssigned: ReadonlyMap<string, number>;
  },
): Routed {
  const category = directory.categories.get(request.category ?? "") ?? null;
  const unitId = category?.leadUnitId ?? null;
  const day = localDay(directory.calendar, now);
  const next = unitId === null ? null : nextOnRota(directory, unitId, request.lastAssigned, day);
  const { urgency, enterpriseId, projectId, receivedAt } = request;
  const start = { category: category?.code ?? null, urgency, enterpriseId, projectId };
  return {
    category: category?.code ?? null,
    unitId: next === null ? null : unitId,
    offeredToId: next?.id ?? null,
    deadlines: limitsFrom(directory, { ...start, receivedAt }),
  };
}
