import { fork, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { LOCAL_APP } from "../../src/local/app.ts";

export interface Running {
  readonly port: number;
  readonly pid: number;
  /** Resident memory, MiB; null where the system does not tell. */
  residentMiB(): number | null;
  stop(): Promise<void>;
}

/** A process of ours that sends its port once it serves. */
export async function startProcess(file: URL, args: readonly string[]): Promise<Running> {
  const stdio = ["ignore", "ignore", "inherit", "ipc"] as const;
  const child = fork(fileURLToPath(file), [...args], { execArgv: profiling(), stdio: [...stdio] });
  return running(child, portFromMessage(child));
}

/** The product as an office starts it, on the database in that folder, against that platform. */
export async function startProduct(dir: string, platformUrl: string): Promise<Running> {
  const root = new URL("../../", import.meta.url);
  const { scripts } = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as { scripts: { start: string } };
  const [, ...start] = scripts.start.split(" ");
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, [...profiling(), ...start, "--data", dir, "--port", "0"], {
    cwd: fileURLToPath(root),
    env: {
      PATH,
      FEISHU_APP_ID: LOCAL_APP.appId,
      FEISHU_APP_SECRET: LOCAL_APP.appSecret,
      FEISHU_ENCRYPT_KEY: LOCAL_APP.encryptKey,
      FEISHU_VERIFICATION_TOKEN: LOCAL_APP.verificationToken,
      FEISHU_BASE_URL: platformUrl,
    },
    stdio: ["ignore", "pipe", "ignore"],
  });
  return running(child, portFromOutput(child));
}

/** With BENCH_CPU_PROFILE=DIR each process leaves a CPU profile there, to see where its time goes. */
function profiling(): string[] {
  const dir = process.env["BENCH_CPU_PROFILE"];
  return dir === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${dir}`];
}

async function running(child: ChildProcess, ready: Promise<number>): Promise<Running> {
  // However the bench ends, nothing of it goes on.
  const orphaned = (): boolean => child.kill("SIGKILL");
  process.once("exit", orphaned);
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
  });
  const early = ended.then(() => {
    throw new Error(`${child.spawnargs.join(" ")} ended before it served`);
  });
  const port = await Promise.race([ready, early]);
  early.catch(() => {});
  const pid = child.pid ?? 0;
  return {
    port,
    pid,
    residentMiB: () => residentMiB(pid),
    async stop() {
      child.kill("SIGTERM");
      // The first lets it finish what it is at, the second ends it at once, the third asks nobody.
      const second = setTimeout(() => child.kill("SIGTERM"), 1500);
      const third = setTimeout(() => child.kill("SIGKILL"), 8000);
      await ended;
      clearTimeout(second);
      clearTimeout(third);
      process.off("exit", orphaned);
    },
  };
}

const portFromMessage = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    child.once("message", (message) => resolve((message as { port: number }).port));
  });

const portFromOutput = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const port = /on port (\d+)/.exec(text)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });

function residentMiB(pid: number): number | null {
  try {
    const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return line === undefined ? null : Number(line) / 1024;
  } catch {
    return null;
  }
}
