import { resolve } from "node:path";
import { readConfig } from "./config.ts";
import { startLongConnection } from "./feishu/inbound/long-connection.ts";
import { createLog } from "./log.ts";
import { HELP, readCli } from "./node/cli.ts";
import { startLocal } from "./node/local.ts";
import { realNow } from "./node/machine.ts";
import { openOffice } from "./node/open.ts";
import { giveBackMemory } from "./node/memory.ts";
import { serve } from "./node/serve.ts";
import { StartError, explain } from "./node/start-error.ts";

const log = createLog({ write: (line) => process.stderr.write(`${line}\n`), now: realNow });

/** @returns what ends it. */
async function start(): Promise<() => Promise<void>> {
  const cli = readCli(process.argv.slice(2));
  if (!cli.ok) throw new StartError(cli.error);
  if (cli.value.help) {
    console.log(HELP);
    process.exit(0);
  }
  const config = readConfig(process.env);
  if (!config.ok) throw new StartError(config.error);
  const dataDir = resolve(cli.value.dataDir);
  const port = cli.value.port ?? config.value.port ?? 3000;
  const db = await openOffice(config.value, dataDir);
  const { feishu, model, bitable } = config.value;
  if (feishu === null) {
    const sandboxPort = cli.value.sandboxPort ?? 3001;
    const { serving, sandbox } = await startLocal({ db, model, bitable, dataDir, port, sandboxPort, log });
    console.log(`\n企服 is running beside a local Feishu (sample town, data in ${dataDir}).\n`);
    console.log(`  Open this page     ${sandbox.url}/`);
    console.log(`  Desk               http://127.0.0.1:${serving.port}/healthz\n`);
    return async () => {
      await serving.close();
      await sandbox.close();
    };
  }
  const serving = await serve({
    db,
    feishu,
    model,
    bitable,
    log,
    now: realNow,
    host: "0.0.0.0",
    port,
    localControl: false,
  }).catch((error: unknown) => {
    const sentence = explain(error, { port });
    throw sentence === null ? error : new StartError(sentence, { cause: error });
  });
  const connection =
    feishu.inbound === "long-connection" ? await startLongConnection(feishu, serving.app.accept, log) : null;
  const way = connection === null ? "events at POST /feishu/events" : "events by long connection";
  console.log(`企服 serves ${feishu.baseUrl} on port ${serving.port}; ${way}.`);
  return async () => {
    connection?.close();
    await serving.close();
  };
}

try {
  const stop = await start();
  giveBackMemory();
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      // A second Ctrl-C ends it at once; what was stored is taken up at the next start.
      if (stopping) process.exit(130);
      stopping = true;
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(`Qifu cannot start: ${error.message}`);
  process.exit(1);
}
