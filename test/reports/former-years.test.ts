import { readFileSync } from "node:fs";
import { createClient } from "@libsql/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportTraces, importedTickets } from "../../db/schema/index.ts";
import type { LedgerPosition } from "../../src/desk/reports/ledger.ts";
import { countLedger, exportLedger, ledgerRows } from "../../src/desk/reports/ledger.ts";
import { periodView } from "../../src/desk/reports/period.ts";
import { rebuildImportedSearch } from "../../src/desk/reports/rebuild-facts.ts";
import { periodOf } from "../../src/domain/stats/period.ts";
import { replay } from "../../src/domain/ticket/evolve.ts";
import { checkLedger } from "../../src/reports/import-ledger.ts";
import { wholeLedgerSheet } from "../../src/reports/ledger-sheets.ts";
import { ledgerWorkbook } from "../../src/reports/workbook.ts";
import { readXlsx } from "../../src/reports/xlsx/read.ts";
import { writeAll } from "../../src/store/database.ts";
import type { NewImported } from "../../src/store/imported-ledger.ts";
import { confidentialNames, importTickets } from "../../src/store/imported-ledger.ts";
import type { LedgerFilter } from "../../src/store/report-ledger.ts";
import { roundsIn } from "../../src/store/reports.ts";
import { factsDatabase } from "../support/facts-database.ts";
import type { FactsDatabase } from "../support/facts-database.ts";
import { sampleDirectory } from "../support/sample-directory.ts";
import { simulateYear } from "../support/simulate-year.ts";

const directory = sampleDirectory();
const NOW = Date.parse("2026-11-20T00:00:00+08:00");
const year = simulateYear(directory, {
  from: Date.parse("2026-10-01T00:00:00+08:00"),
  until: NOW,
  tickets: 60,
  seed: 5,
});
const own = [...year.histories.values()].map(replay).filter(({ category }) => category !== "integrity");
const at = (day: string): number => Date.parse(`${day}T09:00:00+08:00`);
const row = (no: string, day: string, change: Partial<NewImported> = {}): NewImported => ({
  no,
  openedAt: at(day),
  enterprise: "云溪禾穗食品有限公司",
  category: "供电",
  title: "变压器烧了",
  unit: "公用事业服务站",
  responsible: "邱启明",
  resolvedAt: at(day) + 86_400_000,
  rating: 5,
  result: "已换",
  importedAt: NOW,
  ...change,
});
const FORMER: readonly NewImported[] = [
  row("2025-0001", "2025-03-08"),
  row("2025-0002", "2025-06-01", { category: "道路交通与物流", title: "路灯不亮", enterprise: "鲜谷食品" }),
  row("2025-0003", "2025-12-30", { unit: "供电所", resolvedAt: null, rating: null }),
  row("2024-0009", "2024-05-05", { title: "水压不足", category: "供排水" }),
  // From another system, of days on which this desk was already at work.
  row("12345-77", "2026-10-15", { title: "变压器嗡嗡响" }),
  row("2025-0666", "2025-07-07", { category: "作风效能", title: "窗口的人故意刁难" }),
];
let base: FactsDatabase;
beforeAll(async () => {
  base = await factsDatabase(directory, year);
  await writeAll(base.db, importTickets(base.db, FORMER));
});
afterAll(() => base.close());

