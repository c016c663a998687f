import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { jobs } from "../../db/schema/index.ts";
import type { Deps } from "../../src/deps.ts";
import type { JobDefinition, JobOutcome } from "../../src/jobs/job.ts";
import { createRunner } from "../../src/jobs/runner.ts";
import { createLog } from "../../src/log.ts";
import type { Database } from "../../src/store/database.ts";
import { addJob, wakeLanes } from "../../src/store/add-jobs.ts";
import type { ClaimedJob, NewJob } from "../../src/store/jobs.ts";
import { DAY, HOUR, MINUTE } from "../support/clock.ts";
import { freshDatabase } from "../support/template-database.ts";

let dir: string;
let db: Database;
let now: number;
let log: string[];
/** Jobs in the order in which they were tried. */
let tried: string[];
let answer: (id: string) => JobOutcome;
/** In its place, where the outcome depends on the job itself. */
let marked: ((job: ClaimedJob) => JobOutcome | Promise<JobOutcome>) | null;

const DOWN: JobOutcome = { type: "failing", error: "transient 503" };
const UP: JobOutcome = { type: "done" };

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "qifu-outage-"));
  db = await freshDatabase(dir);
  now = 1_000_000;
  log = [];
  tried = [];
  answer = () => DOWN;
  marked = null;
});
afterEach(() => {
  db.$client.close();
  rmSync(dir, { recursive: true, force: true });
});

const notice: JobDefinition = {
  kind: "notice",
  run: (_deps, job) => {
    tried.push(job.id);
    return Promise.resolve(marked === null ? answer(job.id) : marked(job));
  },
};
const inbound: JobDefinition = { ...notice, kind: "inbound" };

let tokens = 0;
const drain = async (): Promise<number> => {
  const deps = {
    db,
    clock: { now: () => now },
    random: () => 0.5,
    ids: { next: () => `t${(tokens += 1)}` },
    log: createLog({ write: (line) => log.push(line), now: () => now }),
  };
  return createRunner(deps as unknown as Deps, [notice, inbound]).drain();
};
const add = (id: string, serial: string, more: Partial<NewJob> = {}) =>
  addJob(db, {
    id,
    kind: "notice",
    key: null,
    serial,
    payload: {},
    runAt: now,
    maxAttempts: 12,
    createdAt: now,
    ...more,
  });
const row = async (id: string) => (await db.select().from(jobs).where(eq(jobs.id, id)))[0];
/** Looks for due work every half minute. */
async function goOn(ms: number, step = MINUTE / 2): Promise<void> {
  for (const end = now + ms; now < end; now += step) await drain();
}

test("a platform that is down for more than a day is waited for, at most every quarter of an hour, and nothing is lost", async () => {
  await add("a", "to:1");
  await goOn(30 * HOUR, 5 * MINUTE);
  expect(await row("a")).toMatchObject({ state: "waiting", lastError: "transient 503" });
  expect(tried.length).toBeGreaterThan(30 * 3);
  expect(tried.length).toBeLessThan(30 * 8 + 12);
  answer = () => UP;
  await goOn(13 * MINUTE);
  expect(await row("a")).toMatchObject({ state: "done", failingSince: null });
});

test("after three days it is buried with an error that the operator sees", async () => {
  await add("a", "to:1");
  await goOn(3 * DAY - HOUR, 15 * MINUTE);
  expect((await row("a"))?.state).toBe("waiting");
  await goOn(2 * HOUR, 15 * MINUTE);
  expect(await row("a")).toMatchObject({ state: "buried", lastError: "transient 503" });
  expect(log.join("\n")).toContain('"event":"job.buried"');
});

test("a desk that was off for a week has hardly tried: what failed once before and once after it is not given up", async () => {
  await add("a", "to:1");
  await drain();
  now += 7 * DAY;
  await drain();
  expect(tried).toEqual(["a", "a"]);
  answer = () => UP;
  await goOn(MINUTE);
  expect(await row("a")).toMatchObject({ state: "done", failingSince: null });
});

