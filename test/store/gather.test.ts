import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createClient } from "@libsql/client";
import type { Client } from "@libsql/client";
import * as fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { gatheringClient } from "../../src/store/gather.ts";

let dir: string;
let raw: Client;
let client: Client;
/** Transactions that reached the database. */
let batches: number;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "qifu-gather-"));
  raw = createClient({ url: pathToFileURL(`${dir}/a.db`).href, concurrency: 1 });
  await raw.execute("create table t (id integer primary key, v text not null)");
  batches = 0;
  const counting = new Proxy(raw, {
    get(target, property) {
      if (property === "batch") batches += 1;
      const value: unknown = Reflect.get(target, property);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
  client = gatheringClient(counting, () => new Promise((resolve) => setImmediate(resolve)));
});
afterEach(() => {
  raw.close();
  rmSync(dir, { recursive: true, force: true });
});

const ids = async (): Promise<number[]> =>
  (await raw.execute("select id from t order by id")).rows.map((row) => Number(row["id"]));
const add = (id: number) => ({ sql: "insert into t (id, v) values (?, 'x') returning id", args: [id] });

test("writes of one moment share a transaction, and each gets its own results", async () => {
  const results = await Promise.all([
    client.batch([add(1), add(2)]),
    client.execute(add(3)),
    client.batch([{ sql: "update t set v = 'y' where id = 1", args: [] }]),
  ]);
  expect(batches).toBe(1);
  expect(results[0].map((one) => one.rows[0]?.["id"])).toEqual([1, 2]);
  expect(results[1].rows[0]?.["id"]).toBe(3);
  expect(results[2][0]?.rowsAffected).toBe(1);
});

test("one that fails takes no other with it, and leaves nothing of itself", async () => {
  const settled = await Promise.allSettled([
    client.batch([add(1)]),
    client.batch([add(2), add(1)]),
    client.batch([add(3)]),
  ]);
  expect(settled.map((one) => one.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(await ids()).toEqual([1, 3]);
});

test("together they end as they would one after the other", async () => {
  const batch = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { maxLength: 80 }), async (all) => {
      await raw.execute("delete from t");
      const expected = new Set<number>();
      const outcomes = all.map((one) => {
        const fits = new Set(one).size === one.length && one.every((id) => !expected.has(id));
        if (fits) for (const id of one) expected.add(id);
        return fits ? "fulfilled" : "rejected";
      });
      const settled = await Promise.allSettled(all.map((one) => client.batch(one.map(add))));
      expect(settled.map(({ status }) => status)).toEqual(outcomes);
      expect(await ids()).toEqual([...expected].sort((a, b) => a - b));
    }),
    { numRuns: 40 },
  );
});

test("an urgent one shares the transaction, and goes on first", async () => {
  const order: string[] = [];
  const note = (name: string) => () => order.push(name);
  await Promise.all([
    client.batch([add(1)]).then(note("first")),
    client.batch([add(2)]).then(note("second")),
    client.batch([add(3)], "write").then(note("urgent")),
  ]);
  expect(order).toEqual(["urgent", "first", "second"]);
  expect(batches).toBe(1);
});

test("a pragma, a change of the schema and a read pass by themselves", async () => {
  await client.execute("pragma user_version = 7");
  await client.batch(["create table u (id integer)"]);
  expect((await client.execute("select count(*) as n from u")).rows[0]?.["n"]).toBe(0);
});
