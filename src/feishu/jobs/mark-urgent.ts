import type { Deps } from "../../deps.ts";
import type { EmergencyUrgent } from "../../domain/people/directory.ts";
import type { JobOutcome } from "../../jobs/job.ts";
import type { ClaimedJob } from "../../store/jobs.ts";
import { outcomeOf } from "../outbound/outcome.ts";

/**
 * Marks a message urgent in the app, and by SMS or phone where the office has configured that for emergencies. Not possible for
 * a bot that is shared with other companies, in external groups, or without quota (feishu.md 5.1): then the message stands
 * alone, and the log says so.
 */
export async function markUrgent(
  deps: Deps,
  { attempts, maxAttempts }: Pick<ClaimedJob, "attempts" | "maxAttempts">,
  messageId: string,
  openId: string,
  how: EmergencyUrgent,
): Promise<JobOutcome> {
  for (const each of how === "app" ? [how] : (["app", how] as const)) {
    const marked = await deps.feishu.urgent(messageId, openId, each);
    if (marked.ok) continue;
    if (marked.error.kind === "rate_limited") return outcomeOf(marked.error, deps.clock.now());
    // The message is there; sent again after the uuid's hour it would be there twice. Twelve tries take half an hour.
    if (marked.error.kind === "transient" && attempts < maxAttempts)
      return { type: "again", error: `transient ${marked.error.code}` };
    deps.log.info("urgent.not_possible", { how: each, code: marked.error.code });
  }
  return { type: "done" };
}
