import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createClient } from "@libsql/client";
import type { Client, InStatement, ResultSet } from "@libsql/client";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { conflictOn, guardRefused, isBusy } from "../../src/store/errors.ts";
import { fileClient } from "../../src/store/file-client.ts";

let dir: string;
let ours: Client;
let official: Client;

const TABLE = "create table t (id integer primary key, name text unique, n, state text not null default 'a')";

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "qifu-file-"));
  ours = fileClient(join(dir, "ours.db"), 50);
  official = createClient({ url: pathToFileURL(join(dir, "official.db")).href, concurrency: 1 });
  for (const client of [ours, official]) await client.execute(TABLE);
});
afterEach(() => {
  ours.close();
  official.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Everything a caller can see of an answer. */
const seen = ({ columns, columnTypes, rows, rowsAffected, lastInsertRowid }: ResultSet) => ({
  columns,
  columnTypes,
  rows: rows.map((row) => ({ length: row.length, byPlace: Array.from(row), byName: Object.entries(row) })),
  rowsAffected,
  lastInsertRowid,
});

/** What the product makes of an answer or an error. */
const outcome = async (answer: Promise<ResultSet | readonly ResultSet[]>): Promise<unknown> => {
  try {
    return [await answer].flat().map(seen);
  } catch (error) {
    return { error: true, conflict: conflictOn(error), guard: guardRefused(error), busy: isBusy(error) };
  }
};

const value = fc.oneof(
  fc.constantFrom<null | boolean>(null, true, false),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.bigInt({ min: -(2n ** 53n) + 1n, max: 2n ** 53n - 1n }),
  fc.string({ unit: "grapheme" }),
  fc.date({ noInvalidDate: true }),
);
const id = fc.integer({ min: 1, max: 6 });
const statement: fc.Arbitrary<InStatement> = fc.oneof(
  fc.tuple(id, id, value).map(([i, name, n]) => ({
    sql: "insert into t (id, name, n) values (?, ?, ?)",
    args: [i, `n${name}`, n],
  })),
  fc.tuple(id, value).map(([i, n]) => ({
    sql: "insert into t (id, n) values ($id, :n) on conflict (id) do update set n = excluded.n returning id, n, n as id",
    args: { $id: i, n },
  })),
  fc.tuple(id, value).map(([i, n]) => ({ sql: "update t set n = ? where id >= ?", args: [n, i] })),
  id.map((i) => ({ sql: "update t set state = null where id = ?", args: [i] })),
  id.map((i) => ({ sql: "delete from t where id = ? returning name", args: [i] })),
  id.map((i) => ({ sql: "select t.id, o.id, t.n, count(*) as n from t join t as o on o.id >= t.id where t.id <= ? group by 1, 2", args: [i] })), // prettier-ignore
  fc.constantFrom("select id, name, n from t order by id", "select 1 where 0", "no such statement"),
);

test("answers as the official client does: rows, counts, what was refused, and what a refused transaction leaves", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(statement, { minLength: 1, maxLength: 4 }), { maxLength: 12 }),
      async (batches) => {
        for (const client of [ours, official]) await client.execute("delete from t");
        for (const batch of batches) {
          const [first] = batch;
          const asked = (client: Client) =>
            batch.length === 1 && first !== undefined ? client.execute(first) : client.batch(batch, "write");
          expect(await outcome(asked(ours))).toEqual(await outcome(asked(official)));
        }
      },
    ),
    { numRuns: 200 },
  );
});

describe("what cannot be stored, or read, is an error and no other value", () => {
  test.each([undefined, Number.NaN, Number.POSITIVE_INFINITY])("%s", async (bad) => {
    await expect(ours.execute("insert into t (n) values (?)", [bad as never])).rejects.toThrow("cannot be stored");
    expect((await ours.execute("select count(*) as n from t")).rows[0]?.["n"]).toBe(0);
  });

  test("an integer that a number cannot hold", async () => {
    await ours.execute("insert into t (n) values (9007199254740993)");
    await expect(ours.execute("select n from t")).rejects.toThrow("too large");
  });
});

