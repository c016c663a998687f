import type { LedgerRow } from "../desk/reports/ledger-row.ts";
import type { PeriodView } from "../desk/reports/notice.ts";
import type { LedgerImportRow } from "./import-ledger.ts";
import { texts } from "../texts/index.ts";
import type { Cell, Column, Sheet } from "./xlsx/cell.ts";

const T = texts.reports.ledger;
const at = (moment: number | null): Cell => (moment === null ? null : { at: moment, withTime: true });

interface LedgerColumn extends Column {
  readonly cell: (row: LedgerRow, minutesPerDay: number) => Cell;
}

const COLUMNS: readonly LedgerColumn[] = [
  { title: T.columns.no, width: 20, cell: (row) => row.no },
  { title: T.columns.openedAt, width: 17, cell: (row) => at(row.openedAt) },
  { title: T.columns.channel, width: 10, cell: (row) => T.channel[row.channel] },
  { title: T.columns.enterprise, width: 28, cell: (row) => row.enterprise },
  { title: T.columns.category, width: 16, cell: (row) => row.category },
  { title: T.columns.title, width: 40, cell: (row) => row.title },
  { title: T.columns.place, width: 18, cell: (row) => row.place },
  { title: T.columns.urgency, width: 8, cell: (row) => texts.labels.urgency[row.urgency] },
  { title: T.columns.unit, width: 18, cell: (row) => row.unit },
  { title: T.columns.responsible, width: 10, cell: (row) => row.responsible },
  { title: T.columns.acceptedAt, width: 17, cell: (row) => at(row.acceptedAt) },
  { title: T.columns.contactedAt, width: 17, cell: (row) => at(row.contactedAt) },
  { title: T.columns.resolveDueAt, width: 17, cell: (row) => at(row.resolveDueAt) },
  { title: T.columns.resolvedAt, width: 17, cell: (row) => at(row.resolvedAt) },
  {
    title: T.columns.days,
    width: 12,
    cell: (row, minutesPerDay) =>
      row.handledMinutes === null ? null : Math.round((row.handledMinutes * 10) / minutesPerDay) / 10,
  },
  { title: T.columns.stage, width: 12, cell: (row) => texts.labels.stageForStaff[row.stage] },
  { title: T.columns.onTime, width: 10, cell: (row) => (row.onTime === null ? "" : row.onTime ? T.yes : T.no) },
  { title: T.columns.daysLate, width: 14, cell: (row) => (row.daysLate === 0 ? null : row.daysLate) },
  { title: T.columns.rating, width: 10, cell: (row) => (row.rating === null ? "" : texts.labels.rating[row.rating]) },
  { title: T.columns.redo, width: 10, cell: (row) => row.redo },
  { title: T.columns.returned, width: 8, cell: (row) => (row.returned ? T.yes : "") },
  { title: T.columns.extendedTo, width: 17, cell: (row) => at(row.extendedTo) },
  { title: T.columns.benefit, width: 14, money: true, cell: (row) => row.benefitYuan },
  { title: T.columns.result, width: 40, cell: (row) => row.result },
];

/** The ledger itself, one ticket a row. @param minutesPerDay of the office's calendar. */
export const ledgerSheet = (rows: readonly LedgerRow[], minutesPerDay: number): Sheet => ({
  name: T.sheets.ledger,
  columns: COLUMNS.map(({ cell: _cell, ...column }) => column),
  rows: rows.map((row) => COLUMNS.map(({ cell }) => cell(row, minutesPerDay))),
});

/** Rows taken over from earlier ledgers, under the same names, so that the sheet can be taken over again. */
export const importedSheet = (rows: readonly LedgerImportRow[]): Sheet => ({
  name: T.sheets.imported,
  columns: [
    { title: T.columns.no, width: 20 },
    { title: T.columns.openedAt, width: 17 },
    { title: T.columns.enterprise, width: 28 },
    { title: T.columns.category, width: 16 },
    { title: T.columns.title, width: 40 },
    { title: T.columns.unit, width: 18 },
    { title: T.columns.responsible, width: 10 },
    { title: T.columns.resolvedAt, width: 17 },
    { title: T.columns.rating, width: 10 },
    { title: T.columns.result, width: 40 },
  ],
  rows: rows.map((row) => [
    row.no,
    at(row.openedAt),
    row.enterprise,
    row.category,
    row.title,
    row.unit,
    row.responsible,
    at(row.resolvedAt),
    row.rating === null ? "" : texts.labels.rating[row.rating],
    row.result,
  ]),
});

const share = ({ of, good }: { readonly of: number; readonly good: number }): readonly Cell[] => [
  good,
  of,
  of === 0 ? null : Math.floor((good * 2000 + of) / (2 * of)) / 10,
];
const days = (tenths: number | null): Cell => (tenths === null ? null : tenths / 10);

/** The figures of the period, the same as in card and chat. */
export function figuresSheets(view: PeriodView): readonly Sheet[] {
  const { figures: f } = view;
  const counts: readonly (readonly [string, number])[] = [
    [T.figures.opened, f.opened],
    [T.figures.resolved, f.resolved],
    [T.figures.inHandBefore, f.inHandBefore],
    [T.figures.inHandAfter, f.inHandAfter],
    [T.figures.badMark, f.redo.bad_mark],
    [T.figures.notSolved, f.redo.not_solved],
    [T.figures.relapse, f.redo.relapse],
    [T.figures.returned, f.returned],
    [T.figures.extended, f.extended],
    [T.figures.secondMaterials, f.secondMaterials],
    [T.figures.unrated, f.unrated],
    [T.figures.notRequest, f.otherwise.not_request],
    [T.figures.wasRequest, f.redo.was_request],
  ];
  return [
    {
      name: T.sheets.figures,
      columns: [
        { title: T.figures.name, width: 28 },
        { title: T.figures.good, width: 12 },
        { title: T.figures.of, width: 12 },
        { title: T.figures.percent, width: 12 },
      ],
      rows: [
        [T.figures.response, ...share(f.response)],
        [T.figures.solution, ...share(f.solution)],
        [T.figures.satisfaction, ...share(f.satisfaction)],
        [T.figures.onTime, ...share(f.onTime)],
        [T.figures.accept, ...share(f.accept)],
        ...counts.map(([name, count]): readonly Cell[] => [name, count]),
        [T.figures.averageDays, days(view.averageDays)],
        [T.figures.medianDays, days(view.medianDays)],
        [T.figures.benefit, f.benefitFen / 100],
        ...texts.reports.figures.formulas.map((formula): readonly Cell[] => [formula]),
      ],
    },
    {
      name: T.sheets.units,
      columns: [
        { title: T.columns.unit, width: 20 },
        { title: T.figures.opened, width: 10 },
        { title: T.figures.resolved, width: 10 },
        { title: T.figures.averageDays, width: 16 },
        { title: T.figures.medianDays, width: 16 },
        { title: T.figures.good, width: 10 },
        { title: T.figures.of, width: 10 },
        { title: T.figures.percent, width: 12 },
      ],
      rows: view.units.map((unit) => [
        unit.name ?? T.noUnit,
        unit.opened,
        unit.resolved,
        days(unit.averageDays),
        days(unit.medianDays),
        ...share(unit.onTime),
      ]),
    },
  ];
}
