import type { Deps } from "../deps.ts";
import { sweepReminders } from "../desk/reminders/sweep.ts";
import { sendReady } from "../feishu/jobs/send-ready.ts";
import { errorFields } from "../log.ts";
import { purgeCommands } from "../store/commands.ts";
import { nextJobAt, purgeJobs } from "../store/jobs.ts";
import { nextReminderAt } from "../store/reminders.ts";
import { writeAll } from "../store/database.ts";
import type { Runner } from "./runner.ts";

const DAY_MS = 86_400_000;
/** The platform's last retry comes after more than seven hours (feishu.md 1.1); a press is never retried. */
const KEEP_MS = 7 * DAY_MS;

/** What happens every minute: due reminders, then every job that is due. Safe to run by several instances at once. */
export async function tick(deps: Deps, runner: Runner, deadline: () => boolean = () => false): Promise<void> {
  try {
    await sweepReminders(deps, (ready) => sendReady(deps, ready));
  } catch (error) {
    // Messages must not wait for a reminder that cannot be sent.
    deps.log.error("sweep.failed", errorFields(error));
  }
  await runner.drain({ deadline });
}

/** Forgets what nobody asks for again: finished jobs and carried-out commands after a week. */
export async function purge(deps: Deps): Promise<void> {
  const before = deps.clock.now() - KEEP_MS;
  await writeAll(deps.db, [purgeJobs(deps.db, before), purgeCommands(deps.db, before)]);
}

/** UTC ms of the next thing that is due, for a clock that can be moved there; null when nothing is. */
export async function nextDueAt(deps: Deps): Promise<number | null> {
  const all = [await nextJobAt(deps.db), await nextReminderAt(deps.db)].filter((at) => at !== null);
  return all.length === 0 ? null : Math.min(...all);
}
