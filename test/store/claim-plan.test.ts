import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "../../src/store/database.ts";
import { addJob } from "../../src/store/add-jobs.ts";
import { claimJobs, claimable } from "../../src/store/jobs.ts";
import { freshDatabase } from "../support/template-database.ts";

let dir: string;
let db: Database;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "qifu-claim-"));
  db = await freshDatabase(dir);
});
afterEach(() => {
  db.$client.close();
  rmSync(dir, { recursive: true, force: true });
});

const planOf = async (query: SQL): Promise<string[]> =>
  (await db.all<{ detail: string }>(sql`explain query plan ${query}`)).map(({ detail }) => detail);
const lease = { token: "t", until: 2000 };

test("a claim takes the first few of each index, however many are due", async () => {
  const steps = await planOf(claimable({ now: 1000, limit: 16 }));
  for (const name of ["jobs_ahead", "jobs_due", "jobs_failing"]) {
    const at = steps.findIndex((step) => step.includes(`SEARCH j USING INDEX ${name} `));
    expect(at, steps.join("\n")).toBeGreaterThan(0);
    expect(steps[at - 1], "it runs apart, to its own limit").toMatch(/^CO-ROUTINE/);
  }
  // The few that were found are put in order, and nothing else is.
  expect(steps.filter((step) => step.includes("TEMP B-TREE FOR ORDER BY"))).toHaveLength(1);
});

test("with hundreds due, what has not met an outage goes first, the oldest first", async () => {
  const base = { kind: "k", key: null, payload: {}, maxAttempts: 3, createdAt: 0 };
  for (let i = 0; i < 60; i += 1) await addJob(db, { ...base, id: `a${i}`, serial: `to:${i}`, runAt: i });
  await db.$client.execute("update jobs set failing_since = 1 where run_at < 30");
  const runs = (await claimJobs(db, { now: 1000, lease, limit: 40 })).map(({ id }) => Number(id.slice(1)));
  const wanted = [...Array.from({ length: 30 }, (_, i) => 30 + i), ...Array.from({ length: 10 }, (_, i) => i)];
  expect(new Set(runs)).toEqual(new Set(wanted));
});
