import type { WorkingCalendar } from "../../domain/calendar/index.ts";
import type { Directory } from "../../domain/people/directory.ts";
import type { Campaign } from "../../domain/stats/campaign.ts";
import { campaignEnd } from "../../domain/stats/campaign.ts";
import { digestDue, firstSlot, reportDue } from "../../domain/stats/digest-slot.ts";
import { periodBefore, periodOf } from "../../domain/stats/period.ts";
import type { DigestGroup, ReportKind } from "../../domain/stats/scope.ts";

/** Something a group is told at regular times. */
export type Board = {
  /** Name of its slot. */
  readonly name: string;
  readonly group: DigestGroup;
} & ({ readonly kind: "digest" | ReportKind } | { readonly kind: "campaign"; readonly campaign: Campaign });

export type DueBoard = Board & {
  /** UTC ms: the moment it was to be told, and up to when it had been told before. */
  readonly slot: number;
  readonly since: number;
};

/** The ranking comes with the quarter's report: whoever gets one gets the other. */
const USUAL_REPORTS: readonly ReportKind[] = ["week", "month"];

/** @param campaigns those whose weeks or end may still have to be told. */
export function boardsOf(groups: readonly DigestGroup[], campaigns: readonly Campaign[]): readonly Board[] {
  return groups.flatMap((group): Board[] => [
    ...(["digest", ...(group.reports ?? USUAL_REPORTS)] as const).map((kind) => ({
      name: `${kind}:${group.chatId}`,
      group,
      kind,
    })),
    ...campaigns.filter(concerns(group)).map((campaign) => ({
      name: `campaign:${campaign.id}:${group.chatId}`,
      group,
      kind: "campaign" as const,
      campaign,
    })),
  ]);
}

/** A campaign of one unit is nothing to the group of others. */
const concerns =
  ({ scope }: DigestGroup) =>
  ({ unitId }: Campaign): boolean =>
    unitId === null || scope.type !== "units" || scope.unitIds.includes(unitId);

/** @param lastAt UTC ms by slot name; a board without one has never run and is not due. */
export function dueBoards(
  { calendar }: Pick<Directory, "calendar">,
  boards: readonly Board[],
  lastAt: ReadonlyMap<string, number>,
  now: number,
): readonly DueBoard[] {
  return boards.flatMap((board) => {
    const since = lastAt.get(board.name);
    if (since === undefined) return [];
    const slot = slotOf(calendar, board, since, now);
    return slot === null ? [] : [{ ...board, slot, since }];
  });
}

function slotOf(calendar: WorkingCalendar, board: Board, since: number, now: number): number | null {
  const { group } = board;
  switch (board.kind) {
    case "digest":
      return digestDue(calendar, group, since, now);
    case "campaign": {
      const end = campaignEnd(board.campaign);
      if (now >= end) return reportDue(calendar, group, end, since, now);
      // A week in which it had not begun is nothing to tell.
      const week = periodBefore(calendar, "week", now).to;
      return week <= board.campaign.from ? null : reportDue(calendar, group, week, since, now);
    }
    default:
      return reportDue(calendar, group, periodBefore(calendar, board.kind, now).to, since, now);
  }
}

/** UTC ms, at or after `now`, of the next thing a group is told; null = none is bound. @param lastAt as in dueBoards. */
export function nextBoardAt(
  { calendar }: Pick<Directory, "calendar">,
  boards: readonly Board[],
  lastAt: ReadonlyMap<string, number>,
  now: number,
): number | null {
  const next = boards.map((board) => {
    const { group, kind, name } = board;
    const since = lastAt.get(name);
    if (since !== undefined && slotOf(calendar, board, since, now) !== null) return now;
    if (kind === "digest") return firstSlot(calendar, group, now + 1);
    // On the days of rest after a period its report is still to come.
    const of = kind === "campaign" ? "week" : kind;
    const ended = firstSlot(calendar, group, periodBefore(calendar, of, now).to);
    const next = ended > now ? ended : firstSlot(calendar, group, periodOf(calendar, of, now).to);
    const summary = board.kind === "campaign" ? firstSlot(calendar, group, campaignEnd(board.campaign)) : next;
    return summary > now ? Math.min(next, summary) : next;
  });
  return next.length === 0 ? null : Math.min(...next);
}
