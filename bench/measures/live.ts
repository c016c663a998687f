import type { Running } from "../support/child.ts";
import { startProcess, startProduct } from "../support/child.ts";
import { deliveries, requestBytes } from "../support/events.ts";
import type { Load } from "../support/load.ts";
import { atRate } from "../support/load.ts";
import type { BenchContext, Measure, Result } from "../support/measure.ts";
import { compared, limited, watched } from "../support/measure.ts";
import { inFolder, managerNumber, prepareTown } from "../support/office.ts";
import { quantile } from "../support/stats.ts";
import { startStubPlatform } from "../support/stub-platform.ts";

const PER_SECOND = 200;
const MANAGERS = 2000;

export const live: Measure = {
  name: "live",
  about: `the whole desk at ${PER_SECOND} messages/s: how soon each is acknowledged; resident memory at rest and then`,
  run: (context) =>
    inFolder(async (dir) => {
      await prepareTown(dir, MANAGERS);
      const platform = await startStubPlatform();
      const desk = await startProduct(dir, platform.url);
      const sdk = await startProcess(new URL("../processes/sdk-adapter.ts", import.meta.url), []);
      try {
        const atRest = await restingMemory(context, desk);
        const { loads, most } = await underLoad(context, desk);
        context.say(`live: ${platform.calls()} calls of the desk to the platform`);
        const adapter = await steady(sdk, context.quick ? 2 : 4);
        return [...latencyResults(loads, adapter), ...memoryResults(atRest, most)];
      } finally {
        await Promise.all([desk.stop(), sdk.stop()]);
        await platform.close();
      }
    }),
};

async function restingMemory(context: BenchContext, desk: Running): Promise<number | null> {
  // Long enough for two of its looks for due work.
  await new Promise((resolve) => setTimeout(resolve, context.quick ? 3000 : 6000));
  return desk.residentMiB();
}

/** Several stretches after one that warms up; each has its own quantiles, so that one disturbance shows as one. */
async function underLoad(context: BenchContext, desk: Running): Promise<{ loads: Load[]; most: number | null }> {
  let most: number | null = null;
  const sampling = setInterval(() => {
    const now = desk.residentMiB();
    if (now !== null) most = Math.max(most ?? 0, now);
  }, 250);
  const loads: Load[] = [];
  try {
    await steady(desk, 2);
    for (let i = 0; i < (context.quick ? 2 : 4); i += 1) {
      const load = await steady(desk, 4);
      const [p50, p99] = [0.5, 0.99].map((q) => quantile(load.latencies, q).toFixed(1));
      context.say(`live: p50 ${p50} ms, p99 ${p99} ms, resident ${desk.residentMiB()?.toFixed(0)} MiB`);
      loads.push(load);
    }
  } finally {
    clearInterval(sampling);
  }
  return { loads, most };
}

let turn = 0;
const nextManager = (): string => managerNumber(turn++ % MANAGERS).openId;

const steady = (server: Running, seconds: number): Promise<Load> =>
  atRate(server.port, deliveries(PER_SECOND * seconds, Date.now(), nextManager).map(requestBytes), PER_SECOND);

function latencyResults(loads: readonly Load[], adapter: Load): Result[] {
  const all = loads.flatMap(({ latencies }) => latencies);
  const single = loads.map(({ latencies }) => quantile(latencies, 0.99).toFixed(1)).join(", ");
  const note = `${PER_SECOND}/s for ${loads.length} × 4 s, every message understood, written and answered meanwhile; from when each was due`;
  const p50 = { name: "ingest_p50", value: quantile(all, 0.5), unit: "ms", note };
  const p99 = {
    name: "ingest_p99",
    value: quantile(all, 0.99),
    unit: "ms",
    note: `${note}; single stretches: ${single}`,
  };
  return [
    compared(p50, quantile(adapter.latencies, 0.5), "SDK adaptDefault at the same rate, doing nothing", null),
    limited(p99, 50),
  ];
}

function memoryResults(atRest: number | null, most: number | null): Result[] {
  const note = "src/node.ts alone in its process, sample town, against a platform in another";
  const results: Result[] = [];
  if (atRest !== null) results.push(limited({ name: "memory_at_rest", value: atRest, unit: "MiB", note }, 150));
  if (most !== null)
    results.push(
      limited(
        { name: "memory_at_full_load", value: most, unit: "MiB", note: `${note}; most at ${PER_SECOND} messages/s` },
        300,
      ),
    );
  return results.length > 0
    ? results
    : [watched({ name: "memory_at_rest", value: Number.NaN, unit: "MiB", note: "this system does not tell it" })];
}
