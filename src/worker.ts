import { maintain } from "./jobs/maintain.ts";
import { errorFields } from "./log.ts";
import { isolateOf } from "./worker/isolate.ts";
import { realNow } from "./worker/machine.ts";
import type { Env, ExecutionContext, ScheduledController } from "./worker/runtime.ts";
import { openVisit } from "./worker/visit.ts";

/** The next slot comes after a minute; what is left over is its work. */
const TICK_MS = 50_000;
/** Minute of the hour at which finished work is forgotten. */
const MAINTAIN_MINUTE = 17;

/** The desk on Cloudflare Workers: HTTP, and one tick a minute. */
export default {
  async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    const isolate = isolateOf(env);
    if (!isolate.ok) {
      const { missing } = isolate.error;
      return Response.json({ error: "not_configured", missing }, { status: 503 });
    }
    const { app } = await openVisit(isolate.value, context);
    return app.fetch(request);
  },

  async scheduled(controller: ScheduledController, env: Env, context: ExecutionContext): Promise<void> {
    const isolate = isolateOf(env);
    if (!isolate.ok) return;
    const end = realNow() + TICK_MS;
    const { app, deps } = await openVisit(isolate.value, context);
    await app.tick(() => realNow() >= end);
    try {
      await app.mirror(() => realNow() >= end);
    } catch (error) {
      deps.log.error("mirror.failed", errorFields(error));
    }
    if (new Date(controller.scheduledTime).getUTCMinutes() === MAINTAIN_MINUTE) await maintain(deps);
  },
};
