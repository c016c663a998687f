import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { count } from "drizzle-orm";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inbound, jobs } from "../../db/schema/index.ts";
import type { QifuApp } from "../../src/app.ts";
import { createApp } from "../../src/app.ts";
import { buildDeps } from "../../src/build-deps.ts";
import { localFeishu } from "../../src/local/app.ts";
import { createLog } from "../../src/log.ts";
import { createNodeCrypto } from "../../src/node/crypto.ts";
import type { Database } from "../../src/store/database.ts";
import type { Delivery } from "../support/deliveries.ts";
import { delivery, messageEvent, signed } from "../support/deliveries.ts";
import { TUESDAY_10 } from "../support/clock.ts";
import { freshDatabase } from "../support/template-database.ts";

let dir: string;
let db: Database;
let app: QifuApp;
const log: string[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "qifu-arrivals-"));
  db = await freshDatabase(dir);
  const deps = buildDeps({
    db,
    feishu: localFeishu("http://127.0.0.1:9"),
    log: createLog({ write: (line) => log.push(line), now: () => TUESDAY_10 }),
    now: () => TUESDAY_10,
    realNow: () => performance.now(),
    random: Math.random,
    sleep: () => Promise.resolve(),
    fetch: () => Promise.reject(new Error("no platform here")),
    crypto: createNodeCrypto(),
    // What was stored stays stored: nothing is worked off in these tests.
    defer: () => undefined,
    turn: () => Promise.resolve(),
  });
  app = createApp(deps);
});
afterAll(() => {
  db.$client.close();
  rmSync(dir, { recursive: true, force: true });
});

const url = "http://desk.test/feishu/events";
const post = async ({ body, headers }: Delivery): Promise<Response> =>
  app.fetch(new Request(url, { method: "POST", body, headers }));
const rows = async (): Promise<readonly (number | undefined)[]> => [
  (await db.select({ n: count() }).from(inbound))[0]?.n,
  (await db.select({ n: count() }).from(jobs))[0]?.n,
];

test(
  "10,000 random bodies, signed or not, and broken copies of a good one: no 5xx, no row",
  { timeout: 120_000 },
  async () => {
    const before = await rows();
    const good = delivery(messageEvent(), { at: TUESDAY_10 });
    const text = new TextDecoder().decode(good.body);
    const bytes = fc
      .uint8Array({ maxLength: 300 })
      .map((body) => ({ body: new Uint8Array(body), headers: good.headers }));
    const json = fc.json({ maxDepth: 4 }).map((body) => signed(body, { at: TUESDAY_10 }));
    // Encrypted and signed as the platform does, but not what it documents.
    const strange = fc.json({ maxDepth: 3 }).map((body) => delivery(body, { at: TUESDAY_10 }));
    const shaped = fc
      .record(
        {
          schema: fc.anything(),
          header: fc.anything(),
          event: fc.anything(),
          type: fc.anything(),
          token: fc.anything(),
          encrypt: fc.anything(),
        },
        { requiredKeys: [] },
      )
      .map((body) =>
        signed(
          JSON.stringify(body, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value)) ?? "",
          { at: TUESDAY_10 },
        ),
      );
    const broken = fc
      .tuple(fc.nat(text.length - 1), fc.string({ maxLength: 3 }))
      .map(([at, piece]) => text.slice(0, at) + piece + text.slice(at + piece.length + 1))
      // The last bracket in place of itself breaks nothing.
      .filter((copy) => copy !== text)
      .map((copy) => ({ body: new TextEncoder().encode(copy), headers: good.headers }));
    const statuses = new Set<number>();
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, json, strange, shaped, broken), async (one) => {
        const { status } = await post(one);
        statuses.add(status);
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 10_000 },
    );
    expect([...statuses].toSorted((a, b) => a - b)).toEqual([400, 401]);
    expect(await rows()).toEqual(before);
  },
);

test("rightly signed events of an unknown shape are refused or left alone, never stored", async () => {
  const before = await rows();
  const base = messageEvent();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(
        "im.message.receive_v1",
        "card.action.trigger",
        "application.bot.menu_v6",
        "im.chat.access_event.bot_p2p_chat_entered_v1",
        "something.new_v1",
      ),
      fc.jsonValue({ maxDepth: 3 }),
      async (type, event) => {
        const payload = { ...base, header: { ...base.header, event_type: type }, event };
        const { status } = await post(delivery(payload, { at: TUESDAY_10 }));
        expect([200, 400]).toContain(status);
        expect(status === 200).toBe(type === "something.new_v1");
      },
    ),
  );
  const other = { ...base, header: { ...base.header, app_id: "cli_other" } };
  expect((await post(delivery(other, { at: TUESDAY_10 }))).status).toBe(401);
  expect(await rows()).toEqual(before);
});

test("more than a mebibyte is 413, told or not told how long it is", async () => {
  const before = await rows();
  const big = "x".repeat(1024 * 1024 + 1);
  const told = new Request(url, { method: "POST", body: big, headers: { "content-length": String(big.length) } });
  expect((await app.fetch(told)).status).toBe(413);
  const chunk = new TextEncoder().encode("x".repeat(64 * 1024));
  let left = 17;
  const stream = new ReadableStream({
    pull(controller) {
      if (left-- > 0) controller.enqueue(chunk);
      else controller.close();
    },
  });
  const chunked = new Request(url, { method: "POST", body: stream, duplex: "half" });
  expect((await app.fetch(chunked)).status).toBe(413);
  expect(await rows()).toEqual(before);
});

test("a delivery that is played again within the window is taken once; a stale one is refused", async () => {
  const [messages = 0, waiting = 0] = await rows();
  const good = delivery(messageEvent(), { at: TUESDAY_10 });
  for (let i = 0; i < 5; i += 1) expect((await post(good)).status).toBe(200);
  expect(await rows()).toEqual([messages + 1, waiting + 1]);
  const stale = delivery(messageEvent(), { at: TUESDAY_10 - 301_000 });
  expect((await post(stale)).status).toBe(401);
  const early = delivery(messageEvent(), { at: TUESDAY_10 + 302_000 });
  expect((await post(early)).status).toBe(401);
  expect(await rows()).toEqual([messages + 1, waiting + 1]);
});

test("the three kinds of duplicates leave one row and one job (feishu.md 1.1)", async () => {
  const [messages = 0, waiting = 0] = await rows();
  const first = messageEvent({ text: "门口路灯坏了三盏" });
  const newEvent = { ...first, header: { ...first.header, event_id: "ev-again" } };
  const newMessage = {
    ...newEvent,
    event: { ...first.event, message: { ...first.event.message, message_id: "om_fresh" } },
  };
  for (const payload of [first, first, newEvent, newMessage])
    expect((await post(delivery(payload, { at: TUESDAY_10 }))).status).toBe(200);
  expect(await rows()).toEqual([messages + 1, waiting + 1]);
});

test("a hundred at once are all stored, each once", async () => {
  const [messages = 0, waiting = 0] = await rows();
  const many = Array.from({ length: 100 }, () => delivery(messageEvent(), { at: TUESDAY_10 }));
  const answers = await Promise.all([...many, ...many].map(post));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await rows()).toEqual([messages + 100, waiting + 100]);
});

test("refused requests leave a log line with the reason and nothing of their content", async () => {
  log.length = 0;
  await post(signed('{"secret":"苗德润 14000001001"}', { at: TUESDAY_10 }));
  expect(log).toHaveLength(1);
  expect(log[0]).toContain('"reason":"not_encrypted"');
  expect(log.join("\n")).not.toMatch(/苗德润|14000001001/);
});