test("an error of ours while it waits is no reason to give it up: it had no fault of its own before", async () => {
  await add("a", "to:1");
  await goOn(2 * HOUR);
  answer = () => {
    throw new Error("the database is busy");
  };
  await goOn(15 * MINUTE);
  answer = () => UP;
  await goOn(15 * MINUTE);
  expect((await row("a"))?.state).toBe("done");
});

test("what a person is to read comes in its order after the outage, whatever came meanwhile", async () => {
  await add("a", "to:1");
  await goOn(MINUTE);
  await add("b", "to:1");
  await goOn(HOUR);
  await add("c", "to:1");
  await goOn(7 * MINUTE);
  tried = [];
  answer = () => UP;
  await goOn(13 * MINUTE);
  expect(tried).toEqual(["a", "b", "c"]);
});

test("something new behind what waits is not sent in front of it: both are tried at once, in their order", async () => {
  await add("a", "to:1");
  await goOn(HOUR);
  tried = [];
  answer = () => UP;
  const lease = { token: "maker", until: now + MINUTE };
  const [, added] = await db.batch([wakeLanes(db, ["to:1"], now), add("b", "to:1", { lease })]);
  expect(added[0]?.lockedBy, "its maker does not send it").toBeNull();
  await drain();
  expect(tried).toEqual(["a", "b"]);
});

test("what saves a life waits for nothing, and neither do other people", async () => {
  await add("a", "to:1");
  await goOn(HOUR);
  const lease = { token: "maker", until: now + MINUTE };
  const [ahead] = await add("b", "to:1", { lease, ahead: true });
  const [other] = await add("c", "to:2", { lease });
  expect([ahead?.lockedBy, other?.lockedBy]).toEqual(["maker", "maker"]);
});

test("while nothing gets through, a lane is tried by its first alone; a thousand that wait do not go first", async () => {
  for (const id of ["a1", "a2", "a3", "a4"]) await add(id, "to:1");
  await goOn(HOUR);
  tried = [];
  await goOn(HOUR);
  expect(new Set(tried)).toEqual(new Set(["a1"]));
  const many = Array.from({ length: 40 }, (_, i) => `b${String(i).padStart(2, "0")}`);
  for (const id of many) await add(id, `to:${id}`);
  await drain();
  now += 20 * MINUTE;
  await add("new", "from:1", { kind: "inbound", runAt: now });
  tried = [];
  await drain();
  expect(tried.slice(0, 16), "the first that are taken").toContain("new");
});

test("a message that only fails itself does not silence its reader: the next ones pass after three tries", async () => {
  answer = (id) => (id === "a" ? DOWN : UP);
  await add("a", "to:1");
  await add("b", "to:1");
  await goOn(2 * MINUTE);
  expect((await row("b"))?.state).toBe("done");
  // One that failed with it for once does not hang on it either.
  answer = () => DOWN;
  await add("c", "to:1");
  await drain();
  answer = (id) => (id === "a" ? DOWN : UP);
  await add("d", "to:2");
  await goOn(30 * MINUTE);
  expect([(await row("c"))?.state, (await row("a"))?.state]).toEqual(["done", "waiting"]);
});

test("set aside until its hour after failed tries, it holds up nobody behind it", async () => {
  await add("a", "to:1");
  await drain();
  now += 2000;
  answer = (id) => (id === "a" ? { type: "aside", until: now + 8 * HOUR } : UP);
  await drain();
  await add("b", "to:1");
  await drain();
  expect((await row("b"))?.state).toBe("done");
  expect(await row("a")).toMatchObject({ attempts: 0, failingSince: null });
});

