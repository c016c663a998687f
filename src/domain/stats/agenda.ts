import { workingDaysBetween } from "../calendar/index.ts";
import type { WorkingCalendar } from "../calendar/index.ts";
import type { RoundFacts } from "./facts.ts";
import { inHand } from "./light.ts";

/** Why a matter is on the draft agenda of a dispatch meeting (001-32): taken up to it (提级), late, stuck, or sent back again. */
export type AgendaReason = "levelled" | "overdue" | "parked" | "redo" | "waiting" | "unconfirmed";

export interface AgendaItem {
  readonly ticketId: string;
  readonly no: string;
  readonly unitId: string | null;
  readonly reason: AgendaReason;
  /** Working days late, or since it has stood still. */
  readonly days: number;
}

/** A pause for papers ends by rule after five working days; what is on its way there is not stuck yet. */
const STUCK_AFTER_DAYS = 3;
const ORDER: readonly AgendaReason[] = ["levelled", "overdue", "unconfirmed", "parked", "redo", "waiting"];

/** Late and stuck items, the worst first. The list is a draft: people decide what is discussed. */
export function agendaOf(calendar: WorkingCalendar, rows: readonly RoundFacts[], now: number): readonly AgendaItem[] {
  return rows
    .filter(inHand)
    .flatMap((row): AgendaItem[] => {
      const since = (at: number): number => Math.max(0, workingDaysBetween(calendar, at, now));
      const item = (reason: AgendaReason, days: number): AgendaItem[] => [
        { ticketId: row.ticketId, no: row.no, unitId: row.unitId, reason, days },
      ];
      if (row.level === 2) return item("levelled", since(row.startedAt));
      if (row.stage === "parked") return item("parked", since(row.pausedSince ?? row.startedAt));
      if (row.stage === "awaiting_confirmation" && row.pausedSince !== null)
        return since(row.pausedSince) < STUCK_AFTER_DAYS ? [] : item("unconfirmed", since(row.pausedSince));
      if (row.pausedSince !== null)
        return since(row.pausedSince) < STUCK_AFTER_DAYS ? [] : item("waiting", since(row.pausedSince));
      if (now > row.resolveDueAt) return item("overdue", since(row.resolveDueAt));
      return row.cause === null ? [] : item("redo", since(row.startedAt));
    })
    .toSorted((a, b) => ORDER.indexOf(a.reason) - ORDER.indexOf(b.reason) || b.days - a.days || (a.no < b.no ? -1 : 1));
}
