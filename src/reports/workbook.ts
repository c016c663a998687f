import type { ExportedLedger } from "../desk/reports/ledger.ts";
import { periodView } from "../desk/reports/period.ts";
import type { Directory } from "../domain/people/directory.ts";
import type { AskedPeriod } from "../domain/stats/question.ts";
import type { Database } from "../store/database.ts";
import type { LedgerFilter } from "../store/report-ledger.ts";
import { roundsIn } from "../store/reports.ts";
import { figuresSheets, importedSheet, ledgerSheet } from "./ledger-sheets.ts";
import type { Sheet } from "./xlsx/cell.ts";
import { writeXlsx } from "./xlsx/write.ts";

/**
 * The ledger as a workbook: its rows, the figures of the same tickets and, where there are any, the rows taken over from former
 * ledgers, on a sheet of their own that can be taken over again. Runs wherever CompressionStream does: Node and Workers.
 * @param filter of the rows. @param now UTC ms.
 */
export async function ledgerWorkbook(
  db: Database,
  directory: Directory,
  { tickets, imported }: ExportedLedger,
  { filter, now }: { readonly filter: LedgerFilter; readonly now: number },
): Promise<Uint8Array> {
  const { offsetMinutes, minutesPerDay } = directory.calendar;
  const sheets = [
    ledgerSheet(tickets, minutesPerDay),
    ...(await figuresOf(db, directory, filter, now)),
    ...(imported.length === 0 ? [] : [importedSheet(imported)]),
  ];
  return writeXlsx(sheets, offsetMinutes);
}

/** Figures of the same tickets; none where words or a state chose them, for rates of those would say nothing. */
async function figuresOf(
  db: Database,
  directory: Directory,
  filter: LedgerFilter,
  now: number,
): Promise<readonly Sheet[]> {
  const { unitId, category, enterpriseId } = filter;
  if (filter.text !== undefined || filter.state !== undefined) return [];
  const period: AskedPeriod = { kind: "year", from: filter.from ?? 0, to: filter.to ?? now + 1 };
  const rounds = (await roundsIn(db, directory, period)).filter(
    (round) =>
      (unitId === undefined || round.unitId === unitId) &&
      (category === undefined || round.category === category) &&
      (enterpriseId === undefined || round.enterpriseId === enterpriseId),
  );
  return figuresSheets(periodView(directory, rounds, { scope: null, period, now }));
}
