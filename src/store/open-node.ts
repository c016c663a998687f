import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createClient } from "@libsql/client";
import { drizzle } from "drizzle-orm/libsql";
import type { Database, RetryOptions } from "./database.ts";
import { patientClient } from "./database.ts";
import { fileClient } from "./file-client.ts";
import { gatheringClient } from "./gather.ts";

/**
 * Opens a libSQL file (`file:` URL) or server (`http:`, `https:`, `libsql:`) on Node.
 * @throws when the folder cannot be made, or the file is not a database.
 */
export async function openDatabase(url: string, authToken: string | null, retry: RetryOptions): Promise<Database> {
  if (url.startsWith("file:")) mkdirSync(dirname(fileURLToPath(url)), { recursive: true });
  // One connection: file statements run on the event loop anyway, and pragmas belong to a connection.
  const client = url.startsWith("file:")
    ? fileClient(fileURLToPath(url), 5000)
    : createClient({ url, ...(authToken === null ? {} : { authToken }) });
  if (client.protocol === "file") {
    await client.execute("PRAGMA journal_mode = WAL");
    // FULL: what was acknowledged survives a power cut; NORMAL may lose the last transactions.
    await client.execute("PRAGMA synchronous = FULL");
    await client.execute("PRAGMA foreign_keys = ON");
    await client.execute("PRAGMA cache_size = -16000");
    await client.execute("PRAGMA temp_store = MEMORY");
  }
  const patient = patientClient(client, retry);
  return drizzle(client.protocol === "file" ? gatheringClient(patient, nextTurn) : patient) as Database;
}

const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** `file:` URL of the database in a data folder. */
export function databaseFile(folder: string): string {
  return pathToFileURL(`${folder}/qifu.db`).href;
}
