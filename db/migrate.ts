import { migrate } from "drizzle-orm/libsql/migrator";
import { fileURLToPath } from "node:url";
import type { Database } from "../src/store/database.ts";

/**
 * Brings a database to the newest schema; safe to run again and by several instances at once. Forward only.
 * @throws when a migration fails for another reason than having been run by somebody else meanwhile.
 */
export async function migrateDatabase(db: Database): Promise<void> {
  const config = { migrationsFolder: fileURLToPath(new URL("./migrations", import.meta.url)) };
  try {
    await migrate(db, config);
  } catch (first) {
    // Two instances may start together: the loser finds the work done and only has to look again.
    try {
      await migrate(db, config);
    } catch {
      throw first;
    }
  }
}
