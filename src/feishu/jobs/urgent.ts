import * as z from "zod";
import type { JobDefinition } from "../../jobs/job.ts";
import { cardAt } from "../../store/cards.ts";
import { markUrgent } from "./mark-urgent.ts";

const Payload = z.object({ ticketId: z.string(), openId: z.string() });

/** Marks a person's card urgent in the app when nothing else has moved him. */
export const urgentJob: JobDefinition = {
  kind: "urgent",
  async run(deps, job) {
    const { ticketId, openId } = Payload.parse(job.payload);
    const [row] = await cardAt(deps.db, ticketId, openId);
    const messageId = row?.messageId ?? null;
    return messageId === null ? { type: "done" } : markUrgent(deps, job, messageId, openId, "app");
  },
};
