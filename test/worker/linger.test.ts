import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Runner } from "../../src/jobs/runner.ts";
import type { Database } from "../../src/store/database.ts";
import { addJob } from "../../src/store/add-jobs.ts";
import type { Watch } from "../../src/worker/linger.ts";
import { linger } from "../../src/worker/linger.ts";
import { TUESDAY_10 } from "../support/clock.ts";
import { freshDatabase } from "../support/template-database.ts";

let dir: string;
let db: Database;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "qifu-linger-"));
  db = await freshDatabase(dir);
});
afterEach(() => {
  db.$client.close();
  rmSync(dir, { recursive: true, force: true });
});

/** The office's clock an hour ahead of the machine's, and a sleep that takes no time but moves both. */
function world(watch: Watch = { until: 0 }) {
  let real = TUESDAY_10 - 3_600_000;
  const slept: number[] = [];
  const drainedAt: number[] = [];
  const runner: Runner = {
    async drain() {
      drainedAt.push(real);
      const done = await db.$client.execute({
        sql: "update jobs set state = 'done' where state = 'waiting' and serial is null and run_at <= ?",
        args: [real + 3_600_000],
      });
      return done.rowsAffected;
    },
  };
  const deps = {
    db,
    clock: { now: () => real + 3_600_000 },
    sleep: async (ms: number) => {
      slept.push(ms);
      real += ms;
      await Promise.resolve();
    },
  };
  return { slept, drainedAt, run: () => linger(deps, runner, watch, () => real) };
}

const due = async (inMs: number, serial: string | null = null): Promise<void> => {
  const id = `job_${inMs}_${serial ?? ""}`;
  const runAt = TUESDAY_10 + inMs;
  await addJob(db, { id, kind: "notice", key: null, serial, payload: {}, runAt, maxAttempts: 3, createdAt: 0 });
};

test("with nothing to come it costs one look", async () => {
  const { slept, drainedAt, run } = world();
  await run();
  expect([slept, drainedAt]).toEqual([[], []]);
});

test("what is due at once runs at once; what follows a press runs when its time comes, by the office's clock", async () => {
  await due(0);
  await due(1500);
  const { slept, drainedAt, run } = world();
  await run();
  expect(slept).toEqual([1500]);
  expect(drainedAt).toHaveLength(2);
});

test("what comes later than it may stay is left to the cron", async () => {
  await due(20_000);
  const { slept, drainedAt, run } = world();
  await run();
  expect([slept, drainedAt]).toEqual([[], []]);
});

test("of an isolate's requests one waits; when its wake-up has passed unused, the next takes over", async () => {
  await due(1500);
  const watch: Watch = { until: TUESDAY_10 - 3_600_000 + 1500 };
  const second = world(watch);
  await second.run();
  expect([second.slept, second.drainedAt]).toEqual([[], []]);
  watch.until = TUESDAY_10 - 3_600_000 - 1;
  await second.run();
  expect(second.drainedAt).toHaveLength(1);
});

test("an earlier job is waited for even where somebody waits for a later one", async () => {
  await due(1500);
  const { drainedAt, run } = world({ until: TUESDAY_10 - 3_600_000 + 9000 });
  await run();
  expect(drainedAt).toHaveLength(1);
});

test("a job that is due but held is looked at four times a second at most, and not for ever", async () => {
  await due(0, "from:somebody");
  const { slept, drainedAt, run } = world();
  await run();
  expect(Math.min(...slept)).toBe(250);
  expect(drainedAt.length).toBeGreaterThan(10);
  expect(drainedAt.length).toBeLessThanOrEqual(80);
});
