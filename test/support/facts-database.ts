import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Directory } from "../../src/domain/people/directory.ts";
import { factChange } from "../../src/domain/stats/fact-change.ts";
import type { Database, Statement } from "../../src/store/database.ts";
import { writeAll } from "../../src/store/database.ts";
import { chain, CHAIN_START } from "../../src/store/event-chain.ts";
import { factWrites, searchWrites } from "../../src/store/reports.ts";
import { ticketWrites } from "../../src/store/tickets.ts";
import { freshDatabase } from "./template-database.ts";
import type { SimulatedYear } from "./simulate-year.ts";

export interface FactsDatabase {
  readonly db: Database;
  readonly dir: string;
  close(): void;
}

/** A database that holds a simulated year as the desk would have written it: tickets, events, facts, search. */
export async function factsDatabase(directory: Directory, year: SimulatedYear): Promise<FactsDatabase> {
  const dir = mkdtempSync(join(tmpdir(), "qifu-facts-"));
  const db = await freshDatabase(dir);
  const heads = new Map<string, string>();
  let batch: Statement[] = [];
  for (const [i, { before, events, after }] of year.changes.entries()) {
    const chained = await chain(events, heads.get(after.id) ?? CHAIN_START, () => "salt");
    heads.set(after.id, chained.at(-1)?.hash ?? CHAIN_START);
    batch.push(
      ...ticketWrites(db, { before, after, events: chained, commandId: `sim-${i}` }),
      ...factWrites(db, factChange(directory, before, events)),
      ...searchWrites(db, directory, before, after),
    );
    if (batch.length < 400) continue;
    await writeAll(db, batch);
    batch = [];
  }
  await writeAll(db, batch);
  return {
    db,
    dir,
    close() {
      db.$client.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
