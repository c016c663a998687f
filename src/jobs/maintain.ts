import type { Deps } from "../deps.ts";
import { isWorkingTime } from "../domain/calendar/index.ts";
import { reassignDrafts } from "../desk/people/reassign-drafts.ts";
import { warnOfMissingCalendar } from "../desk/limits/warn-calendar.ts";
import { sendReady } from "../feishu/jobs/send-ready.ts";
import { recomputeWhenChanged } from "./recompute.ts";
import { agedCards } from "../store/cards.ts";
import { purgeCommands } from "../store/commands.ts";
import type { Statement } from "../store/database.ts";
import { writeAll } from "../store/database.ts";
import { cardLater } from "./card-later.ts";
import { purgeJobs } from "../store/queue.ts";

const DAY_MS = 86_400_000;
/** The platform's last retry comes after more than seven hours (feishu.md 1.1); a press is never retried. */
const KEEP_MS = 7 * DAY_MS;
/** A card can be pressed for 14 days (feishu.md 4.2). */
const RENEW_CARDS_MS = 13 * DAY_MS;
const PAGE = 500;

/** Now and then: reckons limits again after a new calendar, misses one that is not there, forgets finished jobs and carried-out commands after a week, renews cards before they go dead, passes on what waits for a leader who has left. */
export async function maintain(deps: Deps): Promise<void> {
  await recomputeWhenChanged(deps);
  await sendReady(deps, await warnOfMissingCalendar(deps));
  await sendReady(deps, await reassignDrafts(deps));
  const now = deps.clock.now();
  const statements: Statement[] = [purgeJobs(deps.db, now - KEEP_MS), purgeCommands(deps.db, now - KEEP_MS)];
  const { calendar } = await deps.directory.get(null);
  // A renewed card is a new message: nobody is woken by one.
  const aged = isWorkingTime(calendar, now) ? await agedCards(deps.db, now - RENEW_CARDS_MS, PAGE) : [];
  statements.push(...aged.map((card) => cardLater(deps, card, now)));
  await writeAll(deps.db, statements);
}
