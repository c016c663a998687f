import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrateDatabase } from "../../db/migrate.ts";
import type { Database } from "../../src/store/database.ts";
import type { Sqld } from "../support/sqld.ts";
import { connect, preparedServer, startSqld } from "../support/sqld.ts";

let dir: string;
let sqld: Sqld | undefined;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "qifu-migrate-"));
  sqld = await startSqld({ dataDir: join(dir, "sqld") });
});
afterEach(async () => {
  await sqld?.close();
  rmSync(dir, { recursive: true, force: true });
});

const url = (): string => sqld?.url ?? "";
const count = async (db: Database, table: string): Promise<unknown> =>
  (await db.$client.execute(`select count(*) as n from ${table}`)).rows[0]?.["n"];

test("a libSQL server is migrated once and changed by no second run", async () => {
  const db = await preparedServer(url());
  const applied = await count(db, "__drizzle_migrations");
  expect(applied).toBeGreaterThan(0);
  expect(await count(db, "categories")).toBe(25);
  await db.$client.execute("update categories set name = '改过的' where code = 'power'");
  const again = await preparedServer(url());
  expect(await count(again, "__drizzle_migrations")).toBe(applied);
  const kept = await again.$client.execute("select name from categories where code = 'power'");
  expect(kept.rows[0]?.["name"]).toBe("改过的");
});

test.each([2, 6])("%i instances that start together on an empty server migrate it once", async (instances) => {
  const dbs = await Promise.all(Array.from({ length: instances }, () => connect(url())));
  await Promise.all(dbs.map(migrateDatabase));
  const [first] = dbs;
  const rows = await first?.$client.execute("select hash, count(*) as n from __drizzle_migrations group by hash");
  expect(rows?.rows.length).toBeGreaterThan(0);
  expect(rows?.rows.map((row) => row["n"])).toEqual(rows?.rows.map(() => 1));
  expect(await first?.$client.execute("pragma foreign_key_check").then(({ rows }) => rows)).toEqual([]);
});

test("what was stored is there after the server has been stopped and started", async () => {
  const db = await preparedServer(url());
  await db.$client.execute("update categories set name = '停机前' where code = 'power'");
  await sqld?.close();
  sqld = await startSqld({ dataDir: join(dir, "sqld") });
  const kept = await (await connect(url())).$client.execute("select name from categories where code = 'power'");
  expect(kept.rows[0]?.["name"]).toBe("停机前");
});
