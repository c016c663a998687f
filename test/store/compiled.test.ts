import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, gte, sql } from "drizzle-orm";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import * as fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { compiled } from "../../src/store/compiled.ts";
import type { Slot } from "../../src/store/compiled.ts";
import type { Database } from "../../src/store/database.ts";
import { databaseFile, openDatabase } from "../../src/store/open-node.ts";

const things = sqliteTable("things", {
  id: integer("id").primaryKey(),
  name: text("thing_name"),
  open: integer("is_open", { mode: "boolean" }).notNull(),
  at: integer("at", { mode: "timestamp_ms" }),
  what: text("what", { mode: "json" }),
});

let dir: string;
let db: Database;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "qifu-compiled-"));
  db = await openDatabase(databaseFile(dir), null, { sleep: () => Promise.resolve(), random: () => 0.5 });
  await db.run(
    sql`create table things (id integer primary key, thing_name text, is_open integer not null, at integer, what text)`,
  );
});
afterEach(() => {
  db.$client.close();
  rmSync(dir, { recursive: true, force: true });
});

interface Thing {
  readonly id: number;
  readonly name: string | null;
  readonly open: boolean;
  readonly at: Date | null;
  readonly what: unknown;
}

const added = compiled((one, slot: Slot<Thing>) =>
  one
    .insert(things)
    .values({
      id: slot("id"),
      name: slot("name"),
      open: slot("open", things.open),
      at: slot("at", things.at),
      what: slot("what", things.what),
    })
    .returning(),
);
const from = compiled((one, slot: Slot<{ id: number }>) =>
  one
    .select()
    .from(things)
    .where(gte(things.id, slot("id")))
    .orderBy(things.id),
);
const pairs = compiled((one, slot: Slot<{ id: number }>) =>
  one
    .select({ thing: things, twice: sql<number>`${things.id} * 2` })
    .from(things)
    .where(eq(things.id, slot("id"))),
);

const reckoned = compiled((one, slot: Slot<{ id: number }>) =>
  one
    .select({ name: things.name, twice: sql<number>`${things.id} * 2`, said: sql`${things.id}`.mapWith(String) })
    .from(things)
    .where(gte(things.id, slot("id"))),
);

const thing: fc.Arbitrary<Omit<Thing, "id">> = fc.record({
  name: fc.option(fc.string({ unit: "grapheme" })),
  open: fc.boolean(),
  at: fc.option(fc.date({ noInvalidDate: true })),
  what: fc.option(fc.jsonValue()),
});

test("what was built once stores and returns what the builder does, alone and in a batch, null and nested rows too", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(thing, { maxLength: 5 }), async (all) => {
      await db.delete(things);
      for (const [id, one] of all.entries()) {
        const returned = await added(db, { id, ...one });
        expect(returned).toEqual(await db.select().from(things).where(eq(things.id, id)));
      }
      const plain = await db.select().from(things).orderBy(things.id);
      expect(plain.map(({ name, open, at }) => ({ name, open, at }))).toEqual(
        all.map(({ name, open, at }) => ({ name, open, at })),
      );
      expect(await from(db, { id: 0 })).toEqual(plain);
      expect(await reckoned(db, { id: 0 })).toEqual(
        plain.map(({ id, name }) => ({ name, twice: id * 2, said: String(id) })),
      );
      const [batched, nested] = await db.batch([from(db, { id: 1 }), pairs(db, { id: 1 })]);
      expect(batched).toEqual(plain.filter(({ id }) => id >= 1));
      expect(nested).toEqual(plain.filter(({ id }) => id === 1).map((one) => ({ thing: one, twice: 2 })));
    }),
    { numRuns: 60 },
  );
});

test("a value that was forgotten is an error, not a null", () => {
  expect(() => from(db, {} as { id: number })).toThrow("no value for id");
});
