import { Hono } from "hono/tiny";
import type { Deps } from "./deps.ts";
import type { Accepted } from "./feishu/inbound/accept.ts";
import { accept } from "./feishu/inbound/accept.ts";
import { createIngest } from "./feishu/inbound/ingest.ts";
import { feishuRoutes } from "./feishu/routes.ts";
import { createRunner } from "./jobs/runner.ts";
import type { Runner } from "./jobs/runner.ts";
import { JOBS } from "./jobs/registry.ts";
import { tick } from "./jobs/tick.ts";
import { localControl } from "./local/control.ts";
import { errorFields } from "./log.ts";
import { mirrorStatus } from "./mirror/status.ts";
import type { TurnEnd } from "./mirror/turn.ts";
import { mirrorTurn } from "./mirror/turn.ts";
import { queueState } from "./store/queue.ts";

export interface AppOptions {
  /** Only beside the local Feishu: lets it move the clock on and see that the desk has followed. */
  readonly localControl?: boolean;
}

export interface QifuApp {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** For deliveries whose authenticity the transport has proved itself (long connection). */
  readonly accept: (payload: Record<string, unknown>) => Promise<Accepted>;
  readonly runner: Runner;
  /** One minute's work. */
  readonly tick: (deadline?: () => boolean) => Promise<void>;
  /** A turn of the mirror, where there is one; apart from the tick, so that a slow base holds up nobody. */
  readonly mirror: (deadline?: () => boolean) => Promise<TurnEnd>;
}

/** The whole product over its dependencies; both runtimes serve this. */
export function createApp(deps: Deps, options: AppOptions = {}): QifuApp {
  const runner = createRunner(deps, JOBS);
  const ingest = createIngest(deps.db, deps.turn);
  const app = new Hono();
  app.get("/healthz", async (c) => {
    try {
      const { waiting, buried } = await queueState(deps.db);
      const mirror = deps.mirror === null ? {} : { mirror: await mirrorStatus(deps.db, deps.clock.now()) };
      return c.json({ ok: true, jobs: { waiting, buried }, ...mirror });
    } catch (error) {
      deps.log.error("health.failed", errorFields(error));
      return c.json({ ok: false }, 503);
    }
  });
  if (options.localControl === true) app.route("/", localControl(deps, runner));
  app.route("/", feishuRoutes(deps, runner, ingest));
  app.notFound((c) => c.json({ error: "not_found" }, 404));
  return {
    fetch: (request) => app.fetch(request),
    accept: (payload) => accept(deps, runner, ingest, payload),
    runner,
    tick: (deadline) => tick(deps, runner, deadline),
    mirror: async (deadline) => (deps.mirror === null ? "not_due" : mirrorTurn(deps, deps.mirror, deadline)),
  };
}
