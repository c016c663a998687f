import * as z from "zod";
import { markAtSending } from "../../desk/reminders/late.ts";
import type { Reminded } from "../../desk/reminders/reminded.ts";
import type { JobDefinition } from "../../jobs/job.ts";
import { cardAt } from "../../store/cards.ts";
import { markUrgent } from "./mark-urgent.ts";

const Payload = z.object({ ticketId: z.string(), openId: z.string(), reminder: z.custom<Reminded>().optional() });

/** Marks a person's card urgent in the app when nothing else has moved him. */
export const urgentJob: JobDefinition = {
  kind: "urgent",
  async run(deps, job) {
    const { ticketId, openId, reminder } = Payload.parse(job.payload);
    const until = reminder === undefined ? null : await markAtSending(deps, reminder, job.createdAt);
    if (until === false) return { type: "done" };
    if (until !== null) return { type: "aside", until };
    const [row] = await cardAt(deps.db, ticketId, openId);
    const messageId = row?.messageId ?? null;
    return messageId === null ? { type: "done" } : markUrgent(deps, job, messageId, openId, "app");
  },
};
