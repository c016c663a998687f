import { addDays, endOfWorkingDay, localDay, startOfLocalDay, workingDaysBetween } from "../calendar/index.ts";
import type { Directory } from "../people/directory.ts";
import type { RoundFacts } from "./facts.ts";
import { figures } from "./figures.ts";
import type { Figures } from "./figures.ts";
import { inHand, lightOfRound } from "./light.ts";
import type { Light } from "./light.ts";
import { holds } from "./period.ts";

/** One day of the chart. */
export interface DayFlow {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly opened: number;
  readonly resolved: number;
}

/** Why a leader should look at a ticket; in this order of weight. */
export type AttentionReason = "overdue" | "emergency" | "redo" | "due_today";

export interface Attention {
  readonly ticketId: string;
  readonly reason: AttentionReason;
  readonly unitId: string | null;
  /** Working days late; 0 = the limit was today or is still ahead. */
  readonly daysLate: number;
}

/** What a leader reads in thirty seconds. Flows since the last digest; lights and lists as of now. */
export interface Digest {
  readonly flow: Figures;
  readonly inHand: number;
  readonly lights: Readonly<Record<Light, number>>;
  readonly dueToday: number;
  readonly overdue: readonly { readonly unitId: string | null; readonly count: number; readonly mostDays: number }[];
  /** 等企业补充, 挂账, 等人接手. */
  readonly waiting: number;
  readonly parked: number;
  /** 待包保领导确认: handed in, and not closed in anybody's name. */
  readonly awaitingConfirmation: number;
  readonly unaccepted: number;
  readonly awaitingMark: number;
  /** In hand now, less in hand at the last digest. */
  readonly change: number;
  /** Passed their limit since the last digest. */
  readonly newlyOverdue: number;
  readonly attention: readonly Attention[];
  readonly week: readonly DayFlow[];
}

/** Days the chart looks back, today not among them. */
const CHART_DAYS = 7;
const MOST_ATTENTION = 3;

/** From when the rounds must be known: the flows and the chart's first day. UTC ms. */
export function digestNeeds(directory: Pick<Directory, "calendar">, since: number, now: number): number {
  const { calendar } = directory;
  return Math.min(since, startOfLocalDay(calendar, addDays(localDay(calendar, now), -CHART_DAYS)));
}

/** @param rows rounds of one scope that lived since `digestNeeds`. @param since UTC ms of the last digest. */
export function digestOf(
  { calendar, people }: Pick<Directory, "calendar" | "people">,
  rows: readonly RoundFacts[],
  since: number,
  now: number,
): Digest {
  const flow = figures(calendar, rows, { from: since, to: now }, now);
  const open = rows.filter(inHand);
  const lights: Record<Light, number> = { green: 0, yellow: 0, red: 0, grey: 0 };
  for (const row of open) lights[lightOfRound(calendar, row, now)] += 1;
  const running = open.filter((row) => row.pausedSince === null);
  const today = localDay(calendar, now);
  const endOfDay = startOfLocalDay(calendar, addDays(today, 1));
  const late = running.filter((row) => now > row.resolveDueAt);
  return {
    flow,
    inHand: open.length,
    lights,
    dueToday: running.filter((row) => row.resolveDueAt >= now && row.resolveDueAt < endOfDay).length,
    overdue: overdueByUnit(late, people, (row) => daysLate(calendar, row, now)),
    waiting: open.filter((row) => row.stage === "awaiting_requester").length,
    parked: open.filter((row) => row.stage === "parked").length,
    awaitingConfirmation: open.filter((row) => row.stage === "awaiting_confirmation").length,
    unaccepted: open.filter((row) => row.stage === "triage" || row.stage === "offered").length,
    awaitingMark: rows.filter((row) => row.resolvedAt !== null && row.endedAt === null).length,
    change: open.length - flow.inHandBefore,
    newlyOverdue: late.filter((row) => holds({ from: since, to: now }, row.resolveDueAt)).length,
    attention: attentionOf(running, (row) => daysLate(calendar, row, now), now, endOfWorkingDay(calendar, today)),
    week: Array.from({ length: CHART_DAYS }, (_, i) => {
      const day = addDays(today, i - CHART_DAYS);
      const period = { from: startOfLocalDay(calendar, day), to: startOfLocalDay(calendar, addDays(day, 1)) };
      return {
        day,
        opened: rows.filter((row) => row.round === 0 && holds(period, row.openedAt)).length,
        resolved: rows.filter((row) => holds(period, row.resolvedAt)).length,
      };
    }),
  };
}

/** Nothing came in, nothing went out, nothing is late or due: one line is enough (voice.md 9). */
export function isQuiet(digest: Digest): boolean {
  const { flow } = digest;
  const redo = Object.values(flow.redo).reduce((sum, one) => sum + one, 0);
  const out = flow.resolved + Object.values(flow.otherwise).reduce((sum, one) => sum + one, 0);
  return flow.opened + redo + out + digest.lights.red + digest.dueToday + digest.attention.length === 0;
}

const daysLate = (calendar: Directory["calendar"], row: RoundFacts, now: number): number =>
  Math.max(0, workingDaysBetween(calendar, row.resolveDueAt, now));

function overdueByUnit(
  late: readonly RoundFacts[],
  people: Directory["people"],
  days: (row: RoundFacts) => number,
): Digest["overdue"] {
  const units = new Map<string | null, { count: number; mostDays: number }>();
  for (const row of late) {
    // Until somebody has accepted it, the unit that is asked answers for nothing (000-16): the giver's does.
    const untaken = row.stage === "triage" || row.stage === "offered";
    const unitId = untaken ? (people.get(row.responsibleId)?.unitId ?? row.unitId) : row.unitId;
    const { count, mostDays } = units.get(unitId) ?? { count: 0, mostDays: 0 };
    units.set(unitId, { count: count + 1, mostDays: Math.max(mostDays, days(row)) });
  }
  return [...units]
    .map(([unitId, counted]) => ({ unitId, ...counted }))
    .toSorted((a, b) => b.count - a.count || b.mostDays - a.mostDays || ((a.unitId ?? "") < (b.unitId ?? "") ? -1 : 1));
}

function attentionOf(
  running: readonly RoundFacts[],
  days: (row: RoundFacts) => number,
  now: number,
  close: number,
): readonly Attention[] {
  const ORDER: readonly AttentionReason[] = ["overdue", "emergency", "redo", "due_today"];
  const reasonOf = (row: RoundFacts): AttentionReason | null => {
    if (now > row.resolveDueAt) return "overdue";
    if (row.urgency === "emergency" && row.acceptedAt === null) return "emergency";
    if (row.cause !== null) return "redo";
    return row.resolveDueAt <= close && row.contactedAt === null ? "due_today" : null;
  };
  return running
    .flatMap((row) => {
      const reason = reasonOf(row);
      return reason === null ? [] : [{ row, reason }];
    })
    .toSorted(
      (a, b) =>
        ORDER.indexOf(a.reason) - ORDER.indexOf(b.reason) ||
        a.row.resolveDueAt - b.row.resolveDueAt ||
        (a.row.no < b.row.no ? -1 : 1),
    )
    .slice(0, MOST_ATTENTION)
    .map(({ row, reason }) => ({ ticketId: row.ticketId, reason, unitId: row.unitId, daysLate: days(row) }));
}
