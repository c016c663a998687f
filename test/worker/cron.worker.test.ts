import { afterEach, beforeEach, expect, test } from "vitest";
import { createIngest } from "../../src/feishu/inbound/ingest.ts";
import { parseDelivery } from "../../src/feishu/inbound/parse.ts";
import { receive } from "../../src/feishu/inbound/receive.ts";
import { createWebCrypto } from "../../src/feishu/inbound/crypto.ts";
import { createIds } from "../../src/ids.ts";
import { DAY, MINUTE } from "../support/clock.ts";
import type { WorkerOffice } from "../support/worker-office.ts";
import { openWorkerOffice } from "../support/worker-office.ts";

let office: WorkerOffice;
beforeEach(async () => {
  office = await openWorkerOffice();
});
afterEach(() => office?.close());

/** The Worker stored and acknowledged it, and was gone before it did more: what a lost isolate leaves behind. */
async function storedOnly(text: string): Promise<void> {
  const { sandbox, db } = office;
  const seen = sandbox.control.wire().find((entry) => entry.name === "im.message.receive_v1");
  const payload = structuredClone(seen?.request) as {
    header: { event_id: string };
    event: { message: { message_id: string; create_time: string; content: string } };
  };
  payload.header.event_id = "lost-1";
  Object.assign(payload.event.message, { message_id: "om_lost_1", content: JSON.stringify({ text }) });
  const now = () => sandbox.now();
  const deps = { ids: createIds(now, Math.random), clock: { now }, crypto: createWebCrypto() };
  const ingest = createIngest(db, () => Promise.resolve());
  const queue = await receive(deps, ingest, parseDelivery(payload), payload);
  expect(queue).not.toBeNull();
}

const tickets = async (): Promise<unknown> =>
  (await office.db.$client.execute("select count(*) as n from tickets")).rows[0]?.["n"];
const minuteOf = (at: number): number => new Date(at).getUTCMinutes();

test("the cron works off what a lost request left, once, however many crons strike", async () => {
  const { person, sandbox, worker, settle } = office;
  await person("ou_demo_e01").say("园区纬二路停电了,注塑机全停了");
  await storedOnly("另外厂门口的路灯也坏了");
  expect(await tickets()).toBe(1);
  await Promise.all([worker.scheduled(sandbox.now()), worker.scheduled(sandbox.now())]);
  await settle();
  expect(await tickets()).toBe(2);
  expect(person("ou_demo_e01").card("路灯")).toContain("QF-20261124-0002");
  const receipts = person("ou_demo_e01").cards().length;
  await worker.scheduled(sandbox.now());
  await settle();
  expect(person("ou_demo_e01").cards()).toHaveLength(receipts);
  expect(await tickets()).toBe(2);
});

test("a reminder is sent by the first cron after its time: not before, and not twice", async () => {
  const { person, sandbox, worker, settle, db } = office;
  const dispatcher = person("ou_demo_c06");
  await person("ou_demo_e22").say("永安大路73号门口的路面塌了一块,货车进不来");
  const before = dispatcher.messages().length;
  const [first] = (await db.$client.execute("select min(due_at) as at from reminders where state = 'planned'")).rows;
  const dueAt = Number(first?.["at"]);
  await sandbox.control.advance(dueAt - MINUTE - sandbox.now());
  await worker.scheduled(sandbox.now());
  await settle();
  expect(dispatcher.messages()).toHaveLength(before);

  // Nothing but the cron looks for reminders: its strike sends them, and of two at once only one.
  await sandbox.control.advance(dueAt + MINUTE - sandbox.now());
  await settle();
  expect(dispatcher.messages()).toHaveLength(before);
  await Promise.all([worker.scheduled(sandbox.now()), worker.scheduled(sandbox.now())]);
  await settle();
  const told = dispatcher.messages().length;
  expect(told).toBeGreaterThan(before);
  expect(dispatcher.sees()).toContain("路面塌了");
  await worker.scheduled(sandbox.now() + MINUTE);
  await settle();
  expect(dispatcher.messages()).toHaveLength(told);
});

test("once an hour the cron forgets finished work of a week ago", async () => {
  const { person, sandbox, db, worker } = office;
  await person("ou_demo_e01").say("园区纬二路停电了,注塑机全停了");
  const old = async (): Promise<unknown> =>
    (
      await db.$client.execute({
        sql: "select count(*) as n from jobs where state = 'done' and finished_at < ?",
        args: [sandbox.now() - 7 * DAY],
      })
    ).rows[0]?.["n"];
  await sandbox.control.advance(8 * DAY);
  const done = Number(await old());
  expect(done).toBeGreaterThan(0);
  const slot = sandbox.now();
  const until17 = ((17 - minuteOf(slot) + 60) % 60) * MINUTE;
  await worker.scheduled(slot + until17 - MINUTE);
  expect(await old()).toBe(done);
  await worker.scheduled(slot + until17);
  expect(await old()).toBe(0);
});
