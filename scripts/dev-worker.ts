/** Runs the desk as on Cloudflare, on this machine alone: workerd, a libSQL server, the local Feishu with the sample town. */
import { mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { loadSampleTown } from "../db/sample/load.ts";
import { LOCAL_APP } from "../src/local/app.ts";
import { sampleTown } from "../src/local/town.ts";
import { startSandbox } from "../src/sandbox/index.ts";
import { preparedServer, sqldMissing, startSqld } from "../test/support/sqld.ts";
import { localVars, startWorkerd } from "../test/support/workerd.ts";

const HELP = `Usage: npm run dev:worker -- [--port N] [--sandbox-port M] [--database-port K] [--data DIR]

Runs the desk as on Cloudflare, on this machine alone and without the network: the Worker in workerd, bundled anew when a
source file changes, a libSQL server (sqld), and the local Feishu with the sample town. Ctrl-C ends all three.

  --port N           port of the Worker (default 3000)
  --sandbox-port M   port of the local Feishu and its page (default 3001)
  --database-port K  port of the libSQL server (default: a free one)
  --data DIR         where the database and the local Feishu keep their files (default ./data/worker)
  --help             this text`;

const MINUTE_MS = 60_000;

interface Options {
  readonly port: number;
  readonly sandboxPort: number;
  readonly databasePort: number;
  readonly dataDir: string;
}

/** Why it cannot start, in one sentence that says what to do. */
class CannotStart extends Error {}

function readOptions(): Options | null {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "3000" },
      "sandbox-port": { type: "string", default: "3001" },
      "database-port": { type: "string", default: "0" },
      data: { type: "string", default: "data/worker" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return null;
  return {
    port: portOf("--port", values.port),
    sandboxPort: portOf("--sandbox-port", values["sandbox-port"]),
    databasePort: portOf("--database-port", values["database-port"]),
    dataDir: resolve(values.data),
  };
}

function portOf(option: string, text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new CannotStart(
    `${option} takes a whole number from 0 to 65535, for example: npm run dev:worker -- ${option} 3000`,
  );
}

/** Asked before anything is started: workerd itself would say it late and at length. */
async function mustBeFree(option: string, port: number): Promise<void> {
  const code = await new Promise<string | null>((done) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => done(error.code ?? "unknown"));
    server.listen(port, "127.0.0.1", () => server.close(() => done(null)));
  });
  if (code === null) return;
  const what = code === "EADDRINUSE" ? "is taken by another program" : `cannot be used (${code})`;
  throw new CannotStart(`Port ${port} ${what}. Choose another: npm run dev:worker -- ${option} ${port + 10}`);
}

/** @returns what ends it. */
async function start(options: Options): Promise<() => Promise<void>> {
  const missing = sqldMissing();
  if (missing !== null) throw new CannotStart(missing);
  await mustBeFree("--port", options.port);
  await mustBeFree("--sandbox-port", options.sandboxPort);
  await mustBeFree("--database-port", options.databasePort);
  try {
    mkdirSync(options.dataDir, { recursive: true });
  } catch (error) {
    throw new CannotStart(
      `The folder ${options.dataDir} cannot be made. Choose another: npm run dev:worker -- --data DIR`,
      {
        cause: error,
      },
    );
  }

  const ends: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end();
  };
  try {
    const sqld = await startSqld({ dataDir: join(options.dataDir, "sqld"), port: options.databasePort });
    ends.push(() => sqld.close());
    const db = await preparedServer(sqld.url);
    const sandbox = await startSandbox({
      port: options.sandboxPort,
      town: sampleTown(),
      apps: [LOCAL_APP],
      eventsUrl: null,
      controlUrl: `http://127.0.0.1:${options.port}/local`,
      dataDir: join(options.dataDir, "sandbox"),
    });
    ends.push(() => sandbox.close());
    await loadSampleTown(db, LOCAL_APP.appId, sandbox.now());
    db.$client.close();
    const worker = await startWorkerd({
      vars: localVars(sandbox.url, sqld.url),
      port: options.port,
      watch: true,
      onLog: (line) => process.stderr.write(`${line}\n`),
    });
    ends.push(() => worker.close());
    sandbox.setEventsUrl(`${worker.url}/feishu/events`);
    const cron = setInterval(() => {
      worker.scheduled().catch((error: unknown) => console.error(error instanceof Error ? error.message : error));
    }, MINUTE_MS);
    ends.push(() => Promise.resolve(clearInterval(cron)));
    console.log(`\n企服 runs in workerd beside a local Feishu (sample town, data in ${options.dataDir}).\n`);
    console.log(`  Open this page     ${sandbox.url}/`);
    console.log(`  Worker             ${worker.url}/healthz`);
    console.log(`  libSQL server      ${sqld.url}\n`);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

try {
  const options = readOptions();
  if (options === null) {
    console.log(HELP);
    process.exit(0);
  }
  const stop = await start(options);
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    // The bundler's own handlers would exit before the rest has ended.
    process.removeAllListeners(signal);
    process.on(signal, () => {
      // A second Ctrl-C ends it at once; what was stored is taken up at the next start.
      if (stopping) process.exit(130);
      stopping = true;
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
} catch (error) {
  const known = error instanceof CannotStart || (error instanceof TypeError && "code" in error);
  if (!known) throw error;
  console.error(`The local Worker cannot start: ${error.message}`);
  process.exit(1);
}