test("the tries of an outage are not held against it: after it, an error of ours is one of twelve", async () => {
  await add("a", "to:1");
  await goOn(HOUR);
  const after = await row("a");
  expect(after?.attempts).toBe(1);
  expect(after?.outageTries).toBeGreaterThan(5);
  answer = () => ({ type: "wait", until: now + 1000, error: "rate_limited" });
  await goOn(11 * MINUTE);
  expect(await row("a")).toMatchObject({ attempts: 1, outageTries: 0, failingSince: null });
  answer = () => {
    throw new Error("the database is busy");
  };
  await goOn(MINUTE);
  expect((await row("a"))?.state).toBe("waiting");
  answer = () => UP;
  await goOn(5 * MINUTE);
  expect((await row("a"))?.state).toBe("done");
});

test("after an outage a mark that fails once is tried again: the message is there, only its mark is not", async () => {
  await add("a", "to:1");
  await goOn(3 * HOUR);
  let left = 0;
  marked = (job) => {
    left = job.maxAttempts - job.attempts;
    return { type: "again", error: "transient 503" };
  };
  await goOn(11 * MINUTE);
  expect(left, "tries left for the mark").toBeGreaterThan(2);
  expect(await row("a")).toMatchObject({ state: "waiting", failingSince: null, outageTries: 0 });
});

test("what saves a life is tried every half minute, whatever waits in front of it", async () => {
  await add("a", "to:1");
  await add("b", "to:1");
  await goOn(HOUR);
  const lease = { token: "maker", until: now };
  const [, [added]] = await db.batch([wakeLanes(db, ["to:1"], now), add("z", "to:1", { lease, ahead: true })]);
  expect(added?.lockedBy).toBe("maker");
  await goOn(11 * MINUTE, 5000);
  tried = [];
  await goOn(5 * MINUTE, 5000);
  expect(tried.filter((id) => id === "z").length).toBeGreaterThanOrEqual(8);
  answer = () => UP;
  tried = [];
  await goOn(35_000, 5000);
  expect(tried[0]).toBe("z");
  expect((await row("z"))?.state).toBe("done");
});

test("one that saves a life does not wait for another that is being tried", async () => {
  await add("z", "to:1", { ahead: true });
  await goOn(HOUR);
  await add("y", "to:1", { ahead: true });
  now += 1000;
  tried = [];
  await drain();
  expect(tried).toContain("y");
});

test("wanted anew in the last hour of the three days, it is waited for as long as any other", async () => {
  await add("a", "to:1", { key: "card:1" });
  await goOn(3 * DAY - HOUR, 15 * MINUTE);
  await db.batch([wakeLanes(db, ["to:1"], now), add("b", "to:1", { key: "card:1" })]);
  await goOn(3 * HOUR, 15 * MINUTE);
  expect(await row("a")).toMatchObject({ state: "waiting", revision: 2 });
  answer = () => UP;
  await goOn(15 * MINUTE);
  expect((await row("a"))?.state).toBe("done");
});

test.each<JobOutcome>([DOWN, { type: "give_up", error: "gone" }])(
  "wanted anew while its last try runs, it is not buried with the old wish: $type",
  async (ending) => {
    await add("a", "to:1", { key: "card:1" });
    await goOn(3 * DAY - 5 * MINUTE, 15 * MINUTE);
    marked = async () => {
      marked = () => UP;
      await add("b", "to:1", { key: "card:1" });
      return ending;
    };
    now += 15 * MINUTE;
    await drain();
    await goOn(15 * MINUTE);
    expect(await row("a")).toMatchObject({ state: "done" });
    expect(log.join("\n")).not.toContain("job.buried");
  },
);

test("what ended without asking the platform does not mean that something gets through: the order is kept", async () => {
  for (const id of ["a", "b", "c"]) await add(id, "to:1");
  await goOn(HOUR);
  answer = (id) => (id === "d" ? { type: "done", unsent: true } : DOWN);
  await add("d", "to:2");
  await drain();
  tried = [];
  await goOn(30 * MINUTE);
  expect(new Set(tried)).toEqual(new Set(["a"]));
  tried = [];
  answer = () => UP;
  await goOn(15 * MINUTE);
  expect(tried).toEqual(["a", "b", "c"]);
});
