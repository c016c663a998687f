import type { Directory } from "../../domain/people/directory.ts";
import { periodBefore } from "../../domain/stats/period.ts";
import type { ReportKind } from "../../domain/stats/scope.ts";
import { campaignsSince } from "../../store/campaigns.ts";
import { directoryVersion } from "../../store/people.ts";
import { beginSlots, moveSlot, slotsOf } from "../../store/slots.ts";
import { campaignView } from "../campaigns/view.ts";
import type { ReadyJob } from "../commit.ts";
import { commit } from "../commit.ts";
import type { DeskDeps } from "../deps.ts";
import { versionOf } from "../tickets/act.ts";
import { digestViews } from "./digest.ts";
import type { DueBoard } from "./due-boards.ts";
import { boardsOf, dueBoards, nextBoardAt } from "./due-boards.ts";
import type { ReportNotice } from "./notice.ts";
import { rankingView } from "./ranking.ts";
import { reportView } from "./report.ts";

/**
 * Sends digests and reports to every bound group whose hour has come. The slot moves in the transaction that sends, and the
 * command's id is the slot's, so that two instances, or a retry, tell a group once. Returns how many were told.
 */
export async function sendBoards(deps: DeskDeps, send: (ready: readonly ReadyJob[]) => Promise<void>): Promise<number> {
  const groups = (await deps.directory.get(null)).settings.digestGroups ?? [];
  if (groups.length === 0) return 0;
  const now = deps.clock.now();
  const campaigns = await campaignsSince(deps.db, now - SUMMARY_MS);
  const known = boardsOf(groups, campaigns);
  const names = known.map(({ name }) => name);
  const [rows, version] = await deps.db.batch([slotsOf(deps.db, names), directoryVersion(deps.db)]);
  const directory = await deps.directory.get(versionOf(version));
  const boards = boardsOf(directory.settings.digestGroups ?? [], campaigns);
  const lastAt = new Map(rows.map((row) => [row.name, row.at]));
  const fresh = boards.map(({ name }) => name).filter((name) => !lastAt.has(name));
  if (fresh.length > 0) await beginSlots(deps.db, fresh, now);

  const due = dueBoards(directory, boards, lastAt, now);
  const notices = await noticesFor(deps, directory, due, now);
  let told = 0;
  for (const [i, board] of due.entries()) {
    const recipient = { type: "chat", chatId: board.group.chatId } as const;
    const committed = await commit(deps, {
      commandId: `${board.name}:${board.slot}`,
      actor: { type: "system", job: "reports" },
      now,
      directory,
      notices: (notices[i] ?? []).map((notice) => ({ recipient, notice, replyTo: null, replyToCardOf: null })),
      rows: [moveSlot(deps.db, board.name, now)],
    });
    if (committed.type !== "committed") continue;
    told += 1;
    await send(committed.ready);
  }
  return told;
}

/** How long after its end a campaign's summary may still have to be told: the longest holiday and three working days. */
const SUMMARY_MS = 20 * 86_400_000;

/** UTC ms, at or after now, of the next digest or report of any bound group; null = none is bound. */
export async function nextBoardsAt(deps: DeskDeps): Promise<number | null> {
  const now = deps.clock.now();
  const [version] = await deps.db.batch([directoryVersion(deps.db)]);
  const directory = await deps.directory.get(versionOf(version));
  const boards = boardsOf(directory.settings.digestGroups ?? [], await campaignsSince(deps.db, now - SUMMARY_MS));
  const names = boards.map(({ name }) => name);
  const rows = names.length === 0 ? [] : await slotsOf(deps.db, names);
  return nextBoardAt(directory, boards, new Map(rows.map(({ name, at }) => [name, at])), now);
}

/** What each due board says; all digests share one read of the facts. */
async function noticesFor(
  deps: DeskDeps,
  directory: Directory,
  due: readonly DueBoard[],
  now: number,
): Promise<readonly (readonly ReportNotice[])[]> {
  const daily = due.filter(({ kind }) => kind === "digest");
  const wishes = daily.map(({ group, since }) => ({ scope: group.scope, since }));
  const digests = daily.length === 0 ? [] : await digestViews(deps.db, directory, wishes, now);
  const all: ReportNotice[][] = [];
  for (const board of due) {
    if (board.kind === "digest") {
      const digest = digests[daily.indexOf(board)];
      all.push(digest === undefined ? [] : [{ kind: "digest", digest }]);
    } else if (board.kind === "campaign") {
      const wish = { campaign: board.campaign, scope: board.group.scope };
      const campaign = await campaignView(deps.db, directory, wish, now);
      all.push([{ kind: "campaign", campaign, manage: false, groups: 0 }]);
    } else all.push(await reportNotices(deps, directory, board, board.kind, now));
  }
  return all;
}

async function reportNotices(
  deps: DeskDeps,
  directory: Directory,
  { group }: DueBoard,
  kind: ReportKind,
  now: number,
): Promise<ReportNotice[]> {
  const period = { kind, ...periodBefore(directory.calendar, kind, now) };
  const report = await reportView(deps.db, directory, { scope: group.scope, period }, now);
  if (kind !== "quarter" || group.scope.type !== "town") return [{ kind: "report", report }];
  return [
    { kind: "report", report },
    { kind: "ranking", ranking: await rankingView(deps.db, directory, period, now) },
  ];
}
