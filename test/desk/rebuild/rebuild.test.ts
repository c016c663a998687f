import { asc, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ticketEvents, ticketFacts, ticketParts, tickets } from "../../../db/schema/index.ts";
import type { RebuildOptions } from "../../../src/desk/rebuild/run.ts";
import { NewerFoldError, rebuildTickets } from "../../../src/desk/rebuild/run.ts";
import { rebuildWhenOlder } from "../../../src/desk/rebuild/when-older.ts";
import { checkFacts } from "../../../src/desk/reports/check-facts.ts";
import { searchQuery } from "../../../src/domain/stats/search-words.ts";
import { FOLD_VERSION } from "../../../src/domain/ticket/fold-version.ts";
import { createLog } from "../../../src/log.ts";
import { audit } from "../../../src/store/audit.ts";
import type { Database } from "../../../src/store/database.ts";
import { databaseFile, openDatabase } from "../../../src/store/open-node.ts";
import { foldMark } from "../../../src/store/rebuild.ts";
import { runChild } from "../../support/child.ts";
import type { FactsDatabase } from "../../support/facts-database.ts";
import { factsDatabase } from "../../support/facts-database.ts";
import { sampleDirectory } from "../../support/sample-directory.ts";
import { simulateYear } from "../../support/simulate-year.ts";

const directory = sampleDirectory();
const NOW = Date.parse("2026-07-01T12:30:00+08:00");
const TICKETS = 150;
const from = Date.parse("2026-04-01T00:00:00+08:00");
const year = simulateYear(directory, { from, until: NOW, tickets: TICKETS, seed: 11 });
const DONE = { done: FOLD_VERSION, doing: null, after: "" };

let facts: FactsDatabase;
let db: Database;
beforeEach(async () => {
  facts = await factsDatabase(directory, year);
  ({ db } = facts);
});
afterEach(() => facts.close());

const deps = (base = db) => ({ db: base, directory: { get: () => Promise.resolve(directory) }, now: () => NOW });
const rebuild = (options: Partial<RebuildOptions> = {}, base = db) =>
  rebuildTickets(deps(base), { write: true, page: 20, ...options });

/** All that a rebuilding may write, but the mark it leaves on states. */
async function derived() {
  const states = await db.select().from(tickets).orderBy(asc(tickets.id));
  return {
    tickets: states.map((row) => ({ ...row, state: { ...(row.state as object), rebuilt: undefined } })),
    parts: (await db.select().from(ticketParts)).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    facts: await db.select().from(ticketFacts).orderBy(asc(ticketFacts.id)),
  };
}

/** Nothing the audit finds, but the numbers of a simulated year, which no counter gave out. */
async function expectClean(): Promise<void> {
  const found: string[] = [];
  await audit(db, { onDifference: ({ about, what }) => about !== "QF-SIM" && found.push(`${about}: ${what}`) });
  await checkFacts(db, directory, (one) => found.push(JSON.stringify(one)));
  expect(found).toEqual([]);
}

test("what an older release left of states, columns, parts, facts and words is made what the events say", async () => {
  const was = await derived();
  const events = await db.select().from(ticketEvents);
  await db.run(
    sql`update tickets set state = json_remove(state, '$.pauses', '$.assists', '$.takenUpTo', '$.deadlines')`,
  );
  await db.run(sql`update tickets set stage = 'triage', state = json_set(state, '$.stage', 'triage', '$.title', '别的')
    where rowid % 3 = 0`);
  await db.run(sql`update tickets set unit_id = null, resolve_by = 1 where rowid % 5 = 0`);
  await db.run(sql`update ticket_facts set level = 2, resolve_due_at = 1, accepted_at = null where id % 4 = 0`);
  await db.run(sql`delete from ticket_facts where round > 0`);
  await db.run(sql`delete from ticket_parts`);
  await db.run(sql`delete from ticket_search where rowid % 2 = 0`);

  const rebuilt = await rebuild();
  expect(rebuilt).toMatchObject({ tickets: TICKETS, differing: TICKETS, left: 0 });
  expect(rebuilt.fields.get("state.pauses")).toBe(TICKETS);
  expect([...rebuilt.fields.keys()].every((name) => /^(?:(?:state|column|facts)\.\w+|parts|search)$/.test(name))).toBe(
    true,
  );
  expect([...rebuilt.fields.keys()]).toEqual(
    expect.arrayContaining(["state.title", "column.unitId", "parts", "facts.level", "facts.missing", "search"]),
  );
  const now = await derived();
  // Rows that were gone come back under other numbers.
  const rounds = (rows: typeof now.facts) =>
    rows.map((row) => ({ ...row, id: 0 })).toSorted((a, b) => (a.ticketId + a.round < b.ticketId + b.round ? -1 : 1));
  expect({ ...now, facts: rounds(now.facts) }).toEqual({ ...was, facts: rounds(was.facts) });
  expect(await db.select().from(ticketEvents)).toEqual(events);
  await expectClean();
  const [words] = await db.all(sql`select (select count(*) from ticket_search) n,
    (select count(*) from ticket_search where words match ${searchQuery("第149件")}) found`);
  expect(words).toEqual({ n: TICKETS, found: 1 });
  expect(await rebuild()).toMatchObject({ tickets: TICKETS, differing: 0, reminders: 0 });
});

test("looking first writes nothing, and names the same fields", async () => {
  await db.run(sql`update tickets set stage = 'triage', state = json_remove(state, '$.keyFrom') where rowid <= 7`);
  const was = await derived();
  const shown = await rebuild({ write: false });
  expect(shown).toMatchObject({ tickets: TICKETS, differing: 7, left: 0 });
  expect(await derived()).toEqual(was);
  expect(await foldMark(db)).toBeNull();
  expect((await rebuild()).fields).toEqual(shown.fields);
});

