import { leaveBegins } from "../desk/people/leave.ts";
import { sendReady } from "../feishu/jobs/send-ready.ts";
import type { JobDefinition } from "./job.ts";

/** The first morning of a leave that was taken before. */
export const leaveJob: JobDefinition = {
  kind: "leave",
  async run(deps, job) {
    await sendReady(deps, await leaveBegins(deps, job));
    return { type: "finished" };
  },
};
