import { drizzle } from "drizzle-orm/libsql";
import { ensureBaseline } from "../../db/baseline.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import type { Database } from "../../src/store/database.ts";
import { patientClient } from "../../src/store/database.ts";
import { fileClient } from "../../src/store/file-client.ts";
import { gatheringClient } from "../../src/store/gather.ts";

/** Real libSQL behind the product's own clients, in memory: for simulations in which the disk is not what is tested. */
export async function memoryDatabase(random: () => number): Promise<Database> {
  const client = patientClient(fileClient(":memory:", 0), { sleep: () => Promise.resolve(), random });
  // Nobody else waits for the event loop here: a turn of it would cost more than the statement.
  const db = drizzle(gatheringClient(client, () => Promise.resolve())) as Database;
  await db.$client.execute("PRAGMA foreign_keys = ON");
  await db.$client.execute("PRAGMA temp_store = MEMORY");
  await migrateDatabase(db);
  await ensureBaseline(db);
  return db;
}
