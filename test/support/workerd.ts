import { fileURLToPath } from "node:url";
import { LOCAL_APP } from "../../src/local/app.ts";

/** The desk in a real workerd. */
export interface Workerd {
  readonly url: string;
  /** Lets the cron strike. @param at UTC ms of its slot. */
  scheduled(at?: number): Promise<void>;
  /** Lines of the desk's own log so far. */
  readonly log: readonly string[];
  close(): Promise<void>;
}

export interface WorkerdOptions {
  /** What replaces and adds to the vars of wrangler.toml. */
  readonly vars: Readonly<Record<string, string>>;
  /** 0 or nothing = a free one. */
  readonly port?: number;
  /** Bundles and loads anew when a source file changes. Default false. */
  readonly watch?: boolean;
  readonly onLog?: (line: string) => void;
}

/** What the Worker is told beside the local Feishu. */
export const localVars = (sandboxUrl: string, databaseUrl: string): Record<string, string> => ({
  FEISHU_APP_ID: LOCAL_APP.appId,
  FEISHU_APP_SECRET: LOCAL_APP.appSecret,
  FEISHU_ENCRYPT_KEY: LOCAL_APP.encryptKey,
  FEISHU_VERIFICATION_TOKEN: LOCAL_APP.verificationToken,
  FEISHU_BASE_URL: sandboxUrl,
  DATABASE_URL: databaseUrl,
  QIFU_LOCAL_CLOCK_URL: `${sandboxUrl}/sandbox/api/clock`,
});

const CONFIG = fileURLToPath(new URL("../../wrangler.toml", import.meta.url));
const START_MS = 60_000;

/** Bundles the Worker as a deployment would and serves it on the loopback address. @throws when it does not build or start. */
export async function startWorkerd(options: WorkerdOptions): Promise<Workerd> {
  // Neither usage reports nor a look for the visitor's place: nothing of this goes to the network.
  process.env["WRANGLER_SEND_METRICS"] = "false";
  process.env["CLOUDFLARE_CF_FETCH_ENABLED"] = "false";
  const { unstable_startWorker: startWorker } = await import("wrangler");
  const log: string[] = [];
  const worker = await startWorker({
    config: CONFIG,
    bindings: Object.fromEntries(
      Object.entries(options.vars).map(([name, value]) => [name, { type: "plain_text" as const, value }]),
    ),
    // No file beside the configuration may change what a test sees.
    envFiles: [],
    dev: {
      server: { hostname: "127.0.0.1", port: options.port ?? 0 },
      inspector: false,
      watch: options.watch ?? false,
      persist: false,
      remote: false,
      logLevel: "error",
      structuredLogsHandler: ({ message }: { readonly message: string }) => {
        log.push(message);
        options.onLog?.(message);
      },
    },
  });
  await Promise.race([loaded(worker.raw), tooLate()]).catch(async (error: unknown) => {
    await worker.dispose();
    throw error;
  });
  const url = (await worker.url).origin;
  return {
    url,
    log,
    async scheduled(at) {
      const query = new URLSearchParams({
        format: "json",
        cron: "* * * * *",
        ...(at === undefined ? {} : { time: `${at}` }),
      });
      // The local runtime has no clock of its own for crons; this strikes once (`worker.scheduled` finds no single worker).
      const answer = await fetch(`${url}/cdn-cgi/local/scheduled?${query.toString()}`);
      const text = await answer.text();
      if (!answer.ok) throw new Error(`the cron ended with ${text}:\n${log.slice(-5).join("\n")}`);
    },
    close: () => worker.dispose(),
  };
}

interface DevEvents {
  once(event: "reloadComplete" | "buildFailed" | "error", listener: (event: unknown) => void): unknown;
}

/** Resolves when the Worker serves. Its own `ready` is earlier, and a bundle that fails would leave requests waiting for ever. */
function loaded(events: DevEvents): Promise<void> {
  return new Promise((resolve, reject) => {
    events.once("reloadComplete", () => resolve());
    for (const event of ["buildFailed", "error"] as const)
      events.once(event, (failure) => {
        const cause = typeof failure === "object" && failure !== null && "cause" in failure ? failure.cause : failure;
        const words = cause instanceof Error ? cause.message : JSON.stringify(cause);
        reject(new Error(`the Worker does not build or start: ${words}`, { cause }));
      });
  });
}

function tooLate(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`workerd did not come up in ${START_MS} ms`)), START_MS).unref();
  });
}
