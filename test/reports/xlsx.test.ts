import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeCsv } from "../../src/reports/csv.ts";
import { cellName, instantOf, serialOf } from "../../src/reports/xlsx/cell.ts";
import type { Sheet } from "../../src/reports/xlsx/cell.ts";
import { readXlsx } from "../../src/reports/xlsx/read.ts";
import { writeXlsx } from "../../src/reports/xlsx/write.ts";
import { unzip, zip } from "../../src/reports/xlsx/zip.ts";

const AT = Date.parse("2026-11-24T09:05:00+08:00");
const sheet: Sheet = {
  name: "台账",
  columns: [
    { title: "编号", width: 20 },
    { title: "受理时间", width: 18 },
    { title: "金额", width: 12, money: true },
    { title: "标题", width: 40 },
  ],
  rows: [
    ["QF-20261124-0001", { at: AT, withTime: true }, 12_345.67, '纬二路"停电"<急>&'],
    ["QF-20261124-0002", { at: AT, withTime: false }, null, "=1+1"],
    ["QF-20261124-0003", null, 0, "第一行\n第二行 \u0001"],
  ],
};

describe("a workbook", () => {
  test("comes back as it was written, dates as the days and minutes of the office", async () => {
    const [read] = await readXlsx(await writeXlsx([sheet], 480));
    expect(read?.name).toBe("台账");
    expect(read?.rows[0]).toEqual(["编号", "受理时间", "金额", "标题"]);
    const [no, at, money, title] = read?.rows[1] ?? [];
    expect([no, money, title]).toEqual(["QF-20261124-0001", 12_345.67, '纬二路"停电"<急>&']);
    expect(instantOf(Number(at), 480)).toBe(AT);
    expect(read?.rows[2]?.[1]).toBe(Math.floor(serialOf(AT, 480)));
    expect(read?.rows[2]?.[3]).toBe("=1+1");
    expect(read?.rows[3]?.[3]).toBe("第一行\n第二行 ");
  });

  test("holds any text and number a ledger may hold", async () => {
    const cell = fc.oneof(
      fc.string({ unit: "grapheme" }).filter((text) => text !== "" && !/\p{C}/u.test(text)),
      fc.integer(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        async (rows) => {
          const [read] = await readXlsx(await writeXlsx([{ ...sheet, rows }], 480));
          expect(read?.rows.slice(1)).toEqual(rows);
        },
      ),
      { numRuns: 50 },
    );
  });

  test("has a frozen header, a filter, and dates that are numbers with a date's format", async () => {
    const files = await unzip(await writeXlsx([sheet], 480));
    const xml = new TextDecoder().decode(files.get("xl/worksheets/sheet1.xml"));
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(xml).toContain('<autoFilter ref="A1:D4"/>');
    expect(xml).toMatch(/<c r="B2" s="2"><v>46350\.378\d+<\/v><\/c>/);
  });

  const soffice = ["/usr/bin/soffice", "/usr/bin/libreoffice"].find((path) => existsSync(path));
  test.skipIf(soffice === undefined)(
    "opens in LibreOffice, which reads the same words, numbers and dates, and writes a workbook we can read",
    async () => {
      const dir = mkdtempSync(join(tmpdir(), "qifu-xlsx-"));
      try {
        writeFileSync(join(dir, "ledger.xlsx"), await writeXlsx([sheet], 480));
        const run = (to: string, out: string): void => {
          execFileSync(
            soffice ?? "",
            [
              `-env:UserInstallation=file://${dir}/profile`,
              "--headless",
              "--convert-to",
              to,
              "--outdir",
              join(dir, out),
              join(dir, "ledger.xlsx"),
            ],
            { stdio: "pipe", timeout: 100_000 },
          );
        };
        run("csv:Text - txt - csv (StarCalc):44,34,76,1", "csv");
        const csv = readFileSync(join(dir, "csv", "ledger.csv"), "utf8");
        expect(csv).toContain('"QF-20261124-0001",2026-11-24 09:05,"12,345.67","纬二路""停电""<急>&"');
        expect(csv).toContain('"QF-20261124-0002",2026-11-24,,"=1+1"');
        run("xlsx", "again");
        const [read] = await readXlsx(readFileSync(join(dir, "again", "ledger.xlsx")));
        expect(read?.rows[1]?.[0]).toBe("QF-20261124-0001");
        expect(instantOf(Number(read?.rows[1]?.[1]), 480)).toBe(AT);
        expect(read?.rows[1]?.[3]).toBe('纬二路"停电"<急>&');
      } finally {
        rmSync(dir, { recursive: true, force: true });
      }
    },
    120_000,
  );

  test("what is no workbook is refused in words", async () => {
    await expect(readXlsx(new TextEncoder().encode("编号,标题"))).rejects.toThrow("not a ZIP file");
    await expect(readXlsx(await zip([{ name: "a.txt", pieces: ["abc"] }]))).rejects.toThrow("not a workbook");
  });
});

test.each([
  [0, 0, "A1"],
  [25, 1, "Z2"],
  [26, 9, "AA10"],
  [701, 0, "ZZ1"],
  [702, 0, "AAA1"],
])("column %i, row %i is %s", (column, row, name) => {
  expect(cellName(column, row)).toBe(name);
});

test("CSV opens in Excel, and a title cannot become a formula", () => {
  const csv = writeCsv(sheet, 480);
  expect(csv.startsWith("\uFEFF编号,受理时间,金额,标题\r\n")).toBe(true);
  expect(csv).toContain('QF-20261124-0001,2026-11-24 09:05,12345.67,"纬二路""停电""<急>&"\r\n');
  expect(csv).toContain("QF-20261124-0002,2026-11-24,,'=1+1\r\n");
});
