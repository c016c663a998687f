import type { Directory } from "../../domain/people/directory.ts";
import type { WorkingCalendar } from "../../domain/calendar/index.ts";
import { digestDue, firstSlot, reportDue } from "../../domain/stats/digest-slot.ts";
import { periodBefore, periodOf } from "../../domain/stats/period.ts";
import type { DigestGroup, ReportKind } from "../../domain/stats/scope.ts";

/** Something a group is told at regular times. */
export interface Board {
  /** Name of its slot. */
  readonly name: string;
  readonly group: DigestGroup;
  readonly kind: "digest" | ReportKind;
}

export interface DueBoard extends Board {
  /** UTC ms: the moment it was to be told, and up to when it had been told before. */
  readonly slot: number;
  readonly since: number;
}

/** The ranking comes with the quarter's report: whoever gets one gets the other. */
const USUAL_REPORTS: readonly ReportKind[] = ["week", "month"];

export function boardsOf(groups: readonly DigestGroup[]): readonly Board[] {
  return groups.flatMap((group) =>
    (["digest", ...(group.reports ?? USUAL_REPORTS)] as const).map((kind) => ({
      name: `${kind}:${group.chatId}`,
      group,
      kind,
    })),
  );
}

/** @param lastAt UTC ms by slot name; a board without one has never run and is not due. */
export function dueBoards(
  { calendar }: Pick<Directory, "calendar">,
  boards: readonly Board[],
  lastAt: ReadonlyMap<string, number>,
  now: number,
): readonly DueBoard[] {
  return boards.flatMap((board) => {
    const since = lastAt.get(board.name);
    const slot = since === undefined ? null : slotOf(calendar, board, since, now);
    return since === undefined || slot === null ? [] : [{ ...board, slot, since }];
  });
}

const slotOf = (calendar: WorkingCalendar, { group, kind }: Board, since: number, now: number): number | null =>
  kind === "digest"
    ? digestDue(calendar, group, since, now)
    : reportDue(calendar, group, periodBefore(calendar, kind, now).to, since, now);

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
    const ended = firstSlot(calendar, group, periodBefore(calendar, kind, now).to);
    return ended > now ? ended : firstSlot(calendar, group, periodOf(calendar, kind, now).to);
  });
  return next.length === 0 ? null : Math.min(...next);
}
