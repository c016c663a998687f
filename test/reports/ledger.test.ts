import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportTraces, importedTickets, ticketFacts } from "../../db/schema/index.ts";
import { loadSampleTown } from "../../db/sample/load.ts";
import type { LedgerPosition } from "../../src/desk/reports/ledger.ts";
import { exportLedger, ledgerRows } from "../../src/desk/reports/ledger.ts";
import type { LedgerRow } from "../../src/desk/reports/ledger-row.ts";
import { rebuildFacts } from "../../src/desk/reports/rebuild-facts.ts";
import { replay } from "../../src/domain/ticket/evolve.ts";
import { isOpen } from "../../src/domain/ticket/state.ts";
import { checkLedger } from "../../src/reports/import-ledger.ts";
import { instantOf } from "../../src/reports/xlsx/cell.ts";
import { writeXlsx } from "../../src/reports/xlsx/write.ts";
import { readXlsx } from "../../src/reports/xlsx/read.ts";
import type { LedgerFilter } from "../../src/store/report-ledger.ts";
import { NODE, QUICKLY } from "../support/child.ts";
import { factsDatabase } from "../support/facts-database.ts";
import type { FactsDatabase } from "../support/facts-database.ts";
import { sampleDirectory } from "../support/sample-directory.ts";
import { simulateYear } from "../support/simulate-year.ts";

const directory = sampleDirectory();
const UNTIL = Date.parse("2026-11-20T00:00:00+08:00");
/** A week in which nobody did anything: what was open has become late. */
const NOW = UNTIL + 7 * 86_400_000;
const year = simulateYear(directory, {
  from: Date.parse("2026-09-01T00:00:00+08:00"),
  until: UNTIL,
  tickets: 400,
  seed: 3,
});
const tickets = [...year.histories.values()].map(replay).filter(({ category }) => category !== "integrity");
const out = mkdtempSync(join(tmpdir(), "qifu-ledger-"));
let base: FactsDatabase;

beforeAll(async () => {
  base = await factsDatabase(directory, year);
  await loadSampleTown(base.db, "cli_test", UNTIL);
});
afterAll(() => {
  base.close();
  rmSync(out, { recursive: true, force: true });
});

async function all(filter: LedgerFilter, limit = 37): Promise<LedgerRow[]> {
  const rows: LedgerRow[] = [];
  let after: LedgerPosition | null = null;
  do {
    const page: Awaited<ReturnType<typeof ledgerRows>> = await ledgerRows(base.db, directory, filter, {
      after,
      limit,
      now: NOW,
    });
    for (const row of page.rows) if (row.source === "desk") rows.push(row);
    after = page.next;
  } while (after !== null);
  return rows;
}
const numbers = (rows: readonly { readonly no: string }[]): string[] => rows.map(({ no }) => no).toSorted();

