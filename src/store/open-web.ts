import { createClient } from "@libsql/client/http";
import { drizzle } from "drizzle-orm/libsql/http";
import type { Database, RetryOptions } from "./database.ts";
import { patientClient } from "./database.ts";

/** Opens a libSQL server over HTTP, for Workers. */
export function openWebDatabase(url: string, authToken: string | null, retry: RetryOptions): Database {
  const client = createClient({ url, ...(authToken === null ? {} : { authToken }) });
  return drizzle(patientClient(client, retry)) as Database;
}
