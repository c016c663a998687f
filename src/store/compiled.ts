import type { ResultSet } from "@libsql/client";
import { Column, Param, Placeholder, SQL, is, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Database, Statement } from "./database.ts";

/** The place of a value in a compiled statement; with its column, the value is stored as that column stores it. */
export type Slot<V> = (name: keyof V & string, column?: SQLiteColumn) => SQL;

/** A slot for every column of a table, under the column's own name in the code. */
export function inSlots<V, C extends Readonly<Record<string, SQLiteColumn>>>(
  slot: Slot<V>,
  columns: C & Readonly<Record<keyof V & string, SQLiteColumn>>,
): { readonly [K in keyof C]: SQL } {
  const places = Object.entries<SQLiteColumn>(columns).map(([name, column]) => [
    name,
    slot(name as keyof V & string, column),
  ]);
  return Object.fromEntries(places) as { readonly [K in keyof C]: SQL };
}

/** Gives one parameter of a statement from the values it is filled with. */
type Filler = (values: Readonly<Record<string, unknown>>) => unknown;

/** What the builder keeps of a statement once built; the same for every database. */
interface Built {
  readonly sql: string;
  readonly params: readonly Filler[];
  mapResult(result: unknown, isFromBatch: boolean): unknown;
}

/**
 * A statement whose SQL is built once and afterwards only filled: building it took more of a message's time than running it.
 * For the statements of every message and every change; others are written in place. It runs in a batch or is awaited alone.
 * @param build writes the statement with a slot for each value; must not look at anything else, it is called once.
 */
export function compiled<V extends Record<keyof V, unknown>, Q extends Statement>(
  build: (db: Database, slot: Slot<V>) => Q,
): (db: Database, values: V) => Q {
  const slot: Slot<V> = (name, column) => {
    const place = sql.placeholder(name);
    return column === undefined ? sql`${place}` : sql`${sql.param(place, column)}`;
  };
  let built: Built | null = null;
  return (db, values) => {
    built ??= prepared(build(db, slot));
    const whole = built;
    const filled = { sql: whole.sql, params: whole.params.map((fill) => fill(values)) };
    const statement = {
      _prepare: () => ({
        getQuery: () => filled,
        mapResult: (result: unknown, isFromBatch: boolean) => whole.mapResult(result, isFromBatch),
      }),
      // oxlint-disable-next-line unicorn/no-thenable -- as the builder's own statements are: awaited, it runs
      then: (done: (value: unknown) => unknown, failed: (error: unknown) => unknown) =>
        db.batch([statement as unknown as Statement]).then(([result]) => done(result), failed),
    };
    // Stands for the built statement in the two ways our code uses one: in a batch, and awaited.
    return statement as unknown as Q;
  };
}

/** What of the builder's own prepared statement is used here. */
interface Prepared {
  getQuery(): { readonly sql: string; readonly params: readonly unknown[] };
  mapResult(result: unknown, isFromBatch: boolean): unknown;
  readonly executeMethod?: string;
  readonly fields?: readonly { readonly path: readonly string[]; readonly field: unknown }[];
}

const prepared = (statement: Statement): Built => {
  const query = (statement as unknown as { _prepare(): Prepared })._prepare();
  const toRow = query.executeMethod === "all" ? plainRow(query.fields ?? []) : null;
  const { sql: text, params } = query.getQuery();
  return {
    sql: text,
    params: params.map(filler),
    mapResult: (result, isFromBatch) =>
      toRow === null ? query.mapResult(result, isFromBatch) : (result as ResultSet).rows.map(toRow),
  };
};

/** What makes a row of the answer one of a table, worked out once instead of for every row; null = not all of it can be. */
function plainRow(fields: NonNullable<Prepared["fields"]>): ((row: ResultSet["rows"][number]) => object) | null {
  const columns = fields.flatMap(({ path: [name, ...deeper], field }) =>
    name !== undefined && deeper.length === 0 ? decoderOf(field).map((column) => ({ name, column })) : [],
  );
  if (columns.length === 0 || columns.length < fields.length) return null;
  return (row) => {
    const made: Record<string, unknown> = {};
    for (const [place, { name, column }] of columns.entries()) {
      const value = row[place] ?? null;
      made[name] = value === null ? null : column.mapFromDriverValue(value);
    }
    return made;
  };
}

/** What reads a field as the builder would. */
function decoderOf(field: unknown): { mapFromDriverValue(value: unknown): unknown }[] {
  if (is(field, Column)) return [field];
  // The builder keeps it to itself.
  return is(field, SQL) ? [(field as unknown as { decoder: Column }).decoder] : [];
}

/** Worked out once: asking what kind of parameter it is took longer than filling it. */
function filler(param: unknown): Filler {
  const inColumn = is(param, Param) && is(param.value, Placeholder);
  const place = inColumn ? param.value : param;
  if (!is(place, Placeholder)) return () => param;
  const { name } = place;
  return (values) => {
    const value = values[name];
    if (value === undefined && !(name in values)) throw new Error(`no value for ${name}`);
    // As the builder does: null is stored as null, whatever the column.
    return value === null || !inColumn ? value : param.encoder.mapToDriverValue(value);
  };
}
