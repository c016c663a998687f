import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { maintain } from "../jobs/maintain.ts";
import { createApp } from "../app.ts";
import { warmUp } from "../assistant/warm-up.ts";
import type { QifuApp } from "../app.ts";
import { buildDeps } from "../build-deps.ts";
import type { BitableConfig, FeishuConfig, ModelConfig } from "../config.ts";
import { rebuildWhenOlder } from "../desk/rebuild/when-older.ts";
import type { Log } from "../log.ts";
import { errorFields } from "../log.ts";
import type { Database } from "../store/database.ts";
import { createBackground } from "./background.ts";
import { createNodeCrypto } from "./crypto.ts";
import { createInTurn } from "./in-turn.ts";
import { random, sleep, turn } from "./machine.ts";
import { refuseNewer } from "./rebuild.ts";

export interface ServeOptions {
  readonly db: Database;
  readonly feishu: FeishuConfig;
  readonly model?: ModelConfig | null;
  readonly bitable?: BitableConfig | null;
  readonly log: Log;
  readonly now: () => number;
  readonly host: string;
  readonly port: number;
  readonly localControl: boolean;
  /** How often due work is looked for besides what arrives. Default 2000 ms. */
  readonly pollMs?: number;
  readonly leaseMs?: number;
}

export interface Serving {
  readonly app: QifuApp;
  readonly port: number;
  close(): Promise<void>;
}

const MAINTAIN_MS = 3_600_000;
/** Longest work on the queue before reminders are looked at again: a backlog that meets time-outs must not hold them up. */
const DRAIN_MS = 30_000;

/** Serves the desk on Node: HTTP, the work after each answer, and a look for due work every two seconds. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { db, feishu, log, now } = options;
  const background = createBackground(log);
  const built = buildDeps({
    db,
    feishu,
    model: options.model ?? null,
    bitable: options.bitable ?? null,
    log,
    now,
    realNow: () => performance.now(),
    random,
    sleep,
    fetch: globalThis.fetch,
    crypto: createNodeCrypto(),
    defer: (work) => background.defer(work),
    turn,
  });
  const deps = {
    ...built,
    inTurn: createInTurn(),
    ...(options.leaseMs === undefined ? {} : { leaseMs: options.leaseMs }),
  };
  const app = createApp(deps, { localControl: options.localControl });
  // Read before the first message, so that it need not wait for it.
  await deps.directory.get(null);
  await refuseNewer(rebuildWhenOlder({ db, directory: deps.directory, now }, log));
  warmUp(now());
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  const port = await listen(server, options.port, options.host);

  let ticking: Promise<void> | null = null;
  let mirroring: Promise<void> | null = null;
  let closing = false;
  const poll = setInterval(() => {
    mirroring ??= app
      .mirror(() => closing)
      .then(() => undefined)
      .catch((error: unknown) => log.error("mirror.failed", errorFields(error)))
      .finally(() => {
        mirroring = null;
      });
    const end = performance.now() + DRAIN_MS;
    ticking ??= app
      .tick(() => performance.now() >= end)
      .catch((error: unknown) => log.error("tick.failed", errorFields(error)))
      .finally(() => {
        ticking = null;
      });
  }, options.pollMs ?? 2000);
  // A new calendar may have been loaded while the desk stood still.
  background.defer(() => maintain(deps));
  const maintaining = setInterval(() => background.defer(() => maintain(deps)), MAINTAIN_MS);

  return {
    app,
    port,
    async close() {
      closing = true;
      clearInterval(poll);
      clearInterval(maintaining);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await ticking;
      // A call to the base may take eight seconds; what it leaves open is found out at the next start.
      if (mirroring !== null) await Promise.race([mirroring, sleep(2000)]);
      await background.settle(5000);
      server.closeAllConnections();
      await closed;
      db.$client.close();
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}
