import type { Deps } from "../deps.ts";
import { nextBoardsAt, sendBoards } from "../desk/reports/send-boards.ts";
import { sweepReminders } from "../desk/reminders/sweep.ts";
import { sendReady } from "../feishu/jobs/send-ready.ts";
import { errorFields } from "../log.ts";
import { nextJobAt } from "../store/queue.ts";
import { nextReminderAt } from "../store/reminders.ts";
import type { Runner } from "./runner.ts";

/** What happens every minute: due reminders, digests whose hour has come, then every job that is due. Safe to run by several instances at once. */
export async function tick(deps: Deps, runner: Runner, deadline: () => boolean = () => false): Promise<void> {
  try {
    await sweepReminders(deps, (ready) => sendReady(deps, ready));
  } catch (error) {
    // Messages must not wait for a reminder that cannot be sent.
    deps.log.error("sweep.failed", errorFields(error));
  }
  try {
    await sendBoards(deps, (ready) => sendReady(deps, ready));
  } catch (error) {
    deps.log.error("reports.failed", errorFields(error));
  }
  await runner.drain({ deadline });
}

/** UTC ms of the next thing that is due, digests and reports among it, for a clock that can be moved there; null when nothing is. */
export async function nextDueAt(deps: Deps): Promise<number | null> {
  const all = [await nextJobAt(deps.db), await nextReminderAt(deps.db), await nextBoardsAt(deps)].filter(
    (at) => at !== null,
  );
  return all.length === 0 ? null : Math.min(...all);
}
