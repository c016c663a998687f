import { ensureBaseline } from "../../db/baseline.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import type { Config } from "../config.ts";
import type { Database } from "../store/database.ts";
import { databaseFile, openDatabase } from "../store/open-node.ts";
import { random, sleep } from "./machine.ts";
import { StartError, explain } from "./start-error.ts";

/** Opens, migrates and fills the database with what every office has. @throws StartError with one sentence. */
export async function openOffice(config: Config, dataDir: string): Promise<Database> {
  const url = config.databaseUrl ?? databaseFile(dataDir);
  const path = url.startsWith("file:") ? `${dataDir}/qifu.db` : url;
  try {
    const db = await openDatabase(url, config.databaseAuthToken, { sleep, random });
    await migrateDatabase(db);
    await ensureBaseline(db);
    return db;
  } catch (error) {
    const sentence = explain(error, { path });
    if (sentence !== null) throw new StartError(sentence, { cause: error });
    if (!url.startsWith("file:"))
      throw new StartError(
        `The database at ${new URL(url).origin} does not answer. Check DATABASE_URL and DATABASE_AUTH_TOKEN.`,
        { cause: error },
      );
    throw error;
  }
}
