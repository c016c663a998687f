import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { jobs } from "../../db/schema/index.ts";
import { backoff } from "../../src/jobs/backoff.ts";
import type { Database } from "../../src/store/database.ts";
import { writeAll } from "../../src/store/database.ts";
import { guardRefused } from "../../src/store/errors.ts";
import type { ClaimedJob, NewJob } from "../../src/store/jobs.ts";
import { addJob } from "../../src/store/add-jobs.ts";
import { buryJob, claimJobs, finishJob, finishJobGuarded } from "../../src/store/jobs.ts";
import { releaseJob } from "../../src/store/release.ts";
import { queueState } from "../../src/store/queue.ts";
import { freshDatabase } from "../support/template-database.ts";

const AT = 1_000_000;
const LEASE = 100;
let dir: string;
let db: Database;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "qifu-jobs-"));
  db = await freshDatabase(dir);
});
afterEach(() => {
  db.$client.close();
  rmSync(dir, { recursive: true, force: true });
});

const add = (id: string, more: Partial<NewJob> = {}) =>
  addJob(db, {
    id,
    kind: "k",
    key: null,
    serial: null,
    payload: {},
    runAt: AT,
    maxAttempts: 3,
    createdAt: AT,
    ...more,
  });
let tokens = 0;
const claim = async (now = AT, serial?: string): Promise<ClaimedJob[]> =>
  claimJobs(db, {
    now,
    lease: { token: `t${(tokens += 1)}`, until: now + LEASE },
    limit: 10,
    ...(serial === undefined ? {} : { serial }),
  });
const one = async (now = AT): Promise<ClaimedJob> => {
  const [job, ...rest] = await claim(now);
  if (job === undefined || rest.length > 0) throw new Error("not exactly one");
  return job;
};
const ids = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id);
const rowOf = async (id: string) =>
  (
    await db
      .select()
      .from(jobs)
      .where(sql`id = ${id}`)
  )[0];

describe("claim and lease", () => {
  test("set aside while somebody wants it again: it is due when he wants it, not when the one before would have waited for", async () => {
    await add("a", { key: "refresh:1" });
    const job = await one();
    await add("b", { key: "refresh:1", payload: { newer: true } });
    await releaseJob(db, job, { runAt: AT + 600_000, error: null, countsAsTry: false });
    expect(await one()).toMatchObject({ id: "a", payload: { newer: true } });
    const again = await rowOf("a");
    expect(again?.runAt).toBe(AT);
  });

  test("a due job is taken once, a later one not yet", async () => {
    await add("a");
    await add("b", { runAt: AT + 1 });
    expect(ids(await claim())).toEqual(["a"]);
    expect(await claim()).toEqual([]);
    expect(ids(await claim(AT + 1))).toEqual(["b"]);
  });

  test("when the lease ends somebody else takes it, with one try more counted; the first can end it no longer", async () => {
    await add("a");
    const first = await one();
    const second = await one(AT + LEASE);
    expect([first.attempts, second.attempts]).toEqual([1, 2]);
    await finishJob(db, first, AT);
    await buryJob(db, first, "late", AT);
    await releaseJob(db, first, { runAt: AT, error: "late", countsAsTry: true });
    expect(await rowOf("a")).toMatchObject({ state: "waiting", lockedBy: second.token, lastError: null });
    const error: unknown = await writeAll(db, [add("effect"), finishJobGuarded(db, first, AT)]).catch(
      (e: unknown) => e,
    );
    expect(guardRefused(error)).toBe("jobs");
    expect(await rowOf("effect"), "the effects fall with the end").toBeUndefined();
    await writeAll(db, [finishJobGuarded(db, second, AT)]);
    expect((await rowOf("a"))?.state).toBe("done");
  });

  test("a maker's own job is nobody else's until its lease ends", async () => {
    await add("a", { lease: { token: "mine", until: AT + LEASE } });
    expect(await claim()).toEqual([]);
    expect((await one(AT + LEASE)).attempts).toBe(2);
  });
});

describe("one at a time per serial", () => {
  test("the next waits for the one before, other serials do not", async () => {
    await writeAll(db, [add("a1", { serial: "a" }), add("a2", { serial: "a" }), add("b1", { serial: "b" })]);
    const taken = await claim();
    expect(ids(taken)).toEqual(["a1", "b1"]);
    expect(await claim()).toEqual([]);
    await finishJob(db, taken[0] as ClaimedJob, AT);
    expect(ids(await claim())).toEqual(["a2"]);
  });

  test("a failed or rate-limited one still holds its place; after three tries it no longer does", async () => {
    await writeAll(db, [add("a1", { serial: "a", maxAttempts: 9 }), add("a2", { serial: "a" })]);
    let now = AT;
    const first = await one(now);
    await releaseJob(db, first, { runAt: now + 10, error: "rate_limited", countsAsTry: false });
    expect(await claim(now), "a rate limit").toEqual([]);
    for (let tries = 1; tries <= 3; tries += 1) {
      now += 10;
      const job = (await claim(now))[0];
      expect(job?.id).toBe("a1");
      await releaseJob(db, job as ClaimedJob, { runAt: now + 10, error: "again", countsAsTry: true });
    }
    expect(ids(await claim(now))).toEqual(["a2"]);
  });

  test("one planned for later holds nobody up", async () => {
    await writeAll(db, [add("a1", { serial: "a", runAt: AT + 50 }), add("a2", { serial: "a" })]);
    expect(ids(await claim())).toEqual(["a2"]);
  });

  test("a single serial can be asked for", async () => {
    await writeAll(db, [add("a1", { serial: "a" }), add("b1", { serial: "b" })]);
    expect(ids(await claim(AT, "b"))).toEqual(["b1"]);
  });
});

