import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBaseline } from "../../db/baseline.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { loadSampleTown } from "../../db/sample/load.ts";
import { LOCAL_APP } from "../../src/local/app.ts";
import { random, sleep } from "../../src/node/machine.ts";
import type { Database } from "../../src/store/database.ts";
import { databaseFile, openDatabase } from "../../src/store/open-node.ts";

/** Runs work in a folder of its own that is gone afterwards, whatever happens. */
export async function inFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), "qifu-bench-"));
  const remove = (): void => rmSync(dir, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    return await work(dir);
  } finally {
    process.off("exit", remove);
    remove();
  }
}

/** The sample town on a database file in that folder, opened exactly as in production. */
export async function openTown(dir: string): Promise<Database> {
  const db = await openDatabase(databaseFile(dir), null, { sleep, random });
  await migrateDatabase(db);
  await ensureBaseline(db);
  await loadSampleTown(db, LOCAL_APP.appId, Date.now());
  return db;
}

/**
 * Prepares the file for a process of its own, with that many more managers of the sample town's enterprises: a person who
 * writes every second is asked which of his matters he means, and no office has such.
 */
export async function prepareTown(dir: string, managers = 0): Promise<void> {
  const db = await openTown(dir);
  await db.$client.batch(Array.from({ length: managers }, (_, i) => managerRows(i)).flat(), "write");
  db.$client.close();
}

function managerRows(i: number): { sql: string; args: (string | number)[] }[] {
  const { openId, name } = managerNumber(i);
  const id = `P-bench-${i}`;
  const enterprise = `E${String(1 + (i % 40)).padStart(2, "0")}`;
  return [
    {
      sql: "insert into people (id, kind, name, phone, enterprise_id, roles) values (?, 'contact', ?, ?, ?, ?)",
      args: [id, name, `140-0001-${String(i).padStart(4, "0")}`, enterprise, JSON.stringify(["contact"])],
    },
    {
      sql: "insert into identities (app_id, open_id, person_id, bound_at, bound_by) values (?, ?, ?, ?, 'bench')",
      args: [LOCAL_APP.appId, openId, id, Date.now()],
    },
  ];
}

/** One of those further managers. */
export const managerNumber = (i: number): { readonly openId: string; readonly name: string } => ({
  openId: `ou_bench_${i}`,
  name: `经理${i}`,
});
