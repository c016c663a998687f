import { copyFileSync, existsSync, mkdtempSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBaseline } from "../../db/baseline.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { loadSampleTown } from "../../db/sample/load.ts";
import { LOCAL_APP } from "../../src/local/app.ts";
import type { Database } from "../../src/store/database.ts";
import { databaseFile, openDatabase } from "../../src/store/open-node.ts";
import { TEMPLATE, isOfOneRun } from "./one-folder.ts";

const quick = { sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)), random: Math.random };

/**
 * A database file of a test's own in a folder, migrated by the real migrations, with the sample town as of an instant (UTC ms)
 * or without. Prepared once in a run and copied: migrating took half of a short test's time.
 */
export async function freshDatabase(folder: string, townAt: number | null = null): Promise<Database> {
  copyFileSync(await template(townAt), fileIn(folder));
  return openDatabase(databaseFile(folder), null, quick);
}

/** Path of a closed database. One that an earlier run has left would be of other code. */
async function template(townAt: number | null): Promise<string> {
  const path = join(tmpdir(), `${TEMPLATE}${townAt ?? "empty"}.db`);
  if (isOfOneRun(tmpdir()) && existsSync(path)) return path;
  const folder = mkdtempSync(join(tmpdir(), "made-"));
  const db = await openDatabase(databaseFile(folder), null, quick);
  await migrateDatabase(db);
  await ensureBaseline(db);
  if (townAt !== null) await loadSampleTown(db, LOCAL_APP.appId, townAt);
  // All of it in the one file that is copied.
  await db.$client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  db.$client.close();
  // Whole or not at all: others may be about to copy it.
  renameSync(fileIn(folder), path);
  return path;
}

const fileIn = (folder: string): string => fileURLToPath(databaseFile(folder));
