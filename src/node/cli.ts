import { parseArgs } from "node:util";
import type { Result } from "../domain/result.ts";
import { fail, ok } from "../domain/result.ts";

export interface CliOptions {
  readonly port: number | null;
  readonly sandboxPort: number | null;
  readonly dataDir: string;
  readonly help: boolean;
}

export const HELP = `Usage: npm start -- [--port N] [--sandbox-port M] [--data DIR]

Starts the desk. Without FEISHU_APP_ID it runs beside a local Feishu with a sample town: open the printed address in a
browser. With FEISHU_APP_ID, FEISHU_APP_SECRET, FEISHU_ENCRYPT_KEY and FEISHU_VERIFICATION_TOKEN it serves the real platform.

  --port N          port of the desk (default 3000, or PORT)
  --sandbox-port M  port of the local Feishu and its page (default 3001)
  --data DIR        where the database and the local Feishu keep their files (default ./data)
  --help            this text`;

/** Reads the command line. The error is one sentence that says what to do. */
export function readCli(args: readonly string[]): Result<CliOptions, string> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        "sandbox-port": { type: "string" },
        data: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
    const port = portOf(values.port);
    const sandboxPort = portOf(values["sandbox-port"]);
    if (port === undefined || sandboxPort === undefined)
      return fail("A port is a whole number from 0 to 65535, for example: npm start -- --port 3000");
    return ok({ port, sandboxPort, dataDir: values.data ?? "data", help: values.help ?? false });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split(".")[0] ?? "") : "";
    return fail(`${reason}. See: npm start -- --help`);
  }
}

/** Null = not given, undefined = not a port. */
function portOf(text: string | undefined): number | null | undefined {
  if (text === undefined) return null;
  const port = Number(text);
  return /^\d{1,5}$/.test(text) && port <= 65_535 ? port : undefined;
}