test("bytes come back as they went in", async () => {
  const bytes = Uint8Array.from([0, 255, 7]);
  await ours.execute("insert into t (n) values (?)", [bytes]);
  expect(new Uint8Array((await ours.execute("select n from t")).rows[0]?.["n"] as ArrayBuffer)).toEqual(bytes);
});

test("a statement of before a schema change finds the schema of after it, made here or by another process", async () => {
  const ask = "select id, name from t";
  await ours.execute(ask);
  await ours.batch(["alter table t rename to old", "create table t (id integer primary key, name text, more text)"]);
  await ours.execute("insert into t (name, more) values ('新', 'x')");
  expect((await ours.execute(ask)).rows.map((row) => Object.entries(row))).toEqual([
    [
      ["id", 1],
      ["name", "新"],
    ],
  ]);
  const other = fileClient(join(dir, "ours.db"), 50);
  await other.batch(["alter table t drop column more", "create index by_name on t (name)"]);
  other.close();
  expect((await ours.execute(ask)).rows[0]?.["name"]).toBe("新");
});

test("another process's transaction: busy after the wait, nothing written, and the next try succeeds", async () => {
  await ours.execute("pragma journal_mode = wal");
  const other = createClient({ url: pathToFileURL(join(dir, "ours.db")).href });
  const held = await other.transaction("write");
  const write = () => ours.batch([{ sql: "insert into t (id) values (1)", args: [] }], "write");
  await expect(write().catch((error: unknown) => isBusy(error))).resolves.toBe(true);
  await held.rollback();
  other.close();
  await write();
  expect((await ours.execute("select id from t")).rows).toHaveLength(1);
});

test.each([
  ["insert into t (id) values (1) returning id"],
  ["insert into t (id) values (1)", "select 1"],
  ["select 1", "update t set n = 1"],
])(
  "after a write that found another process's transaction, what is written otherwise is in the file: %s",
  async (...met) => {
    await ours.execute("pragma journal_mode = wal");
    const impatient = fileClient(join(dir, "ours.db"), 20);
    const other = fileClient(join(dir, "ours.db"), 20);
    await other.execute("begin immediate");
    await expect(impatient.batch(met, "write").catch((error: unknown) => isBusy(error))).resolves.toBe(true);
    await other.execute("rollback");
    await impatient.batch(["insert into t (id) values (7)"], "write");
    await impatient.batch(["insert into t (id) values (8)", "insert into t (id) values (9)"], "write");
    impatient.close();
    expect((await other.execute("select id from t order by id")).rows.map((row) => row["id"])).toEqual([7, 8, 9]);
    other.close();
  },
);

test("a read that was looked at leaves nobody waiting: a checkpoint gets through", async () => {
  await ours.execute("pragma journal_mode = wal");
  await ours.execute("insert into t (id) values (1), (2), (3)");
  await ours.execute("select id from t");
  await ours.batch(["select id from t"], "read");
  const other = fileClient(join(dir, "ours.db"), 50);
  expect((await other.execute("pragma wal_checkpoint(truncate)")).rows[0]?.["busy"]).toBe(0);
  other.close();
});

test("far more different statements than stay prepared all answer", async () => {
  for (let n = 0; n < 1000; n += 1) expect((await ours.execute(`select ${n} as n`)).rows[0]?.["n"]).toBe(n);
  expect((await ours.execute("select 0 as n")).rows[0]?.["n"]).toBe(0);
});

test("a migration may rebuild a table others point to; afterwards keys are watched again", async () => {
  await ours.execute("pragma foreign_keys = on");
  await ours.execute("create table child (of integer references t (id))");
  await ours.batch(["insert into t (id) values (1)", "insert into child values (1)"]);
  await ours.migrate([
    "create table t2 (id integer primary key)",
    "insert into t2 select id from t",
    "drop table t",
    "alter table t2 rename to t",
  ]);
  await expect(ours.execute("insert into child values (2)")).rejects.toThrow("FOREIGN KEY");
  await expect(ours.migrate(["drop table child", "no such statement"])).rejects.toThrow();
  expect((await ours.execute("select of from child")).rows).toHaveLength(1);
});

test("closed is closed, twice too", async () => {
  ours.close();
  ours.close();
  expect(ours.closed).toBe(true);
  await expect(ours.execute("select 1")).rejects.toThrow();
});
