import { asc, eq } from "drizzle-orm";
import { calendarDays, limitPolicies, settings } from "../../db/schema/index.ts";
import type { Database } from "./database.ts";

/** A setting by its key; null when it was never written. */
export async function readSetting(db: Database, key: string): Promise<unknown> {
  const [row] = await db.select({ value: settings.value }).from(settings).where(eq(settings.key, key));
  return row?.value ?? null;
}

export async function writeSetting(db: Database, key: string, value: unknown): Promise<void> {
  await db.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } });
}

/** What every limit is reckoned with, in a fixed order. */
export const calendarRows = (db: Database) => db.select().from(calendarDays).orderBy(asc(calendarDays.day));
export const policyRows = (db: Database) =>
  db.select().from(limitPolicies).orderBy(asc(limitPolicies.category), asc(limitPolicies.version));
