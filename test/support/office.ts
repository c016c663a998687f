import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BitableConfig } from "../../src/config.ts";
import { LOCAL_APP, localFeishu } from "../../src/local/app.ts";
import { sampleTown } from "../../src/local/town.ts";
import { createLog } from "../../src/log.ts";
import { serve } from "../../src/node/serve.ts";
import type { Serving } from "../../src/node/serve.ts";
import { startSandbox } from "../../src/sandbox/index.ts";
import type { Sandbox, SandboxOptions } from "../../src/sandbox/index.ts";
import type { Database } from "../../src/store/database.ts";
import { TUESDAY_10, until } from "./clock.ts";
import { personAt } from "./people.ts";
import type { PersonAtPhone } from "./people.ts";
import { freshDatabase } from "./template-database.ts";

export interface Office {
  readonly sandbox: Sandbox;
  readonly serving: Serving;
  readonly db: Database;
  readonly dir: string;
  readonly log: string[];
  person(openId: string): PersonAtPhone;
  /** Resolves when nothing is on its way any more, on either side. */
  settle(): Promise<void>;
  /** Moves the clock and lets everything that becomes due happen. */
  advance(ms: number): Promise<void>;
  close(): Promise<void>;
}

export interface OfficeOptions {
  /** False = an office that has imported nothing yet. */
  readonly town?: boolean;
  readonly now?: number;
  readonly sandbox?: Partial<SandboxOptions>;
  /** Where its tickets are mirrored to; made in the local Feishu before the desk starts. */
  readonly bitable?: (sandbox: Sandbox) => Promise<BitableConfig>;
}

/** The whole product over real HTTP: the desk on its own database file beside its own local Feishu, on a clock of its own. */
export async function openOffice(options: OfficeOptions = {}): Promise<Office> {
  const dir = mkdtempSync(join(tmpdir(), "qifu-"));
  const start = options.now ?? TUESDAY_10;
  const began = performance.now();
  const sandbox = await startSandbox({
    town: sampleTown(),
    apps: [LOCAL_APP],
    eventsUrl: null,
    dataDir: null,
    // Runs with real time from a fixed start, so that dates in texts are known and deliveries still flow.
    now: () => Math.floor(start + (performance.now() - began)),
    rateLimits: false,
    ...options.sandbox,
  });
  const db = await freshDatabase(dir, options.town === false ? null : start);
  const log: string[] = [];
  const serving = await serve({
    db,
    feishu: localFeishu(sandbox.url),
    bitable: (await options.bitable?.(sandbox)) ?? null,
    log: createLog({ write: (line) => log.push(line), now: () => sandbox.now() }),
    now: () => sandbox.now(),
    host: "127.0.0.1",
    port: 0,
    localControl: true,
    pollMs: 50,
  });
  const base = `http://127.0.0.1:${serving.port}`;
  sandbox.setEventsUrl(`${base}/feishu/events`);
  const settle = () => settled(sandbox, base);
  return {
    sandbox,
    serving,
    db,
    dir,
    log,
    person: (openId) => personAt(sandbox.control, openId, settle),
    settle,
    async advance(ms) {
      await sandbox.control.advance(ms);
      await fetch(`${base}/local/tick`, { method: "POST" });
      await settle();
    },
    async close() {
      await serving.close();
      await sandbox.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Nothing due or running at the desk, nothing in flight at the platform; asked of both until both agree. @param ms at most. */
export async function settled(sandbox: Sandbox, base: string, ms?: number): Promise<void> {
  const quiet = async (): Promise<boolean> => {
    await sandbox.idle();
    const { jobs } = (await (await fetch(`${base}/local/busy`)).json()) as { jobs: number };
    await sandbox.idle();
    return jobs === 0;
  };
  await until("the desk and the platform to be quiet", quiet, ms);
}
