import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import * as z from "zod";
import type { SandboxTown } from "./protocol.ts";
import { DEMO_APP, DEMO_TOWN } from "./demo-town.ts";
import { startSandbox } from "./index.ts";

const HELP = `本地飞书 / a local Feishu for testing bots

  npm run sandbox -- [options]

  --port N                 default 4000; 0 = any free port
  --host H                 default 127.0.0.1
  --events URL             where your bot takes events and card callbacks; without it the bot connects by long connection
  --control URL            your bot's local control base: POST /tick, GET /next-due, POST /reset
  --data DIR               keep chats over restarts; without it everything is forgotten
  --town FILE              a town as JSON (see SandboxTown in protocol.ts) instead of the demo company
  --app-id, --app-secret, --encrypt-key, --verification-token
                           credentials of your bot (an empty --encrypt-key sends plain bodies)
  --retry-time-scale N     divides the retry waits of 15 s, 5 min, 1 h and 6 h; default 1
  --no-rate-limits         for load tests
  --spaced-bodies          sends {"encrypt": "…"} with a space, which a bot must verify all the same
  --help                   this text

  Then give your bot http://127.0.0.1:4000 instead of https://open.feishu.cn and open that address in a browser.`;

/** A wrong use of the command line or a start that cannot succeed, said in one sentence. */
class UsageError extends Error {}

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        port: { type: "string", default: "4000" },
        host: { type: "string", default: "127.0.0.1" },
        events: { type: "string" },
        control: { type: "string" },
        data: { type: "string" },
        town: { type: "string" },
        "app-id": { type: "string", default: DEMO_APP.appId },
        "app-secret": { type: "string", default: DEMO_APP.appSecret },
        "encrypt-key": { type: "string", default: DEMO_APP.encryptKey ?? "" },
        "verification-token": { type: "string", default: DEMO_APP.verificationToken },
        "retry-time-scale": { type: "string", default: "1" },
        "no-rate-limits": { type: "boolean", default: false },
        "spaced-bodies": { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)} (--help shows the options)`);
  }
};

const number = (name: string, text: string, min: number, max: number): number => {
  const value = Number(text);
  if (text === "" || !(value >= min && value <= max))
    throw new UsageError(`--${name} must be ${min}…${max}, not "${text}"`);
  return value;
};

const address = (name: string, text: string | undefined): string | null => {
  if (text === undefined) return null;
  if (!/^https?:\/\//.test(text)) throw new UsageError(`--${name} must be an http(s) address, not "${text}"`);
  return text;
};

const townShape = z.looseObject({
  name: z.string(),
  tenantKey: z.string(),
  people: z
    .array(z.looseObject({ openId: z.string(), unionId: z.string(), userId: z.string(), name: z.string() }))
    .min(1),
  groups: z.array(z.looseObject({ chatId: z.string(), name: z.string(), memberOpenIds: z.array(z.string()) })),
});

const readTown = (file: string | undefined): SandboxTown => {
  if (file === undefined) return DEMO_TOWN;
  try {
    return townShape.parse(JSON.parse(readFileSync(file, "utf8"))) as unknown as SandboxTown;
  } catch (error) {
    throw new UsageError(`--town ${file} cannot be used: ${error instanceof Error ? error.message : String(error)}`);
  }
};

const START_ERRORS: Record<string, (port: number, dir: string | undefined) => string> = {
  EADDRINUSE: (port) => `port ${port} is taken; choose another with --port`,
  EACCES: (port, dir) => `no right to use port ${port} or the directory ${dir ?? "."}`,
  EADDRNOTAVAIL: () => "the address of --host is not one of this machine",
};

const main = async (): Promise<void> => {
  const options = readOptions();
  if (options.help) {
    console.log(HELP);
    return;
  }
  const port = number("port", options.port, 0, 65_535);
  const appId = options["app-id"];
  if (!/^cli_[0-9a-f]{16}$/i.test(appId)) throw new UsageError("--app-id must be cli_ and 16 hex digits");
  const { encryptKey: _demoKey, ...demo } = DEMO_APP;
  const encryptKey = options["encrypt-key"];
  const app = {
    ...demo,
    appId,
    appSecret: options["app-secret"],
    verificationToken: options["verification-token"],
    ...(encryptKey === "" ? {} : { encryptKey }),
  };
  const sandbox = await startSandbox({
    port,
    host: options.host,
    town: readTown(options.town),
    apps: [app],
    eventsUrl: address("events", options.events),
    controlUrl: address("control", options.control),
    dataDir: options.data ?? null,
    retryTimeScale: number("retry-time-scale", options["retry-time-scale"], 0.001, 1_000_000_000),
    rateLimits: !options["no-rate-limits"],
    spacedBodies: options["spaced-bodies"],
    log: (line) => console.error(line),
  }).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const sentence =
      START_ERRORS[code]?.(port, options.data) ?? (error instanceof Error ? error.message : String(error));
    throw new UsageError(sentence, { cause: error });
  });
  console.log(`本地飞书 ${sandbox.url}/`);
  console.log(`  app_id ${app.appId}  app_secret ${app.appSecret}`);
  console.log(
    `  encrypt_key ${encryptKey === "" ? "(none)" : encryptKey}  verification_token ${app.verificationToken}`,
  );
  console.log(`  events ${options.events ?? "by long connection"}`);
  if (options.events !== undefined) {
    const checked = await sandbox.control.verifyUrl();
    console.log(checked.ok ? "  url verification ok" : `  url verification failed: ${checked.problem}`);
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
  }
};

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`The local Feishu cannot start: ${error.message}`);
  process.exitCode = 1;
}
