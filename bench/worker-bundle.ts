import { join } from "node:path";
import { bundleWorker, wrangler } from "../test/support/wrangler.ts";
import type { Measure } from "./support/measure.ts";
import { limited } from "./support/measure.ts";
import { inFolder } from "./support/office.ts";
import { median, span } from "./support/stats.ts";

/** What a deployment would upload, and what it costs to start it. */
export const workerBundle: Measure = {
  name: "worker-bundle",
  about: "the Worker as it would be deployed: size of the bundle, CPU time of its start in workerd on this machine",
  run: (context) =>
    inFolder(async (dir) => {
      const { bytes, gzipBytes } = await bundleWorker(dir);
      const kib = gzipBytes / 1024;
      context.say(`worker bundle: ${kib.toFixed(0)} KiB gzip`);
      const starts: number[] = [];
      for (let round = 0; round < (context.quick ? 3 : 7); round += 1) {
        const words = await wrangler(["check", "startup", "--outfile", join(dir, "startup.cpuprofile")]);
        const active = /Active:\s*([\d.]+) ms/.exec(words)?.[1];
        if (active === undefined) throw new Error(`wrangler check startup did not tell a time:\n${words}`);
        starts.push(Number(active));
        context.say(`worker start: ${active} ms`);
      }
      const size = `wrangler deploy --dry-run; ${(bytes / 1024).toFixed(0)} KiB minified`;
      const start = `wrangler check startup, active time; ${starts.length} runs ${span(starts, 1)}; not Cloudflare's machine`;
      return [
        limited({ name: "worker_bundle_gzip", value: kib, unit: "KiB", note: size }, 400),
        limited({ name: "worker_startup_cpu", value: median(starts), unit: "ms", note: start }, 100),
      ];
    }),
};
