import { loadSampleTown } from "../../db/sample/load.ts";
import { LOCAL_APP, localFeishu } from "../local/app.ts";
import { galleryEntries } from "../local/gallery/index.ts";
import { STORY } from "../local/story.ts";
import { sampleTown } from "../local/town.ts";
import type { BitableConfig, ModelConfig } from "../config.ts";
import type { Log } from "../log.ts";
import type { Sandbox } from "../sandbox/index.ts";
import type { Database } from "../store/database.ts";
import { serve } from "./serve.ts";
import type { Serving } from "./serve.ts";
import { StartError, explain } from "./start-error.ts";

export interface LocalOptions {
  readonly db: Database;
  readonly model: ModelConfig | null;
  /** A table made in the local Feishu. */
  readonly bitable: BitableConfig | null;
  readonly dataDir: string;
  readonly port: number;
  readonly sandboxPort: number;
  readonly log: Log;
}

/** The desk beside a local Feishu with the sample town; both on the loopback address, the desk on the local clock. */
export async function startLocal(options: LocalOptions): Promise<{ serving: Serving; sandbox: Sandbox }> {
  const { db, dataDir, log } = options;
  const { startSandbox } = await import("../sandbox/index.ts");
  const sandbox = await startSandbox({
    port: options.sandboxPort,
    town: sampleTown(),
    apps: [LOCAL_APP],
    eventsUrl: null,
    controlUrl: `http://127.0.0.1:${options.port}/local`,
    dataDir: `${dataDir}/sandbox`,
    story: STORY,
    gallery: galleryEntries,
    log: (line) => log.debug("sandbox", { line }),
  }).catch((error: unknown) => {
    const about = { port: options.sandboxPort, option: "--sandbox-port", path: `${dataDir}/sandbox` };
    throw new StartError(explain(error, about) ?? String(error), { cause: error });
  });
  await loadSampleTown(db, LOCAL_APP.appId, sandbox.now());
  const serving = await serve({
    db,
    feishu: localFeishu(sandbox.url),
    model: options.model,
    bitable: options.bitable,
    log,
    now: () => sandbox.now(),
    host: "127.0.0.1",
    port: options.port,
    localControl: true,
  }).catch(async (error: unknown) => {
    await sandbox.close();
    const sentence = explain(error, { port: options.port });
    throw sentence === null ? error : new StartError(sentence, { cause: error });
  });
  sandbox.setEventsUrl(`http://127.0.0.1:${serving.port}/feishu/events`);
  return { serving, sandbox };
}
