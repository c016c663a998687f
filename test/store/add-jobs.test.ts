import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createOutbox, ownJobs } from "../../src/desk/outbox.ts";
import { createIds } from "../../src/ids.ts";
import { addJob, addJobs, addedAs } from "../../src/store/add-jobs.ts";
import type { Database } from "../../src/store/database.ts";
import { writeAll } from "../../src/store/database.ts";
import type { NewJob } from "../../src/store/jobs.ts";
import { memoryDatabase } from "../support/memory-database.ts";

const NOW = 1000;
const LATER = 9000;
const lease = { token: "me", until: NOW + 60_000 };
let db: Database;
beforeEach(async () => {
  db = await memoryDatabase(Math.random);
});
afterEach(() => db.$client.close());

const job = (id: string, more: Partial<NewJob> = {}): NewJob => ({
  id,
  kind: "notice",
  key: null,
  serial: null,
  payload: {},
  runAt: NOW,
  maxAttempts: 12,
  createdAt: NOW,
  ...more,
});
/** One that waits for the platform in a lane. */
async function failing(id: string, serial: string): Promise<void> {
  await addJob(db, job(id, { serial }));
  await db.run(sql`update jobs set failing_since = 1, run_at = ${LATER} where id = ${id}`);
}
const rows = () =>
  db.all<{ id: string; runAt: number; revision: number; attempts: number; lockedBy: string | null }>(
    sql`select id, run_at as "runAt", revision, attempts, locked_by as "lockedBy" from jobs order by id`,
  );

test("of jobs added together each has its own lane, place in front and lease", async () => {
  await failing("a", "to:1");
  const added = [
    job("b", { serial: "to:0", lease }),
    job("c", { serial: "to:1", lease }),
    job("d", { serial: "to:1", lease, ahead: true }),
    job("e", { serial: "to:2" }),
  ];
  const answered = await addJobs(db, added);
  expect(added.map((one) => addedAs(answered, one))).toMatchObject([
    { id: "b", lockedBy: "me", attempts: 1 },
    // Behind one that waits for the platform it would be read in the wrong order.
    { id: "c", lockedBy: null, attempts: 0 },
    { id: "d", lockedBy: "me", attempts: 1 },
    { id: "e", lockedBy: null, attempts: 0 },
  ]);
});

test("of jobs added together the one whose key waits already is moved, and said to be that one", async () => {
  await addJob(db, job("a", { key: "card:1", runAt: LATER }));
  await db.run(sql`update jobs set attempts = 2, revision = 3`);
  const added = [job("b", { key: "card:2", lease }), job("c", { key: "card:1", lease }), job("d", { lease })];
  const answered = await addJobs(db, added);
  expect(added.map((one) => addedAs(answered, one))).toMatchObject([
    { id: "b", revision: 1, attempts: 1 },
    { id: "a", revision: 4, attempts: 3 },
    { id: "d", revision: 1, attempts: 1 },
  ]);
  expect(await rows()).toMatchObject([{ id: "a", runAt: NOW }, { id: "b" }, { id: "d" }]);
});

/** What a change with these wishes leaves, and what of it is its maker's to send. */
async function sent(fill: (outbox: ReturnType<typeof createOutbox>) => void) {
  const ids = createIds(() => NOW, Math.random);
  const outbox = createOutbox({ db, ids } as never, { now: NOW });
  fill(outbox);
  const { statements, adding } = outbox.collected();
  return ownJobs(adding, statements, await writeAll(db, statements));
}
const to = (openId: string) => ({ type: "person", openId }) as const;
const notice = (openId: string) =>
  ({ recipient: to(openId), notice: { kind: "said" }, replyTo: null, replyToCardOf: null }) as never;

test("a change wakes every lane it sends into", async () => {
  for (const lane of ["1", "2", "3"]) await failing(`0${lane}`, `to:ou_${lane}`);
  await sent((outbox) => {
    outbox.notice(notice("ou_1"));
    outbox.notice(notice("ou_2"));
  });
  expect((await rows()).filter(({ id }) => id.startsWith("0"))).toMatchObject([
    { id: "01", runAt: NOW },
    { id: "02", runAt: NOW },
    { id: "03", runAt: LATER },
  ]);
});

test("a card wished for twice in a change is one job, sent as the second left it; a change may have any number of messages", async () => {
  const wish = { ticketId: "t", recipient: to("ou_1"), audience: "task" } as const;
  const own = await sent((outbox) => {
    outbox.card({ ...wish, renew: false }, null);
    outbox.card({ ...wish, renew: true }, null);
    for (let i = 0; i < 30; i += 1) outbox.notice(notice(`ou_${i}`));
  });
  const cards = (await rows()).filter(({ id }) => own.some(({ job: one }) => one.key !== null && one.id === id));
  expect(cards).toMatchObject([{ revision: 2, attempts: 1 }]);
  expect(own.findLast(({ job: one }) => one.key !== null)?.job).toMatchObject({ revision: 2, attempts: 1 });
  const notices = own.filter(({ job: one }) => one.kind === "notice");
  expect(new Set(notices.map(({ job: one }) => one.serial)).size).toBe(30);
});

test("a waiting card that a change takes over is run under the revision and the try it has now", async () => {
  await addJob(db, job("a", { kind: "card", key: "card:t:ou_1", serial: "to:ou_1" }));
  await db.run(sql`update jobs set attempts = 2, revision = 5`);
  const own = await sent((outbox) =>
    outbox.card({ ticketId: "t", recipient: to("ou_1"), audience: "task", renew: false }, null),
  );
  expect(own.map(({ job: one }) => one)).toMatchObject([{ id: "a", revision: 6, attempts: 3 }]);
});
