import type { Client, InArgs, InStatement, ResultSet, TransactionMode } from "@libsql/client";
import type { BatchItem } from "drizzle-orm/batch";
import type { LibSQLDatabase } from "drizzle-orm/libsql/driver-core";
import { isBusy, isTransient } from "./errors.ts";

export type Database = LibSQLDatabase & { readonly $client: Client };

/** One statement of a transaction. */
export type Statement = BatchItem<"sqlite">;

/** Runs statements as one transaction: all or nothing. Returns what each of them returned, in their order. */
export async function writeAll(db: Database, statements: readonly Statement[]): Promise<readonly unknown[]> {
  const [first, ...rest] = statements;
  return first === undefined ? [] : db.batch([first, ...rest]);
}

export interface RetryOptions {
  /** Waits that many milliseconds; injected so that tests need not sleep. */
  readonly sleep: (ms: number) => Promise<void>;
  /** 0–1, for jitter. */
  readonly random: () => number;
  /** Tries in all; 8 with doubling waits from 5 ms span about a second. */
  readonly attempts?: number;
}

/**
 * A client whose batches are whole transactions of the right kind and which waits out a busy database. sqld answers
 * parallel writers with SQLITE_BUSY at once, so writes are tried again with jitter; a write whose outcome is unknown
 * (connection lost, 5xx) is never tried again here: its job is, and finds out whether it had landed.
 */
export function patientClient(client: Client, options: RetryOptions): Client {
  const attempts = options.attempts ?? 8;
  const patiently = async <T>(readOnly: boolean, work: () => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        const again = isBusy(error) || (readOnly && isTransient(error));
        if (!again || attempt >= attempts) throw error;
        await options.sleep(5 * 2 ** attempt * (0.5 + options.random()));
      }
    }
  };
  function execute(stmt: InStatement | string, args?: InArgs): Promise<ResultSet> {
    const sql = typeof stmt === "string" ? stmt : stmt.sql;
    return patiently(isRead(sql), () => (typeof stmt === "string" ? client.execute(stmt, args) : client.execute(stmt)));
  }
  function batch(stmts: (InStatement | [string, InArgs?])[], mode?: TransactionMode): Promise<ResultSet[]> {
    const readOnly = stmts.every((s) => isRead(typeof s === "string" ? s : Array.isArray(s) ? s[0] : s.sql));
    // "deferred", the default, fails at once when a read turns into a write beside another writer.
    return patiently(readOnly, () => client.batch(stmts, mode ?? (readOnly ? "read" : "write")));
  }
  return new Proxy(client, {
    get(target, property) {
      if (property === "execute") return execute;
      if (property === "batch") return batch;
      const value: unknown = Reflect.get(target, property);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}

const isRead = (sql: string): boolean => /^\s*select\b/i.test(sql);