test("what was stopped half-way is gone on with, and is not ended before", async () => {
  await db.run(sql`update tickets set state = json_remove(state, '$.pauses')`);
  const stopped = rebuild({
    onProgress(done) {
      if (done === 40) throw new Error("killed");
    },
  });
  await expect(stopped).rejects.toThrow("killed");
  expect(await foldMark(db)).toMatchObject({ done: 0, doing: FOLD_VERSION });
  const log: string[] = [];
  const write = { write: (line: string) => log.push(line), now: () => NOW };
  expect(await rebuildWhenOlder(deps(), createLog(write))).toMatchObject({ tickets: TICKETS - 40 });
  expect(await foldMark(db)).toEqual(DONE);
  expect(log.join()).toMatch(/"event":"rebuild.done"/);
  await expectClean();
  expect(await rebuild({ write: false })).toMatchObject({ differing: 0 });
  expect(await rebuildWhenOlder(deps(), createLog(write))).toBeNull();
});

test("two that run at once make the same of it", async () => {
  await db.run(sql`update tickets set state = json_remove(state, '$.pauses', '$.deadlines'), stage = 'triage'`);
  const other = await openDatabase(databaseFile(facts.dir), null, {
    sleep: () => Promise.resolve(),
    random: () => 0.5,
  });
  const both = await Promise.all([rebuild(), rebuild({ page: 7 }, other)]);
  other.$client.close();
  expect(both.map(({ tickets: seen, left }) => [seen, left])).toEqual([
    [TICKETS, 0],
    [TICKETS, 0],
  ]);
  expect(await foldMark(db)).toEqual(DONE);
  await expectClean();
});

test("rules of an older release never write over those of a newer one, not even half-way", async () => {
  await db.run(sql`update tickets set state = json_remove(state, '$.pauses')`);
  const newer: Promise<unknown>[] = [];
  const older = rebuild({
    onProgress(done) {
      if (done === 40) newer.push(rebuild({ version: FOLD_VERSION + 1 }));
    },
  });
  await expect(older).rejects.toThrow(NewerFoldError);
  await Promise.all(newer);
  expect(await foldMark(db)).toEqual({ ...DONE, done: FOLD_VERSION + 1 });
  await expect(rebuild()).rejects.toThrow(NewerFoldError);
  await expect(rebuild({ write: false })).rejects.toThrow(NewerFoldError);
  await expectClean();
});

test("a ticket whose events cannot be folded stays as it is and is named", async () => {
  await db.run(sql`update tickets set state = json_remove(state, '$.pauses')`);
  const ids = (await db.select({ id: tickets.id }).from(tickets).orderBy(asc(tickets.id))).map(({ id }) => id);
  await db
    .update(ticketEvents)
    .set({ content: null })
    .where(sql`seq = 1 and ticket_id = ${ids[0]}`);
  await db.delete(ticketEvents).where(sql`seq = 1 and ticket_id = ${ids[30]}`);
  const left: string[] = [];
  const rebuilt = await rebuild({ onLeft: (no, why) => left.push(`${no} ${why}`) });
  expect(rebuilt).toMatchObject({ tickets: TICKETS, differing: TICKETS - 2, left: 2 });
  expect(left).toEqual([
    "QF-SIM-0000000 texts were redacted",
    "QF-SIM-0000030 it has not as many events as its version says",
  ]);
});

test("npm run rebuild and npm run migrate", { timeout: 60_000 }, async () => {
  const args = ["--data", facts.dir];
  const spoil = () => db.run(sql`update tickets set stage = 'triage' where id = 'tk_sim_0000003'`);
  const foldedBy = (version: number) =>
    db.run(sql`update settings set value = json_set(value, '$.done', ${version}) where key = 'fold'`);
  await spoil();
  const shown = await runChild("scripts/rebuild.ts", [...args, "--dry-run"]);
  expect(shown.out).toMatch(
    /^column\.stage: 1\n150 tickets, 1 differed, reminders of \d+ tickets to plan anew, 0 left as they are\n$/,
  );
  expect(shown).toMatchObject({ code: 0, err: expect.stringMatching(/150 of 150 tickets\nNothing was written/) });
  const done = await runChild("scripts/rebuild.ts", args);
  expect(done.out).toMatch(
    /^column\.stage: 1\n150 tickets, 1 differed, \d+ reminders planned anew, 0 left as they are\n$/,
  );

  await spoil();
  await foldedBy(FOLD_VERSION - 1);
  const migrated = await runChild("scripts/migrate.ts", [], { DATABASE_URL: databaseFile(facts.dir) });
  expect(migrated).toMatchObject({ code: 0, out: "The database is up to date.\n" });
  expect(migrated.err).toMatch(/"event":"rebuild.done".*"tickets":150,"differing":1/);

  await foldedBy(FOLD_VERSION + 1);
  const newer = await runChild("scripts/migrate.ts", [], { DATABASE_URL: databaseFile(facts.dir) });
  expect(newer).toMatchObject({ code: 1, out: "" });
  expect(newer.err).toMatch(/^Cannot migrate: The database belongs to a newer release.*backup.*\n$/);
  await db.run(sql`drop trigger tickets_rebuilt`);
  const behind = await runChild("scripts/rebuild.ts", args);
  expect(behind).toMatchObject({ code: 2, err: expect.stringMatching(/^Cannot rebuild: .*npm run migrate/) });
  expect(await runChild("scripts/rebuild.ts", ["--help"])).toMatchObject({ code: 0, err: "" });
});
