import type { Client, InArgs, InStatement, InValue, ResultSet, TransactionMode, Value } from "@libsql/client";
import Database from "libsql";

/**
 * Statements that stay prepared. The product has about two hundred; what an import or a list writes for its number of rows
 * comes and goes.
 */
const KEPT = 256;

interface Kept {
  readonly statement: Database.Statement;
  /** False = it returns no rows, and is run for its effect. */
  readonly reads: boolean;
  readonly names: string[];
  readonly types: string[];
  readonly toRow: (values: readonly unknown[]) => Row;
}

type Row = ResultSet["rows"][number];
type Connection = InstanceType<typeof Database>;
type Written = InStatement | [string, InArgs?];

/**
 * A libSQL file on one connection whose statements stay prepared. The official client prepares each statement anew every
 * time, and asks twice for its columns; that was four fifths of what a message's statements cost. Answers as that client does.
 * Transactions are batches here (design.md), so there are no interactive ones. Statements name their columns: one with `*`
 * would go on under the names of before when another process changes the schema.
 * @param path of the file. @param busyMs how long a statement waits for another process's transaction.
 * @throws when the file cannot be opened.
 */
export function fileClient(path: string, busyMs: number): Client {
  const db: Connection = new Database(path, { timeout: busyMs });
  const kept = new Map<string, Kept>();

  function prepared(sql: string): Kept {
    const known = kept.get(sql);
    if (known !== undefined) {
      // Put last where one may have to go: the first of the map is the one that was not used for longest.
      if (kept.size >= KEPT) {
        kept.delete(sql);
        kept.set(sql, known);
      }
      return known;
    }
    const statement = db.prepare(sql).safeIntegers(true);
    const reads = statement.reader;
    const columns = reads ? statement.raw(true).columns() : [];
    const names = columns.map(({ name }) => name);
    const one: Kept = { statement, reads, names, types: columns.map(({ type }) => type ?? ""), toRow: rowShape(names) };
    if (!isPlain(sql)) {
      // The schema may change: what was prepared before it names columns that may be gone.
      kept.clear();
      return one;
    }
    kept.set(sql, one);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return one;
  }

  function run(written: Written): ResultSet {
    const [sql, args] = parts(written);
    const { statement, reads, names, types, toRow } = prepared(sql);
    const bound = Array.isArray(args) ? args.map(toStored) : named(args);
    if (reads) return resultSet(names, types, (statement.all(bound) as unknown[][]).map(toRow), 0, undefined);
    const { changes, lastInsertRowid } = statement.run(bound);
    return resultSet([], [], [], changes, BigInt(lastInsertRowid));
  }

  /** Everything in one transaction of the kind, or nothing. */
  function together(statements: readonly Written[], begin: string): ResultSet[] {
    // A read alone needs none. A write does: one that met a busy file stays half run until it is run again, and what was
    // written meanwhile without a transaction of its own would not be in the file.
    if (statements.length === 1 && begin !== BEGIN.write) return statements.map(run);
    run(begin);
    try {
      const results = statements.map(run);
      run("COMMIT");
      return results;
    } catch (error) {
      // Some errors have ended the transaction already.
      if (db.inTransaction) run("ROLLBACK");
      throw error;
    }
  }

  return {
    protocol: "file",
    get closed() {
      return !db.open;
    },
    execute: promised((written: InStatement | string, args?: InArgs) =>
      run(typeof written === "string" ? [written, args ?? []] : written),
    ),
    batch: promised((statements: readonly Written[], mode?: TransactionMode) =>
      together(statements, BEGIN[mode ?? "deferred"]),
    ),
    migrate: promised((statements: readonly InStatement[]) => {
      // Not possible within a transaction; a table is rebuilt under its old name.
      run("PRAGMA foreign_keys = OFF");
      try {
        return together(statements, BEGIN.deferred);
      } finally {
        run("PRAGMA foreign_keys = ON");
      }
    }),
    executeMultiple: promised((sql: string) => {
      kept.clear();
      db.exec(sql);
    }),
    transaction: () => Promise.reject(new Error("a transaction on a file is a batch")),
    sync: () => Promise.reject(new Error("a file is not a replica")),
    reconnect() {
      throw new Error("open the file again instead");
    },
    close() {
      kept.clear();
      if (db.open) db.close();
    },
  };
}

const BEGIN: Readonly<Record<TransactionMode, string>> = {
  write: "BEGIN IMMEDIATE",
  read: "BEGIN",
  deferred: "BEGIN",
};

/** A statement that leaves the schema as it is. */
const isPlain = (sql: string): boolean =>
  /^\s*(?:select|with|insert|update|delete|replace|begin|commit|rollback)\b/i.test(sql);

/** Errors become rejections, as a caller of an asynchronous client expects them. */
const promised =
  <A extends unknown[], R>(work: (...args: A) => R): ((...args: A) => Promise<R>) =>
  (...args) =>
    new Promise((resolve) => {
      resolve(work(...args));
    });

const parts = (written: Written): [string, InArgs] =>
  typeof written === "string"
    ? [written, []]
    : Array.isArray(written)
      ? [written[0], written[1] ?? []]
      : [written.sql, written.args ?? []];

const named = (args: InArgs): Record<string, unknown> =>
  Object.fromEntries(Object.entries(args).map(([name, value]) => [name.replace(/^[@$:]/, ""), toStored(value)]));

function toStored(value: InValue): unknown {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value instanceof Date) return value.valueOf();
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  if (value === undefined || (typeof value === "number" && !Number.isFinite(value)))
    throw new TypeError(`${String(value)} cannot be stored`);
  return value;
}

function toValue(stored: unknown): Value {
  if (typeof stored !== "bigint") return stored as Value;
  const number = Number(stored);
  if (!Number.isSafeInteger(number)) throw new RangeError("an integer too large for a number");
  return number;
}

const VALUES = Symbol("values by place");

/** Makes rows as the query builder reads them: by place, which two columns of one name need, and by name, which is enumerable. */
function rowShape(columns: readonly string[]): Kept["toRow"] {
  const byPlace = Object.fromEntries(columns.map((_, place) => [place, placeOf(place)]));
  // Of two columns of one name the first keeps it.
  const byName = [...new Set(columns)].map((name) => [name, columns.indexOf(name)] as const);
  const prototype: object = Object.defineProperties({}, { ...byPlace, length: { value: columns.length } });
  return (stored) => {
    const values = stored.map(toValue);
    const row = Object.create(prototype) as Record<string | symbol, unknown>;
    row[VALUES] = values;
    for (const [name, place] of byName) row[name] = values[place];
    return row as unknown as Row;
  };
}

const placeOf = (place: number): PropertyDescriptor & ThisType<{ readonly [VALUES]: readonly Value[] }> => ({
  get() {
    return this[VALUES][place];
  },
});

function resultSet(
  columns: string[],
  columnTypes: string[],
  rows: Row[],
  rowsAffected: number,
  lastInsertRowid: bigint | undefined,
): ResultSet {
  return {
    columns,
    columnTypes,
    rows,
    rowsAffected,
    lastInsertRowid,
    toJSON: () => ({ columns, columnTypes, rows, rowsAffected, lastInsertRowid: lastInsertRowid?.toString() ?? null }),
  };
}
