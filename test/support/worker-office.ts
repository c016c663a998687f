import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadSampleTown } from "../../db/sample/load.ts";
import { LOCAL_APP } from "../../src/local/app.ts";
import { sampleTown } from "../../src/local/town.ts";
import { startSandbox } from "../../src/sandbox/index.ts";
import type { Sandbox, SandboxOptions } from "../../src/sandbox/index.ts";
import type { Database } from "../../src/store/database.ts";
import { TUESDAY_10 } from "./clock.ts";
import type { TripCounter } from "./count-round-trips.ts";
import { countRoundTrips } from "./count-round-trips.ts";
import { settled } from "./office.ts";
import { personAt } from "./people.ts";
import type { PersonAtPhone } from "./people.ts";
import { preparedServer, startSqld } from "./sqld.ts";
import type { Workerd } from "./workerd.ts";
import { localVars, startWorkerd } from "./workerd.ts";

export interface WorkerOffice {
  readonly sandbox: Sandbox;
  readonly worker: Workerd;
  /** Our own connection to the same server, past the counter. */
  readonly db: Database;
  /** Where the Worker's events go. */
  readonly eventsUrl: string;
  /** Round trips of the Worker to its database. */
  readonly trips: TripCounter;
  readonly person: (openId: string) => PersonAtPhone;
  readonly settle: () => Promise<void>;
  /** Moves the clock and lets the cron strike until everything that became due has happened. */
  readonly advance: (ms: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface WorkerOfficeOptions {
  readonly now?: number;
  readonly sandbox?: Partial<SandboxOptions>;
  readonly onLog?: (line: string) => void;
  /** More settings of the Worker, known when the local Feishu is there. */
  readonly vars?: (sandbox: Sandbox) => Promise<Readonly<Record<string, string>>>;
}

/**
 * The whole product as on Cloudflare: the bundled Worker in a real workerd, a real sqld over HTTP, the local Feishu.
 * @throws with one sentence where sqld or workerd is missing: a test that needs them must fail then, not pass.
 */
export async function openWorkerOffice(options: WorkerOfficeOptions = {}): Promise<WorkerOffice> {
  const dir = mkdtempSync(join(tmpdir(), "qifu-worker-"));
  const start = options.now ?? TUESDAY_10;
  const began = performance.now();
  // Ended in the reverse order, also when a later part does not come up.
  const ends: (() => Promise<void> | void)[] = [() => rmSync(dir, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end();
  };
  try {
    const sqld = await startSqld({ dataDir: join(dir, "sqld") });
    ends.push(() => sqld.close());
    const db = await preparedServer(sqld.url);
    ends.push(() => db.$client.close());
    await loadSampleTown(db, LOCAL_APP.appId, start);
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
    ends.push(() => sandbox.close());
    const trips = await countRoundTrips(sqld.url);
    ends.push(() => trips.close());
    const worker = await startWorkerd({
      vars: { ...localVars(sandbox.url, trips.url), ...(await options.vars?.(sandbox)) },
      ...(options.onLog === undefined ? {} : { onLog: options.onLog }),
    });
    ends.push(() => worker.close());
    const eventsUrl = `${worker.url}/feishu/events`;
    sandbox.setEventsUrl(eventsUrl);
    // Twenty who write at once over HTTP race for their numbers: ten seconds here, more on a busy machine.
    const settle = () => settled(sandbox, worker.url, 60_000);
    return {
      sandbox,
      worker,
      db,
      eventsUrl,
      trips,
      person: (openId) => personAt(sandbox.control, openId, settle),
      settle,
      async advance(ms) {
        await sandbox.control.advance(ms);
        await worker.scheduled(sandbox.now());
        await settle();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
