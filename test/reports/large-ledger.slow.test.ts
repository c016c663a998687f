import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { digestViews } from "../../src/desk/reports/digest.ts";
import type { Database } from "../../src/store/database.ts";
import { ledgerPage, roundsOfTickets } from "../../src/store/report-ledger.ts";
import type { LedgerFilter } from "../../src/store/report-ledger.ts";
import { freshDatabase } from "../support/template-database.ts";
import { sampleDirectory } from "../support/sample-directory.ts";

const directory = sampleDirectory();
const NOW = Date.parse("2026-11-24T08:31:00+08:00");
const DAY = 86_400_000;
const OPEN = 300;
const sizes = [10_000, 1_000_000] as const;
const dirs: string[] = [];
const databases = new Map<number, Database>();

/** A ledger of any length with the same office behind it: thirty a day of late, the rest long ago, `OPEN` still in hand. */
async function ledgerOf(size: number): Promise<Database> {
  const dir = mkdtempSync(join(tmpdir(), "qifu-large-"));
  dirs.push(dir);
  const db = await freshDatabase(dir);
  const run = (sql: string) => db.$client.execute(sql);
  await run("PRAGMA synchronous = OFF");
  // Thirty a day for as many days as it takes.
  await run(`
    with recursive n(i) as (select 0 union all select i + 1 from n where i < ${size - 1}),
    t as (select i, ${NOW} - (${size} - i) * ${Math.floor(DAY / 30)} as at from n)
    insert into ticket_facts (id, ticket_id, round, no, opened_at, started_at, channel, urgency, stage, category, unit_id,
      responsible_id, enterprise_id, accept_due_at, accept_settled, accepted_at, contact_due_at, contacted_at, resolve_due_at,
      resolved_at, handled_minutes, rating, rated_at, ended_at, end_reason)
    select i + 1, 'tk_' || i, 0, 'QF-' || i, at, at, 'p2p', 'normal', case when i >= ${size - OPEN} then 'in_progress' else 'closed' end,
      case i / 7 % 4 when 0 then 'power' when 1 then 'land' when 2 then 'integrity' else 'water' end, 'D0' || (i % 9 + 1), 'C01',
      'E' || substr('0' || (i % 40 + 1), -2), at + 3600000, 1, at + 1800000, at + 7200000, at + 3600000, at + ${5 * DAY},
      case when i >= ${size - OPEN} then null else at + ${2 * DAY} end, 840, 4,
      case when i >= ${size - OPEN} then null else at + ${3 * DAY} end,
      case when i >= ${size - OPEN} then null else at + ${3 * DAY} end, case when i >= ${size - OPEN} then null else 'rated' end
    from t`);
  await run(`
    insert into ticket_search(rowid, words)
    select id, substr(no, 4) || ' ' || case id % 1000 when 7 then '变压 压器 器跳 跳闸' else '道路 路维 维修' end from ticket_facts`);
  return db;
}

beforeAll(async () => {
  for (const size of sizes) databases.set(size, await ledgerOf(size));
}, 600_000);
afterAll(() => {
  for (const db of databases.values()) db.$client.close();
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
});

const of = (size: number): Database => {
  const db = databases.get(size);
  if (db === undefined) throw new Error(`no ledger of ${size}`);
  return db;
};

async function times(rounds: number, work: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < rounds; i += 1) {
    const began = performance.now();
    await work();
    taken.push(performance.now() - began);
  }
  return taken.toSorted((a, b) => a - b);
}
const middle = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)] ?? 0;
const p95 = (sorted: readonly number[]): number => sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;

test("the digest of a ledger of 1,000,000 tickets costs at most 1.5 times that of 10,000", async () => {
  const measured: number[] = [];
  for (const size of sizes) {
    const db = of(size);
    const digest = () => digestViews(db, directory, [{ scope: { type: "town" }, since: NOW - DAY }], NOW);
    await digest();
    measured.push(middle(await times(25, digest)));
    const [view] = await digest();
    expect(view?.figures.inHand).toBeGreaterThan(OPEN / 2);
    expect(view?.figures.flow.opened).toBeGreaterThan(15);
  }
  const [small = 0, large = 0] = measured;
  console.log(
    `digest: ${small.toFixed(1)} ms of 10,000, ${large.toFixed(1)} ms of 1,000,000: ratio ${(large / small).toFixed(2)}`,
  );
  expect(large / small).toBeLessThanOrEqual(1.5);
});

const pages: readonly (readonly [string, LedgerFilter])[] = [
  ["the newest", {}],
  ["a unit", { unitId: "D03" }],
  ["a category", { category: "water" }],
  ["a firm", { enterpriseId: "E07" }],
  ["a month long ago", { from: NOW - 3000 * DAY, to: NOW - 2970 * DAY }],
  ["open ones", { state: "open" }],
  ["late ones", { state: "overdue" }],
  ["a rare word", { text: "跳闸" }],
  ["a word nearly everywhere", { text: "维修" }],
  ["one character", { text: "变" }],
  ["a number", { text: "QF-999" }],
  ["a word and a unit", { text: "跳闸", unitId: "D03" }],
];

test.each(pages)("a page of %s among 1,000,000 is there within 50 ms", async (name, filter) => {
  const db = of(1_000_000);
  let found = 0;
  const page = async () => {
    const { ticketIds } = await ledgerPage(db, directory, filter, { after: null, limit: 50, now: NOW });
    found = (await roundsOfTickets(db, ticketIds)).size;
  };
  await page();
  const taken = p95(await times(20, page));
  console.log(`${name}: ${found} tickets, p95 ${taken.toFixed(1)} ms`);
  expect(found).toBeGreaterThan(0);
  expect(taken).toBeLessThan(50);
});

test("a page far down the ledger costs no more than the first", async () => {
  const db = of(1_000_000);
  const after = { startedAt: NOW - 20_000 * DAY, id: 400_000 };
  const page = () => ledgerPage(db, directory, {}, { after, limit: 50, now: NOW });
  await page();
  expect(p95(await times(20, page))).toBeLessThan(50);
});
