import { drizzle } from "drizzle-orm/libsql";
import { ensureBaseline } from "../../db/baseline.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import type { Database } from "../../src/store/database.ts";
import { patientClient } from "../../src/store/database.ts";
import { fileClient } from "../../src/store/file-client.ts";
import { gatheringClient } from "../../src/store/gather.ts";

const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** Real libSQL behind the product's own clients, in memory: for simulations in which the disk is not what is tested. */
export async function memoryDatabase(random: () => number): Promise<Database> {
  const client = patientClient(fileClient(":memory:", 0), { sleep: () => Promise.resolve(), random });
  const db = drizzle(gatheringClient(client, nextTurn)) as Database;
  await db.$client.execute("PRAGMA foreign_keys = ON");
  await db.$client.execute("PRAGMA temp_store = MEMORY");
  await migrateDatabase(db);
  await ensureBaseline(db);
  return db;
}