describe("the ledger", () => {
  test("pages through every ticket once, newest first, and nothing confidential", async () => {
    const rows = await all({});
    expect(numbers(rows)).toEqual(numbers(tickets));
    expect(rows.map((row) => row.openedAt)).toEqual(rows.map((row) => row.openedAt).toSorted((a, b) => b - a));
  });

  test("narrows by unit, category, day, firm and state", async () => {
    const day = Date.parse("2026-10-09T00:00:00+08:00");
    expect(numbers(await all({ category: "power" }))).toEqual(numbers(tickets.filter((t) => t.category === "power")));
    expect(numbers(await all({ enterpriseId: "E03" }))).toEqual(
      numbers(tickets.filter((t) => t.requester.enterpriseId === "E03")),
    );
    expect(numbers(await all({ from: day, to: day + 7 * 86_400_000 }))).toEqual(
      numbers(tickets.filter((t) => t.openedAt >= day && t.openedAt < day + 7 * 86_400_000)),
    );
    const open = tickets.filter((t) => isOpen(t) && t.stage !== "awaiting_rating");
    expect(numbers(await all({ state: "open" }))).toEqual(numbers(open));
    const late = open.filter((t) => t.pausedSince === null && t.deadlines.resolveBy < NOW);
    expect(late.length).toBeGreaterThan(0);
    expect(numbers(await all({ state: "overdue" }))).toEqual(numbers(late));
    expect((await all({ state: "overdue" })).every((row) => row.daysLate > 0)).toBe(true);
  });

  test("finds by any two characters, a number or a firm's name, page by page", async () => {
    const firm = directory.enterprises.get("E01")?.name ?? "";
    expect(numbers(await all({ text: "禾穗" }, 3))).toEqual(
      numbers(tickets.filter((t) => directory.enterprises.get(t.requester.enterpriseId ?? "")?.name === firm)),
    );
    expect(numbers(await all({ text: "第17件" }))).toEqual(numbers(tickets.filter((t) => t.title === "第17件")));
    const [one] = tickets;
    expect(numbers(await all({ text: one?.no ?? "" }))).toContain(one?.no);
    expect(await all({ text: '" OR *' })).toEqual([]);
    expect(await all({ text: "没有这种话" })).toEqual([]);
  });

  test("is exported only to a role, for a reason, and leaves a trace", async () => {
    const wish = { id: "run_1", reason: "季度上报", filter: {}, format: "xlsx", now: UNTIL } as const;
    expect(await exportLedger(base.db, directory, { ...wish, personId: "C02" })).toEqual({
      ok: false,
      error: "not_allowed",
    });
    expect(await exportLedger(base.db, directory, { ...wish, personId: "C06", reason: " " })).toEqual({
      ok: false,
      error: "reason_missing",
    });
    expect(await base.db.select().from(exportTraces)).toEqual([]);
    const rows = await exportLedger(base.db, directory, { ...wish, personId: "C06" });
    expect(rows.ok && numbers(rows.value.tickets)).toEqual(numbers(tickets));
    expect(await base.db.select().from(exportTraces)).toEqual([
      { id: "run_1", personId: "C06", reason: "季度上报", filter: {}, format: "xlsx", rows: tickets.length, at: UNTIL },
    ]);
  });

  test("facts that were never written are made from the log", async () => {
    const before = await base.db.select().from(ticketFacts);
    await base.db.delete(ticketFacts);
    expect(await rebuildFacts(base.db, directory)).toBe(year.histories.size);
    const key = (row: { ticketId: string; round: number }): string => `${row.ticketId}:${row.round}`;
    const plain = (rows: typeof before) =>
      rows.map(({ id: _id, ...row }) => row).toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
    expect(plain(await base.db.select().from(ticketFacts))).toEqual(plain(before));
    expect(await rebuildFacts(base.db, directory)).toBe(0);
    expect(numbers(await all({}))).toEqual(numbers(tickets));
    expect(numbers(await all({ text: "第17件" }))).toEqual(numbers(tickets.filter((t) => t.title === "第17件")));
  });
});

