import type { QifuApp } from "../app.ts";
import { createApp } from "../app.ts";
import { buildDeps } from "../build-deps.ts";
import type { Deps } from "../deps.ts";
import { errorFields } from "../log.ts";
import { openWebDatabase } from "../store/open-web.ts";
import type { Isolate } from "./isolate.ts";
import { linger } from "./linger.ts";
import { followLocalClock } from "./local-clock.ts";
import { random, realNow, sleep } from "./machine.ts";
import type { ExecutionContext } from "./runtime.ts";

/** The product for one request or one tick of the cron. */
export interface Visit {
  readonly app: QifuApp;
  readonly deps: Deps;
}

/**
 * Builds the product anew for each request, over what the isolate remembers. A Worker's promises and connections belong to
 * the request that made them and end with it: a store shared by two requests would leave one waiting for ever. The work
 * after the answer is kept alive by the request that began it.
 */
export async function openVisit(isolate: Isolate, context: ExecutionContext): Promise<Visit> {
  const { settings, clock, log, memory, watch } = isolate;
  const isLocal = settings.localClockUrl !== null;
  if (settings.localClockUrl !== null) await followLocalClock(clock, settings.localClockUrl, realNow, log);
  const deps = buildDeps({
    db: openWebDatabase(settings.databaseUrl, settings.databaseAuthToken, { sleep, random }),
    feishu: settings.feishu,
    model: settings.model,
    bitable: settings.bitable,
    log,
    now: () => realNow() + clock.offset,
    realNow,
    random,
    sleep,
    // The runtime's fetch refuses to be called as a method of something else.
    fetch: (input, init) => fetch(input, init),
    defer: (work) => context.waitUntil(afterwards(work)),
    // Requests of an isolate share no transaction, so there is nothing to gather.
    turn: () => Promise.resolve(),
    memory,
  });
  const app = createApp(deps, { localControl: isLocal });

  async function afterwards(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      await linger(deps, app.runner, watch, realNow);
    } catch (error) {
      // Stored before: the cron takes it up.
      log.error("background.failed", errorFields(error));
    }
  }
  return { app, deps };
}