async function found(filter: LedgerFilter, limit = 7): Promise<{ source: string; no: string; openedAt: number }[]> {
  const rows: { source: string; no: string; openedAt: number }[] = [];
  let after: LedgerPosition | null = null;
  do {
    const page: Awaited<ReturnType<typeof ledgerRows>> = await ledgerRows(base.db, directory, filter, {
      after,
      limit,
      now: NOW,
    });
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return rows;
}
const former = async (filter: LedgerFilter, limit?: number): Promise<string[]> =>
  (await found(filter, limit)).filter(({ source }) => source === "imported").map(({ no }) => no);

describe("former years in the ledger", () => {
  test.each([1, 2, 7, 1000])(
    "are paged together with the desk's own, newest first, each once, %i a page",
    async (limit) => {
      const rows = await found({}, limit);
      expect(rows.map(({ openedAt }) => openedAt)).toEqual(
        rows.map(({ openedAt }) => openedAt).toSorted((a, b) => b - a),
      );
      expect(
        rows
          .filter(({ source }) => source === "desk")
          .map(({ no }) => no)
          .toSorted(),
      ).toEqual(own.map(({ no }) => no).toSorted());
      expect(rows.filter(({ source }) => source === "imported").map(({ no }) => no)).toEqual([
        "12345-77",
        "2025-0003",
        "2025-0002",
        "2025-0001",
        "2024-0009",
      ]);
    },
  );

  test("are found by day, category, unit, firm and words", async () => {
    expect(await former({ from: at("2025-01-01"), to: at("2026-01-01") })).toEqual([
      "2025-0003",
      "2025-0002",
      "2025-0001",
    ]);
    expect(await former({ category: "power" })).toEqual(["12345-77", "2025-0003", "2025-0001"]);
    expect(await former({ unitId: "D11" })).not.toContain("2025-0003");
    expect(await former({ unitId: "D11" })).toContain("2025-0001");
    expect(await former({ enterpriseId: "E02" })).toEqual(["2025-0002"]);
    expect(await former({ text: "变压" }, 1)).toEqual(["12345-77", "2025-0003", "2025-0001"]);
    expect(await former({ text: "变压", category: "power", to: at("2025-06-01") })).toEqual(["2025-0001"]);
    expect(await former({ text: "2025-0002" })).toEqual(["2025-0002"]);
    expect(await former({ text: "鲜谷" })).toEqual(["2025-0002"]);
    expect(await former({ text: "没有这种话" })).toEqual([]);
    expect(await former({ unitId: "D99" })).toEqual([]);
  });

  test("are history: none is open or late, also without a day on which it ended", async () => {
    expect(await former({ state: "open" })).toEqual([]);
    expect(await former({ state: "overdue" })).toEqual([]);
    expect(await former({ state: "ended" })).toContain("2025-0003");
  });

  test("hold nothing confidential, however it is asked for, and an import refuses such a row", async () => {
    for (const filter of [{}, { category: "integrity" }, { text: "刁难" }, { text: "2025-0666" }])
      expect(await former(filter)).not.toContain("2025-0666");
    const { rows, problems } = checkLedger(
      {
        name: "2025",
        rows: [
          ["编号", "受理时间", "企业", "事项", "类别"],
          ["1", "2025-3-8", "禾穗", "刁难", "作风效能"],
        ],
      },
      { utcOffsetMinutes: 480, now: NOW, known: new Set(), confidential: new Set(confidentialNames(directory)) },
    );
    expect(rows).toEqual([]);
    expect(problems.map(({ cell, code }) => `${cell} ${code}`)).toEqual(["E2 confidential"]);
  });

  test("count in no figure, not even those of this year", async () => {
    const period = { kind: "year" as const, ...periodOf(directory.calendar, "year", NOW) };
    const view = periodView(directory, await roundsIn(base.db, directory, period), { scope: null, period, now: NOW });
    expect(view.figures.opened).toBe(own.length);
  });

  test("a number that is a ticket of the desk's own is shown as that ticket only", async () => {
    const [ticket] = own;
    if (ticket === undefined) throw new Error("no ticket");
    await writeAll(base.db, importTickets(base.db, [row(ticket.no, "2025-09-09")]));
    expect((await found({})).filter(({ no }) => no === ticket.no).map(({ source }) => source)).toEqual(["desk"]);
    expect((await countLedger(base.db, directory, {}, { now: NOW, most: 1000 })).imported).toBe(5);
  });

  test("are counted, exported on a sheet of their own, and stand labelled in a sheet of both", async () => {
    expect(await countLedger(base.db, directory, { text: "变压" }, { now: NOW, most: 1000 })).toMatchObject({
      imported: 3,
    });
    expect((await countLedger(base.db, directory, {}, { now: NOW, most: 2 })).imported).toBe(2);
    const wish = { id: "run_9", personId: "C06", reason: "归档", filter: { category: "power" }, now: NOW } as const;
    const exported = await exportLedger(base.db, directory, { ...wish, format: "xlsx" });
    if (!exported.ok) throw new Error(exported.error);
    const power = own.filter(({ category }) => category === "power").length;
    expect((await base.db.select().from(exportTraces)).map(({ rows }) => rows)).toEqual([power + 3]);
    const sheets = await readXlsx(await ledgerWorkbook(base.db, directory, exported.value, wish));
    const old = sheets.find(({ name }) => name === "往年台账");
    expect(old?.rows.slice(1).map(([no]) => no)).toEqual(["12345-77", "2025-0003", "2025-0001"]);
    const whole = wholeLedgerSheet(exported.value, 450);
    const channel = whole.columns.findIndex(({ title }) => title === "渠道");
    expect(whole.rows.filter((cells) => cells[channel] === "往年台账").map(([no]) => no)).toEqual([
      "12345-77",
      "2025-0003",
      "2025-0001",
    ]);
  });

  test("taken over before they could be looked for, they get their words when the figures are made anew", async () => {
    await base.db.$client.execute("delete from imported_search");
    expect(await former({ text: "变压" })).toEqual([]);
    expect(await rebuildImportedSearch(base.db)).toBe((await base.db.select().from(importedTickets)).length);
    expect(await rebuildImportedSearch(base.db)).toBe(0);
    expect(await former({ text: "变压" })).toEqual(["12345-77", "2025-0003", "2025-0001"]);
  });
});

test("the migration keeps every row that was taken over before", async () => {
  const client = createClient({ url: ":memory:" });
  const statements = (file: string): string[] =>
    readFileSync(`db/migrations/${file}.sql`, "utf8").split("--> statement-breakpoint");
  const before = statements("0003_reports_trail").filter((statement) => statement.includes("imported_tickets"));
  for (const statement of before) await client.execute(statement);
  for (const no of ["B", "A"])
    await client.execute({
      sql: "insert into imported_tickets values (?, ?, '企', '类', '事', '单位', '人', null, null, '', 5)",
      args: [no, no === "A" ? 1 : 2],
    });
  for (const statement of statements("0010_imported-in-search")) await client.execute(statement);
  const { rows } = await client.execute("select id, no, opened_at from imported_tickets order by id");
  expect(rows.map(({ id, no }) => [id, no])).toEqual([
    [1, "A"],
    [2, "B"],
  ]);
  client.close();
});
