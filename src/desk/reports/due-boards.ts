import type { Directory } from "../../domain/people/directory.ts";
import { digestDue, reportDue } from "../../domain/stats/digest-slot.ts";
import { periodBefore } from "../../domain/stats/period.ts";
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
    if (since === undefined) return [];
    const { group, kind } = board;
    const slot =
      kind === "digest"
        ? digestDue(calendar, group, since, now)
        : reportDue(calendar, group, periodBefore(calendar, kind, now).to, since, now);
    return slot === null ? [] : [{ ...board, slot, since }];
  });
}
