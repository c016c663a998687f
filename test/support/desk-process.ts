import { databaseFile } from "../../src/store/open-node.ts";
import { startChild } from "./child.ts";
import { until } from "./clock.ts";

export interface DeskProcess {
  readonly port: number;
  readonly eventsUrl: string;
  /** Log lines so far. */
  readonly log: () => string[];
  /** SIGKILL: no handler runs, nothing is flushed. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Ends it as Ctrl-C would. */
  stop(): Promise<void>;
}

export interface DeskProcessOptions {
  readonly dir: string;
  readonly sandboxUrl: string;
  /** Default 1500: what a killed one had in hand is taken up after this. */
  readonly leaseMs?: number;
  readonly pollMs?: number;
  /** Its clock, ms ahead of the machine's. */
  readonly aheadMs: number;
}

/** Starts the desk in a process of its own on a database that exists. Resolves when it answers. */
export async function startDesk(options: DeskProcessOptions): Promise<DeskProcess> {
  const { leaseMs = 1500, pollMs = 100 } = options;
  const child = startChild("test/support/desk-entry.ts", [
    databaseFile(options.dir),
    options.sandboxUrl,
    String(leaseMs),
    String(pollMs),
    String(options.aheadMs),
  ]);
  const port = await until("the desk's process to be ready", () => {
    if (child.process.exitCode !== null) throw new Error(`the desk ended: ${child.err()}`);
    return /^ready (\d+)$/m.exec(child.out())?.[1];
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.process.kill(signal);
    await child.ended;
  };
  return {
    port: Number(port),
    eventsUrl: `http://127.0.0.1:${port}/feishu/events`,
    log: () =>
      child
        .err()
        .split("\n")
        .filter((line) => line !== ""),
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
  };
}
