import type { Deps } from "../../deps.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { Statement } from "../../store/database.ts";
import { writeAll } from "../../store/database.ts";
import type { ClaimedJob } from "../../store/jobs.ts";
import { addJob } from "../../store/add-jobs.ts";
import { finishJobUnlessMoved } from "../../store/jobs.ts";

/**
 * Notes what cards show and ends the job that showed it, as one. Somebody who has changed the ticket since may have been
 * quicker on a card: then the job runs once more. So it does when its lease had passed to another run, which may have ended
 * long ago: whose change of the card came last, nobody knows.
 */
export async function endShown(
  deps: Deps,
  job: ClaimedJob,
  ticket: TicketState,
  written: readonly Statement[],
): Promise<void> {
  const now = deps.clock.now();
  const results = await writeAll(deps.db, [...written, finishJobUnlessMoved(deps.db, job, ticket, now)]);
  if ((results.at(-1) as { readonly rowsAffected: number }).rowsAffected > 0) return;
  const { kind, key, serial, payload, maxAttempts } = job;
  await addJob(deps.db, {
    id: deps.ids.next("job"),
    kind,
    key,
    serial,
    payload,
    runAt: now,
    maxAttempts,
    createdAt: now,
  });
}
