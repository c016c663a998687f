import { sql } from "drizzle-orm";
import { check, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { flag, instant, json } from "./columns.ts";

/** The 25 categories (domain.md B.7) and the unit that leads on each. */
export const categories = sqliteTable("categories", {
  code: text("code").primaryKey(),
  name: text("name").notNull(),
  leadUnitId: text("lead_unit_id"),
  assistUnitIds: json<string[]>("assist_unit_ids").notNull(),
  confidential: flag("confidential").notNull().default(false),
});

/** Time limits of a category; a change is a new version from a date, never an edit (domain.md B.2). */
export const limitPolicies = sqliteTable(
  "limit_policies",
  {
    category: text("category").notNull(),
    version: integer("version").notNull(),
    effectiveFrom: instant("effective_from").notNull(),
    policy: json<Record<string, unknown>>("policy").notNull(),
  },
  (t) => [primaryKey({ columns: [t.category, t.version] }), check("limit_policies_version", sql`${t.version} > 0`)],
);

/** 工作日历: only days that differ from "weekday works, weekend rests". */
export const calendarDays = sqliteTable(
  "calendar_days",
  {
    day: text("day").primaryKey(),
    name: text("name").notNull(),
    kind: text("kind", { enum: ["off", "workday"] }).notNull(),
  },
  (t) => [check("calendar_days_kind", sql`${t.kind} in ('off','workday')`)],
);

/** Office settings and the directory's version, which tells instances when to read it again. */
export const settings = sqliteTable("settings", {
  key: text("key").primaryKey(),
  value: json<unknown>("value").notNull(),
});
