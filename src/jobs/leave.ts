import { leaveBegins } from "../desk/people/leave.ts";
import { sendReady } from "../feishu/jobs/send-ready.ts";
import type { JobDefinition } from "./job.ts";

/** A leave that begins or is over: its first morning, the morning after it, and 销假. */
export const leaveJob: JobDefinition = {
  kind: "leave",
  async run(deps, job) {
    await sendReady(deps, await leaveBegins(deps, job));
    return { type: "finished" };
  },
};
