import type { Client, InArgs, InStatement, ResultSet, TransactionMode } from "@libsql/client";
import { isBusy } from "./errors.ts";

type Statements = (InStatement | [string, InArgs?])[];

interface Waiting {
  readonly statements: Statements;
  /** Somebody waits for an answer: goes before the others, and on at once. */
  readonly urgent: boolean;
  readonly resolve: (results: ResultSet[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Transactions that may share one: keeps the event loop from being held too long at a time. */
const MOST_AT_ONCE = 32;

/**
 * A client whose writes share a transaction with whatever else is to be written at that moment, and with it one flush to the
 * disk, which is what a durable write on a file waits for, the whole event loop with it. Each write is still all or nothing,
 * and later ones see earlier ones: when any of them fails, each is run again on its own and fails for itself. A batch that
 * names its mode, "write", is urgent.
 * For files only: a server answers many clients at once, and there a shared fate would be shared waiting.
 * @param turn lets other work of the event loop come in before a transaction starts.
 */
export function gatheringClient(client: Client, turn: () => Promise<void>): Client {
  let waiting: Waiting[] = [];
  /** Ends of written ones that are still to be told. */
  const written: (() => void)[] = [];
  let working = false;

  async function work(): Promise<void> {
    working = true;
    while (waiting.length > 0 || written.length > 0) {
      await turn();
      if (written.length === 0 || waiting.some(({ urgent }) => urgent)) await flush();
      // One at a time: all going on at once would keep arrivals waiting for as long as all of them take.
      written.shift()?.();
    }
    working = false;
  }

  async function flush(): Promise<void> {
    const ordered = waiting.toSorted((a, b) => Number(b.urgent) - Number(a.urgent));
    const group = ordered.slice(0, MOST_AT_ONCE);
    waiting = ordered.slice(MOST_AT_ONCE);
    try {
      const results = await client.batch(
        group.flatMap(({ statements }) => statements),
        "write",
      );
      let from = 0;
      for (const { statements, urgent, resolve } of group) {
        const own = results.slice(from, from + statements.length);
        from += statements.length;
        if (urgent) resolve(own);
        else written.push(() => resolve(own));
      }
    } catch (error) {
      // Nothing was applied. A busy database has been waited out in vain; any other failure is one member's own.
      if (group.length === 1 || isBusy(error)) for (const { reject } of group) reject(error);
      else
        for (const { statements, resolve, reject } of group)
          await client.batch(statements, "write").then(resolve, reject);
    }
  }

  const write = (statements: Statements, urgent: boolean): Promise<ResultSet[]> =>
    new Promise((resolve, reject) => {
      waiting.push({ statements, urgent, resolve, reject });
      // `work` rejects nothing: every failure goes to its own write.
      if (!working) void work();
    });

  async function execute(stmt: InStatement | string, args?: InArgs): Promise<ResultSet> {
    const whole: InStatement = typeof stmt === "string" ? { sql: stmt, args: args ?? [] } : stmt;
    if (!isWrite(sqlOf(whole))) return client.execute(whole);
    const [result] = await write([whole], false);
    if (result === undefined) throw new Error("a statement without a result");
    return result;
  }

  function batch(statements: Statements, mode?: TransactionMode): Promise<ResultSet[]> {
    const sql = statements.map(sqlOf);
    // Pragmas and schema changes keep a transaction of their own, and reads need none.
    const gathers = (mode ?? "write") === "write" && sql.every(isPlain) && sql.some(isWrite);
    return gathers ? write(statements, mode === "write") : client.batch(statements, mode);
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
const isPlain = (sql: string): boolean => isWrite(sql) || /^\s*(?:select|with)\b/i.test(sql);
