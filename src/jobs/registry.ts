import { SENDING, sendReady } from "../feishu/jobs/send-ready.ts";
import { inboundJob } from "../feishu/jobs/inbound.ts";
import { leaveJob } from "./leave.ts";
import type { JobDefinition } from "./job.ts";

/** Every kind of job there is. */
export const JOBS: readonly JobDefinition[] = [inboundJob(sendReady), leaveJob, ...SENDING];