describe("the same key", () => {
  test("moves the waiting job instead of doubling it, to the earlier time", async () => {
    await add("a", { key: "card", runAt: AT + 50 });
    await add("b", { key: "card", payload: { newer: true } });
    expect(await one()).toMatchObject({ id: "a", revision: 2, payload: { newer: true } });
  });

  test("added while it runs, it runs once more, from its first try", async () => {
    await add("a", { key: "card" });
    const running = await one();
    const [added] = await add("b", { key: "card", lease: { token: "maker", until: AT + LEASE } });
    expect(added, "it stays its runner's").toMatchObject({ id: "a", lockedBy: running.token, revision: 2 });
    await finishJob(db, running, AT);
    const again = await one();
    expect(again).toMatchObject({ id: "a", attempts: 1, revision: 2 });
    await finishJob(db, again, AT);
    expect((await rowOf("a"))?.state).toBe("done");
  });

  test("added while nobody runs it, it passes to the maker's lease", async () => {
    await add("a", { key: "card", runAt: AT + 50 });
    const [added] = await add("b", { key: "card", lease: { token: "maker", until: AT + LEASE } });
    expect(added).toMatchObject({ id: "a", lockedBy: "maker", attempts: 1, revision: 2 });
    expect(await claim(AT + 60)).toEqual([]);
  });

  test("an ended one does not stand in the way", async () => {
    await add("a", { key: "card" });
    await finishJob(db, await one(), AT);
    await add("b", { key: "card" });
    expect((await one()).id).toBe("b");
  });
});

test("a rate limit is no try; a buried job is kept and counted", async () => {
  await add("a");
  await releaseJob(db, await one(), { runAt: AT, error: "rate_limited", countsAsTry: false });
  const job = await one();
  expect(job.attempts).toBe(1);
  await buryJob(db, job, "card_invalid 230099", AT);
  expect(await queueState(db)).toMatchObject({ waiting: 0, buried: 1 });
  expect(await claim(AT + 1_000_000)).toEqual([]);
  expect((await rowOf("a"))?.lastError).toBe("card_invalid 230099");
});

test("waits double from a second to ten minutes, spread by a quarter either way", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, chance) => {
      const middle = Math.min(600_000, 1000 * 2 ** (attempts - 1));
      const wait = backoff(attempts, chance);
      expect(wait).toBeGreaterThanOrEqual(Math.floor(middle * 0.75));
      expect(wait).toBeLessThanOrEqual(Math.ceil(middle * 1.25));
    }),
  );
});

type Step =
  | { readonly do: "add"; readonly serial: string | null; readonly key: string | null }
  | { readonly do: "claim" | "wait" | "finish" | "fail" | "limited"; readonly which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant("add" as const),
    serial: fc.constantFrom("a", "b", null),
    key: fc.constantFrom("x", "y", null),
  }),
  fc.record({
    do: fc.constantFrom(
      "claim" as const,
      "claim" as const,
      "wait" as const,
      "finish" as const,
      "fail" as const,
      "limited" as const,
    ),
    which: fc.nat(9),
  }),
);

test(
  "whatever the order: nobody runs a job another holds, at most one of a serial, and all ends",
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        await db.delete(jobs);
        let now = AT;
        let next = 0;
        let held: (ClaimedJob & { until: number })[] = [];
        const alive = () => held.filter(({ until }) => until > now);
        const take = async () => {
          for (const job of await claim(now)) {
            expect(
              alive().map(({ id }) => id),
              "held by another",
            ).not.toContain(job.id);
            const rivals = alive().filter(
              (other) => job.serial !== null && other.serial === job.serial && other.attempts < 3,
            );
            expect(rivals, "two of one serial").toEqual([]);
            held.push({ ...job, until: now + LEASE });
          }
        };
        for (const one of steps) {
          const job = "which" in one && held.length > 0 ? held[one.which % held.length] : undefined;
          if (one.do === "add")
            await add(`j${String((next += 1)).padStart(3, "0")}`, {
              serial: one.serial,
              key: one.key,
              runAt: now,
              createdAt: now,
              maxAttempts: 99,
            });
          else if (one.do === "claim") await take();
          else if (one.do === "wait") now += 60;
          else if (job !== undefined) {
            held = held.filter((other) => other !== job);
            if (one.do === "finish") await finishJob(db, job, now);
            else await releaseJob(db, job, { runAt: now + 10, error: "again", countsAsTry: one.do === "fail" });
          }
        }
        for (let rounds = 0; (await queueState(db)).waiting > 0; rounds += 1) {
          expect(rounds).toBeLessThan(200);
          now += LEASE;
          held = [];
          await take();
          for (const job of held) await finishJob(db, job, now);
        }
      }),
      { numRuns: 60 },
    );
  },
);
