import { sendingHeldUntil } from "../../domain/quiet-hours.ts";
import type { ForwardWish } from "../../desk/outgoing.ts";
import type { JobDefinition } from "../../jobs/job.ts";
import { outcomeOf } from "../outbound/outcome.ts";

/** Passes a message with pictures, files or voice on to whoever works on the ticket. */
export const forwardJob: JobDefinition = {
  kind: "forward",
  async run(deps, job) {
    // Written by the desk's own commit.
    const wish = job.payload as ForwardWish;
    if (wish.heldUntil !== undefined) {
      const { calendar } = await deps.directory.get(null);
      const until = sendingHeldUntil(calendar, job.createdAt, deps.clock.now());
      if (until !== null) return { type: "aside", until };
    }
    const sent = await deps.feishu.forward(wish.messageId, wish.recipient, job.id);
    return sent.ok ? { type: "done" } : outcomeOf(sent.error, deps.clock.now());
  },
};
