import { asc, eq } from "drizzle-orm";
import { calendarDays, limitPolicies, settings } from "../../db/schema/index.ts";
import type { LimitPolicy } from "../domain/limits/index.ts";
import type { Database, Statement } from "./database.ts";
import { bumpDirectoryVersion } from "./people.ts";

/** A setting by its key; null when it was never written. */
export async function readSetting(db: Database, key: string): Promise<unknown> {
  const [row] = await db.select({ value: settings.value }).from(settings).where(eq(settings.key, key));
  return row?.value ?? null;
}

export async function writeSetting(db: Database, key: string, value: unknown): Promise<void> {
  await db.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } });
}

/** New versions of limits. In one transaction with the version that has every instance read them: or one would reckon with the old. */
export const newPolicies = (db: Database, policies: readonly LimitPolicy[]): Statement[] =>
  policies.length === 0
    ? []
    : [
        db.insert(limitPolicies).values(
          policies.map((policy) => ({
            category: policy.category,
            version: policy.version,
            effectiveFrom: policy.effectiveFrom,
            policy: { ...policy },
          })),
        ),
        bumpDirectoryVersion(db),
      ];

type Day = typeof calendarDays.$inferSelect;
/** Days of a new notice; in one transaction with the version, as above. */
export const newDays = (db: Database, { put, remove }: { put: readonly Day[]; remove: readonly Day[] }): Statement[] =>
  put.length + remove.length === 0
    ? []
    : [
        ...[...put, ...remove].map(({ day }) => db.delete(calendarDays).where(eq(calendarDays.day, day))),
        ...(put.length === 0 ? [] : [db.insert(calendarDays).values([...put])]),
        bumpDirectoryVersion(db),
      ];

/** What every limit is reckoned with, in a fixed order. */
export const calendarRows = (db: Database) => db.select().from(calendarDays).orderBy(asc(calendarDays.day));
export const policyRows = (db: Database) =>
  db.select().from(limitPolicies).orderBy(asc(limitPolicies.category), asc(limitPolicies.version));
