import * as z from "zod";
import type { JobDefinition } from "../../jobs/job.ts";
import { cardAt } from "../../store/cards.ts";
import { outcomeOf } from "../outbound/outcome.ts";

const Payload = z.object({ ticketId: z.string(), openId: z.string() });

/**
 * Marks a person's card urgent in the app when nothing else has moved him. Not possible for a bot that is shared with other
 * companies or in external groups (feishu.md 5.1): then the card and its reminder stand alone, and the log says so.
 */
export const urgentJob: JobDefinition = {
  kind: "urgent",
  async run(deps, job) {
    const { ticketId, openId } = Payload.parse(job.payload);
    const [row] = await cardAt(deps.db, ticketId, openId);
    const messageId = row?.messageId ?? null;
    if (messageId === null) return { type: "done" };
    const marked = await deps.feishu.urgentApp(messageId, openId);
    if (marked.ok) return { type: "done" };
    if (marked.error.kind === "rate_limited" || marked.error.kind === "transient")
      return outcomeOf(marked.error, deps.clock.now());
    deps.log.info("urgent.not_possible", { code: marked.error.code });
    return { type: "done" };
  },
};