describe("npm run ledger", () => {
  const run = (...args: string[]) =>
    spawnSync(NODE, [...QUICKLY, "scripts/ledger.ts", ...args, "--data", base.dir], { encoding: "utf8" });

  test("says how it is used", () => {
    expect(execFileSync(NODE, [...QUICKLY, "scripts/ledger.ts", "--help"], { encoding: "utf8" })).toContain(
      "Usage: npm run ledger",
    );
    expect(run("fly").stderr).toContain("no command fly");
  });

  test("a sheet that was exported is taken over again without a bad row", async () => {
    const file = join(out, "台账.xlsx");
    const done = run("export", "--out", file, "--as", "C06", "--reason", "年度归档");
    expect(done.stderr).toContain(`${tickets.length} tickets`);
    const sheets = await readXlsx(readFileSync(file));
    expect(sheets.map(({ name }) => name)).toEqual(["台账", "统计", "各部门"]);
    const [ledger] = sheets;
    if (ledger === undefined) throw new Error("no sheet");
    const [first] = ledger.rows.slice(1);
    const ticket = tickets.find(({ no }) => no === first?.[0]);
    // Spreadsheets keep fractions of a day: to the second.
    expect(Math.abs(instantOf(Number(first?.[1]), 480) - (ticket?.openedAt ?? 0))).toBeLessThan(1000);
    const checked = checkLedger(ledger, {
      utcOffsetMinutes: 480,
      now: UNTIL,
      known: new Set(),
      confidential: new Set(),
    });
    const anonymous = tickets.filter((t) => t.requester.enterpriseId === null).length;
    expect(checked.rows).toHaveLength(tickets.length - anonymous);
    expect(new Set(checked.problems.map(({ code, column }) => `${column} ${code}`))).toEqual(new Set(["企业 missing"]));
    // In the same office every number is there already.
    expect(run("import", file).stdout).toContain("编号台账里已有");
  });

  test("every fact can be checked against the log, and a wrong one is named", async () => {
    expect(run("check")).toMatchObject({ status: 0, stdout: "" });
    const [one] = await base.db.select().from(ticketFacts).limit(1);
    if (one === undefined) throw new Error("no facts");
    await base.db.update(ticketFacts).set({ contactDueAt: 1 }).where(eq(ticketFacts.id, one.id));
    expect(run("check")).toMatchObject({ status: 1, stdout: `${one.no} round ${one.round}: contactDueAt\n` });
    await base.db.update(ticketFacts).set({ contactDueAt: one.contactDueAt }).where(eq(ticketFacts.id, one.id));
  });

  test("last year's sheet is taken over whole, and comes out again as its own sheet", async () => {
    const file = join(out, "2025.xlsx");
    const columns = ["编号", "受理时间", "企业", "事项", "评价"].map((title) => ({ title, width: 12 }));
    const rows = [
      ["Z-1", { at: Date.parse("2025-03-08T09:05:00+08:00"), withTime: true }, "禾穗食品", "停电", "满意"],
    ] as const;
    writeFileSync(file, await writeXlsx([{ name: "2025", columns, rows }], 480));
    expect(run("import", file).stderr).toContain("Nothing was written");
    expect(await base.db.select().from(importedTickets)).toEqual([]);
    expect(run("import", file, "--write").stderr).toContain("1 rows taken over");
    expect(run("import", file, "--write").stdout).toContain("A2（编号）“Z-1”：编号台账里已有");
    expect(run("list", "--text", "停电", "--to", "2025-12-31").stdout).toMatch(
      /^Z-1 2025-03-08 .*往年台账 禾穗食品 停电\n$/,
    );
    const csv = join(out, "again.csv");
    run("export", "--out", csv, "--as", "C06", "--reason", "归档", "--to", "2025-12-31");
    expect(readFileSync(csv, "utf8").split("\r\n")[1]).toMatch(/^Z-1,2025-03-08 09:05,往年台账,禾穗食品,/);
    const again = join(out, "again.xlsx");
    run("export", "--out", again, "--as", "C06", "--reason", "归档");
    const old = (await readXlsx(readFileSync(again))).find(({ name }) => name === "往年台账");
    if (old === undefined) throw new Error("no sheet of former years");
    const checked = checkLedger(old, { utcOffsetMinutes: 480, now: UNTIL, known: new Set(), confidential: new Set() });
    expect(checked.problems).toEqual([]);
    expect(checked.rows).toEqual([
      expect.objectContaining({ no: "Z-1", openedAt: rows[0][1].at, enterprise: "禾穗食品", title: "停电", rating: 4 }),
    ]);
    await base.db.delete(importedTickets);
  });

  test("a dry run names every bad cell, and nothing is written before all is good", async () => {
    const sheet = (rows: (string | number | null)[][]) => ({
      name: "2025",
      rows: [["编号", "受理时间", "企业", "事项", "办结时间", "评价"], ...rows],
    });
    const context = { utcOffsetMinutes: 480, now: UNTIL, known: new Set(["A-9"]), confidential: new Set(["作风效能"]) };
    const { rows, problems } = checkLedger(
      sheet([
        ["A-1", "2025-3-8", "禾穗食品", "停电", "2025年3月9日", "满意"],
        ["A-1", "2025-02-30", "", "停水", "2025-03-01", "还行"],
        ["A-9", 45_800.5, "鲜谷食品", "用地", 45_700, null],
        [null, null, null, null, null, null],
      ]),
      context,
    );
    expect(rows).toEqual([
      expect.objectContaining({ no: "A-1", openedAt: Date.parse("2025-03-08T00:00:00+08:00"), rating: 4 }),
    ]);
    expect(problems.map(({ cell, code }) => `${cell} ${code}`)).toEqual([
      "A3 twice",
      "B3 not_a_date",
      "F3 not_a_rating",
      "C3 missing",
      "A4 there_already",
      "E4 before_opened",
    ]);
    expect(checkLedger({ name: "x", rows: [["编号"]] }, context).problems.map(({ column }) => column)).toEqual([
      "受理时间",
      "企业",
      "事项",
    ]);
    expect(await base.db.select().from(importedTickets)).toEqual([]);
  });
});
