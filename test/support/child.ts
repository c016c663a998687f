import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Node 24 of the dependencies, which runs TypeScript as it is. */
export const NODE = `${ROOT}node_modules/.bin/node`;
/** Arguments of Node with which a process of the desk starts in a third of the time. */
export const QUICKLY = ["--import", new URL("quick-imports.ts", import.meta.url).href];

export interface Child {
  readonly process: ChildProcess;
  /** What it has written so far. */
  readonly out: () => string;
  readonly err: () => string;
  /** Resolves with exit code, or signal, when it has ended and its output is complete. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/**
 * Starts a TypeScript file of the project in a process of its own, from the project's folder; it does not outlive ours.
 * @param flags of Node.
 */
export function startChild(
  file: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
  flags: readonly string[] = QUICKLY,
): Child {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^(FEISHU|DATABASE|LLM|PORT|QIFU|NODE_OPTIONS|VITEST)/.test(key)),
  );
  const child = spawn(NODE, [...flags, file, ...args], {
    cwd: ROOT,
    env: { ...inherited, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const onExit = (): void => void child.kill("SIGKILL");
  process.once("exit", onExit);
  child.once("close", () => process.off("exit", onExit));
  const out: string[] = [];
  const err: string[] = [];
  child.stdout.setEncoding("utf8").on("data", (text: string) => out.push(text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => err.push(text));
  return {
    process: child,
    out: () => out.join(""),
    err: () => err.join(""),
    ended: new Promise((resolve) => child.once("close", (code, signal) => resolve({ code, signal }))),
  };
}

/** Runs one to its end. */
export async function runChild(file: string, args: readonly string[] = [], env: Record<string, string> = {}) {
  const child = startChild(file, args, env);
  const { code } = await child.ended;
  return { code, out: child.out(), err: child.err() };
}
