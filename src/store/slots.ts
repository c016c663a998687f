import { inArray, sql } from "drizzle-orm";
import { settings, slots } from "../../db/schema/index.ts";
import type { DigestGroup } from "../domain/stats/scope.ts";
import type { Database } from "./database.ts";

/** Instants (UTC ms) up to which recurring tasks have run. */
export const slotsOf = (db: Database, names: readonly string[]) =>
  db
    .select()
    .from(slots)
    .where(inArray(slots.name, [...names]));

/** A task that has never run begins now: what lies before was never promised. */
export const beginSlots = (db: Database, names: readonly string[], at: number) =>
  db
    .insert(slots)
    .values(names.map((name) => ({ name, at })))
    .onConflictDoNothing();

/** Moves a task's slot forward, never back. */
export const moveSlot = (db: Database, name: string, at: number) =>
  db
    .insert(slots)
    .values({ name, at })
    .onConflictDoUpdate({ target: slots.name, set: { at: sql`max(${slots.at}, ${at})` } });

/** Replaces the groups that get the digest, whatever else the office has set. */
export const setDigestGroups = (db: Database, groups: readonly DigestGroup[]) =>
  db
    .insert(settings)
    .values({ key: "office", value: { digestGroups: groups } })
    .onConflictDoUpdate({
      target: settings.key,
      set: { value: sql`json_set(${settings.value}, '$.digestGroups', json(${JSON.stringify(groups)}))` },
    });
