import type { Client, InArgs, InStatement, ResultSet, TransactionMode } from "@libsql/client";
import { isBusy } from "./errors.ts";

type Statements = (InStatement | [string, InArgs?])[];

interface Waiting {
  readonly statements: Statements;
  readonly resolve: (results: ResultSet[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Transactions that may share one: keeps the event loop from being held too long at a time. */
const MOST_AT_ONCE = 32;

/**
 * A client whose writes share a transaction with whatever else is to be written at that moment, and with it one flush to the
 * disk, which is what a durable write on a file waits for, the whole event loop with it. Each write is still all or nothing,
 * and later ones see earlier ones: when any of them fails, each is run again on its own and fails for itself.
 * For files only: a server answers many clients at once, and there a shared fate would be shared waiting.
 * @param turn lets other work of the event loop come in before a transaction starts.
 */
export function gatheringClient(client: Client, turn: () => Promise<void>): Client {
  let waiting: Waiting[] = [];
  let working = false;

  async function work(): Promise<void> {
    working = true;
    while (waiting.length > 0) {
      await turn();
      const group = waiting.slice(0, MOST_AT_ONCE);
      waiting = waiting.slice(MOST_AT_ONCE);
      await run(group);
    }
    working = false;
  }

  async function run(group: readonly Waiting[]): Promise<void> {
    try {
      const results = await client.batch(
        group.flatMap(({ statements }) => statements),
        "write",
      );
      let from = 0;
      for (const { statements, resolve } of group) {
        resolve(results.slice(from, from + statements.length));
        from += statements.length;
      }
    } catch (error) {
      // Nothing was applied. A busy database is waited out by whoever asked; any other failure is one member's own.
      if (group.length === 1 || isBusy(error)) for (const { reject } of group) reject(error);
      else
        for (const { statements, resolve, reject } of group)
          await client.batch(statements, "write").then(resolve, reject);
    }
  }

  const write = (statements: Statements): Promise<ResultSet[]> =>
    new Promise((resolve, reject) => {
      waiting.push({ statements, resolve, reject });
      // `work` rejects nothing: every failure goes to its own write.
      if (!working) void work();
    });

  async function execute(stmt: InStatement | string, args?: InArgs): Promise<ResultSet> {
    const whole: InStatement = typeof stmt === "string" ? { sql: stmt, args: args ?? [] } : stmt;
    if (!isWrite(sqlOf(whole))) return client.execute(whole);
    const [result] = await write([whole]);
    if (result === undefined) throw new Error("a statement without a result");
    return result;
  }

  function batch(statements: Statements, mode?: TransactionMode): Promise<ResultSet[]> {
    // Pragmas and schema changes keep a transaction of their own.
    const gathers = mode === "write" && statements.length > 0 && statements.every((one) => isPlain(sqlOf(one)));
    return gathers ? write(statements) : client.batch(statements, mode);
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

const sqlOf = (one: InStatement | [string, InArgs?]): string =>
  typeof one === "string" ? one : Array.isArray(one) ? one[0] : one.sql;

const isWrite = (sql: string): boolean => /^\s*(?:insert|update|delete|replace)\b/i.test(sql);
const isPlain = (sql: string): boolean => /^\s*(?:insert|update|delete|replace|select|with)\b/i.test(sql);
