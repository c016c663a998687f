import { ledgerRow } from "../desk/reports/ledger-row.ts";
import type { Directory } from "../domain/people/directory.ts";
import type { RoundFacts } from "../domain/stats/facts.ts";
import type { TicketState } from "../domain/ticket/state.ts";
import { texts } from "../texts/index.ts";
import type { BaseColumn, Cells } from "./base-table.ts";

const T = texts.mirror;
/** Types of columns as the platform numbers them (bitable-v1/app-table-field/list). */
const [TEXT, SELECT, DATE] = [1, 3, 5] as const;

/** Column a record is known by. */
export const NUMBER_COLUMN = T.columns.no;

/** The columns a table needs, in the order in which they are made. */
export const COLUMNS: readonly BaseColumn[] = [
  { name: NUMBER_COLUMN, type: TEXT },
  { name: T.columns.title, type: TEXT },
  { name: T.columns.category, type: SELECT },
  { name: T.columns.unit, type: SELECT },
  { name: T.columns.responsible, type: TEXT },
  { name: T.columns.stage, type: SELECT },
  { name: T.columns.urgency, type: SELECT },
  { name: T.columns.openedAt, type: DATE },
  { name: T.columns.resolveDueAt, type: DATE },
  { name: T.columns.closedAt, type: DATE },
  { name: T.columns.onTime, type: SELECT },
  { name: T.columns.rating, type: SELECT },
  { name: T.columns.enterprise, type: TEXT },
];

/**
 * A ticket as a row of the base: what the ledger shows of it, no phone and none of the words around it. Empty cells are
 * null, so that a date or mark that is gone goes there too.
 */
export function cellsOf(directory: Directory, ticket: TicketState, rounds: readonly RoundFacts[], now: number): Cells {
  const row = ledgerRow(directory, ticket, rounds, now);
  const some = (text: string): string | null => (text === "" ? null : text);
  return {
    [T.columns.no]: row.no,
    [T.columns.title]: some(row.title),
    [T.columns.category]: some(row.category),
    [T.columns.unit]: row.unit === "" ? T.noUnit : row.unit,
    [T.columns.responsible]: some(row.responsible),
    [T.columns.stage]: T.stage[row.stage],
    [T.columns.urgency]: T.urgency[row.urgency],
    [T.columns.openedAt]: row.openedAt,
    [T.columns.resolveDueAt]: row.resolveDueAt,
    [T.columns.closedAt]: ticket.closedAt,
    [T.columns.onTime]: row.onTime === null ? null : row.onTime ? T.inTime : T.late,
    [T.columns.rating]: row.rating === null ? null : T.rating[row.rating],
    [T.columns.enterprise]: some(row.enterprise),
  };
}

/** What is wrong with the columns of a table; null = nothing. */
export interface ColumnProblem {
  readonly missing: readonly string[];
  /** Columns of our names that are of another type than can be written. */
  readonly wrongType: readonly string[];
}

export function columnProblem(found: readonly BaseColumn[]): ColumnProblem | null {
  const typeOf = (name: string): number | undefined => found.find((column) => column.name === name)?.type;
  const missing = COLUMNS.filter(({ name }) => typeOf(name) === undefined).map(({ name }) => name);
  const wrongType = COLUMNS.filter(({ name, type }) => ![undefined, type].includes(typeOf(name))).map(
    ({ name }) => name,
  );
  return missing.length + wrongType.length === 0 ? null : { missing, wrongType };
}
