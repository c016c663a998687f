import { sql } from "drizzle-orm";
import { check, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { instant } from "./columns.ts";

/** 专项行动 (002-01): a named period whose figures the bound groups get every week and at its end. */
export const campaigns = sqliteTable(
  "campaigns",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    /** `from` belongs to it, `to` no longer does. */
    from: instant("from_at").notNull(),
    to: instant("to_at").notNull(),
    /** Counted are only tickets of this category, or of this unit; null = all. */
    category: text("category"),
    unitId: text("unit_id"),
    startedBy: text("started_by").notNull(),
    startedAt: instant("started_at").notNull(),
    /** Ended before its time, and by whom. */
    endedBy: text("ended_by"),
    endedAt: instant("ended_at"),
  },
  (t) => [uniqueIndex("campaigns_name").on(t.name, t.from), check("campaigns_period", sql`${t.to} > ${t.from}`)],
);
