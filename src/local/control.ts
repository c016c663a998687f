import { Hono } from "hono/tiny";
import type { Deps } from "../deps.ts";
import type { Runner } from "../jobs/runner.ts";
import { maintain } from "../jobs/maintain.ts";
import { nextDueAt, tick } from "../jobs/tick.ts";
import { busyJobs, emptyOffice } from "../store/local-reset.ts";

/** What the local Feishu asks of the desk beside it: to follow the clock, to say what is next, to start anew. Loopback only. */
export function localControl(deps: Deps, runner: Runner): Hono {
  const app = new Hono();
  app.post("/local/tick", async (c) => {
    // Hours may have passed at once on this clock.
    await maintain(deps);
    await tick(deps, runner);
    return c.json({ ok: true });
  });
  app.get("/local/next-due", async (c) => c.json({ at: await nextDueAt(deps) }));
  app.get("/local/busy", async (c) => c.json({ jobs: await busyJobs(deps.db, deps.clock.now()) }));
  app.post("/local/reset", async (c) => {
    await emptyOffice(deps.db);
    return c.json({ ok: true });
  });
  return app;
}
