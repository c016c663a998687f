import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ensureBaseline } from "../../db/baseline.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { jobs } from "../../db/schema/index.ts";
import type { Client } from "@libsql/client";
import { createIngest } from "../../src/feishu/inbound/ingest.ts";
import type { Arrival } from "../../src/feishu/inbound/ingest.ts";
import { patientClient } from "../../src/store/database.ts";
import { canonical, chain, CHAIN_START, hashContent } from "../../src/store/event-chain.ts";
import { databaseFile, openDatabase } from "../../src/store/open-node.ts";
import type { TicketEvent } from "../../src/domain/ticket/events.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "qifu-store-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const retry = { sleep: () => Promise.resolve(), random: () => 0.5 };
const open = () => openDatabase(databaseFile(dir), null, retry);

describe("migrations", () => {
  const tables = async (db: Awaited<ReturnType<typeof open>>): Promise<number> =>
    (await db.all(sql`select name from sqlite_master where type = 'table'`)).length;

  test("fresh, and again: the second time changes nothing", async () => {
    const db = await open();
    await migrateDatabase(db);
    await ensureBaseline(db);
    const made = await tables(db);
    await migrateDatabase(db);
    await ensureBaseline(db);
    expect(await tables(db)).toBe(made);
    expect(made).toBeGreaterThan(15);
    db.$client.close();
  });

  test("two instances that start at once both find it done", async () => {
    const [one, two] = await Promise.all([open(), open()]);
    await Promise.all([one, two].map(async (db) => (await migrateDatabase(db), ensureBaseline(db))));
    expect(await tables(one)).toBe(await tables(two));
    one.$client.close();
    two.$client.close();
  });
});

describe("the event chain", () => {
  const event = (seq: number, text: string): TicketEvent => ({
    ticketId: "tk_1",
    seq,
    type: "progressed",
    at: 1000 + seq,
    actor: { type: "person", personId: "C29", openId: "ou_1" },
    data: { visible: true },
    content: { text },
  });
  const salt = () => "salt";

  test("the same events make the same hashes; any other word, time, actor or order makes others", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string(), { minLength: 1, maxLength: 5 }),
        fc.nat(4),
        fc.string(),
        async (texts, at, word) => {
          const events = texts.map((text, i) => event(i + 1, text));
          const hashes = (await chain(events, CHAIN_START, salt)).map(({ hash }) => hash);
          expect((await chain(events, CHAIN_START, salt)).map(({ hash }) => hash)).toEqual(hashes);
          const index = at % events.length;
          fc.pre(word !== texts[index]);
          const changed = events.map((one, i) => (i === index ? event(one.seq, word) : one));
          const others = (await chain(changed, CHAIN_START, salt)).map(({ hash }) => hash);
          expect(others.slice(0, index)).toEqual(hashes.slice(0, index));
          for (let i = index; i < hashes.length; i += 1) expect(others[i]).not.toBe(hashes[i]);
        },
      ),
    );
  });

  test("a redacted text leaves every hash as it was; the salt hides a guessable one", async () => {
    const [one] = await chain([event(1, "是")], CHAIN_START, salt);
    expect(await hashContent({ salt: "other", value: { text: "是" } })).not.toBe(one?.contentHash);
    expect(one?.contentHash).toBe(await hashContent(one?.content ?? null));
  });

  test("a round trip through JSON and another order of keys change nothing", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonical(JSON.parse(JSON.stringify(turned)))).toBe(canonical(value));
      }),
    );
  });

  test("what is hashed is written as it always was: keys that are numbers, missing values, strange names", () => {
    const asFirstWritten = (value: unknown): string =>
      JSON.stringify(value, (_key, inner: unknown) =>
        typeof inner === "object" && inner !== null && !Array.isArray(inner)
          ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
          : inner,
      );
    const key = fc.oneof(fc.string({ unit: "grapheme" }), fc.nat({ max: 200 }).map(String), fc.constant("__proto__"));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: "small" },
        fc.oneof(fc.string({ unit: "binary" }), fc.double(), fc.boolean(), fc.constantFrom(null, undefined)),
        fc.array(tie("tree")),
        fc.array(fc.tuple(key, tie("tree"))).map((entries) => Object.fromEntries(entries)),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        expect(canonical([value])).toBe(asFirstWritten([value]));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("patience", () => {
  const failing = (errors: readonly Error[]) => {
    let calls = 0;
    const run = (): Promise<unknown> => {
      const error = errors[calls++];
      return error === undefined ? Promise.resolve([]) : Promise.reject(error);
    };
    const client = patientClient({ execute: run, batch: run } as unknown as Client, retry);
    return { client, calls: () => calls };
  };
  const busy = new Error("SQLITE_BUSY: database is locked");
  const lost = new Error("fetch failed");

  test("a busy database is waited for, reading and writing", async () => {
    const { client, calls } = failing([busy, busy, busy]);
    await client.batch(["insert into t values (1)"]);
    expect(calls()).toBe(4);
  });

  test("not for ever", async () => {
    const { client, calls } = failing(Array.from({ length: 20 }, () => busy));
    await expect(client.execute("select 1")).rejects.toBe(busy);
    expect(calls()).toBe(8);
  });

  test("a write whose outcome is unknown is not made again, a read is", async () => {
    const write = failing([lost]);
    await expect(write.client.batch(["insert into t values (1)"])).rejects.toBe(lost);
    expect(write.calls()).toBe(1);
    const read = failing([lost]);
    await read.client.batch(["select 1"]);
    expect(read.calls()).toBe(2);
  });
});

test("arrivals that come together are stored together; a bad one takes no other with it", async () => {
  const db = await open();
  await migrateDatabase(db);
  const arrival = (n: number, bad = false): Arrival => ({
    row: {
      id: `in_${n}`,
      appId: "cli",
      eventKey: `om_${n}`,
      contentKey: null,
      kind: (bad ? null : "message") as string,
      senderOpenId: "ou",
      chatId: null,
      receivedAt: 1,
      payload: {},
    },
    job: {
      id: `job_${n}`,
      kind: "inbound",
      key: null,
      serial: null,
      payload: {},
      runAt: 1,
      maxAttempts: 1,
      createdAt: 1,
    },
  });
  const ingest = createIngest(db, () => Promise.resolve());
  const results = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => ingest.store(arrival(n, n === 3))));
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled", "fulfilled"]);
  expect((await db.select().from(jobs)).map(({ id }) => id).toSorted()).toEqual(["job_1", "job_2", "job_4", "job_5"]);
  await ingest.store(arrival(6));
  expect(await db.select().from(jobs)).toHaveLength(5);
  db.$client.close();
});
