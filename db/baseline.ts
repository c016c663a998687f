import { readFileSync } from "node:fs";
import { policyFromRow } from "../src/domain/limits/index.ts";
import type { Database, Statement } from "../src/store/database.ts";
import { writeAll } from "../src/store/database.ts";
import { parseCsv } from "./csv.ts";
import { calendarDays, categories, limitPolicies, settings } from "./schema/index.ts";

/** Newest year whose notice is shipped; an office adds later ones as data. */
const CALENDARS = ["calendar_2025.csv", "calendar_2026.csv"];

/**
 * What every office has from the start: the 25 categories with their default limits and the working calendar. Never
 * overwrites what the office has changed. Without lead units everything goes to the dispatchers' queue.
 */
export async function ensureBaseline(db: Database): Promise<void> {
  const statements: Statement[] = [];
  for (const row of read("categories_sla.csv")) {
    const policy = policyFromRow({ ...row, extension_approver: "" }, { version: 1, effectiveFrom: 0 });
    if (!policy.ok) throw new Error(`limits of ${row["code"] ?? "?"}: ${JSON.stringify(policy.error)}`);
    statements.push(
      db
        .insert(categories)
        .values({
          code: policy.value.category,
          name: row["name"] ?? "",
          assistUnitIds: [],
          confidential: row["confidential"] === "Y",
        })
        .onConflictDoNothing(),
      db
        .insert(limitPolicies)
        .values({ category: policy.value.category, version: 1, effectiveFrom: 0, policy: { ...policy.value } })
        .onConflictDoNothing(),
    );
  }
  // A notice that the office has loaded itself is whole: what it took out must not come back.
  const loaded = new Set((await db.select({ day: calendarDays.day }).from(calendarDays)).map(({ day }) => day));
  const missing = CALENDARS.map(read).filter(
    (rows) => !rows.some(({ date }) => date?.endsWith("-01-01") && loaded.has(date)),
  );
  const days = missing.flat().map((row) => ({
    day: row["date"] ?? "",
    name: row["name"] ?? "",
    kind: row["kind"] === "off" ? ("off" as const) : ("workday" as const),
  }));
  if (days.length > 0) statements.push(db.insert(calendarDays).values(days).onConflictDoNothing());
  statements.push(db.insert(settings).values({ key: "directory_version", value: 1 }).onConflictDoNothing());
  await writeAll(db, statements);
}

function read(name: string): Record<string, string>[] {
  return parseCsv(readFileSync(new URL(`./baseline/${name}`, import.meta.url), "utf8"));
}
