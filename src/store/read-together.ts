import type { Database, Statement } from "./database.ts";

type Read = Statement & PromiseLike<readonly unknown[]>;
type Rows<Q> = Q extends PromiseLike<infer R> ? R : never;

/**
 * Reads by name, as of one instant and in one round trip. What is not asked (null) is not sent, and has no rows.
 * @throws what the database throws; nothing was read then.
 */
export async function readTogether<W extends Readonly<Record<string, Read | null>>>(
  db: Database,
  wanted: W,
): Promise<{ readonly [K in keyof W]: Rows<NonNullable<W[K]>> }> {
  const asked = Object.entries(wanted).flatMap(([name, read]) => (read === null ? [] : [{ name, read }]));
  const [first, ...rest] = asked.map(({ read }) => read);
  const results: readonly unknown[] = first === undefined ? [] : await db.batch([first, ...rest]);
  const nothing = Object.keys(wanted).map((name) => [name, []] as const);
  const found = asked.map(({ name }, i) => [name, results[i]] as const);
  // Each result is that of its own statement.
  return Object.fromEntries([...nothing, ...found]) as { readonly [K in keyof W]: Rows<NonNullable<W[K]>> };
}
