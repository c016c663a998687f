import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Runs wrangler without the network; resolves with everything it said. @throws with its last words when it fails. */
export function wrangler(args: readonly string[]): Promise<string> {
  const script = join(dirname(createRequire(import.meta.url).resolve("wrangler/package.json")), "bin", "wrangler.js");
  return new Promise((resolve, reject) => {
    // CI: it asks nothing and colours nothing.
    const env = { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "1" };
    const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
    let words = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        words += text;
      });
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) resolve(words);
      else reject(new Error(`wrangler ${args.join(" ")} ended with ${code}:\n${words.slice(-2000)}`));
    });
  });
}

export interface Bundle {
  readonly text: string;
  readonly bytes: number;
  readonly gzipBytes: number;
  /** What wrangler said on making it. */
  readonly words: string;
}

/** Bundles the Worker as a deployment would. @param dir where the files may go. */
export async function bundleWorker(dir: string): Promise<Bundle> {
  const words = await wrangler(["deploy", "--dry-run", "--outdir", dir]);
  const file = readFileSync(join(dir, "worker.js"));
  return { text: file.toString("utf8"), bytes: file.length, gzipBytes: gzipSync(file).length, words };
}
