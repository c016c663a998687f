/** A cell: words, a number, a moment of the office's clock, or nothing. */
export type Cell =
  | string
  | number
  | null
  | {
      /** UTC ms. */
      readonly at: number;
      readonly withTime: boolean;
    };

export interface Column {
  readonly title: string;
  /** In characters. */
  readonly width: number;
  /** Two decimals, for money. */
  readonly money?: boolean;
}

export interface Sheet {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

const DAY_MS = 86_400_000;
/** 1970-01-01 counted from 1899-12-30, the zero of spreadsheets. */
const EPOCH = 25_569;

/** A moment as spreadsheets count it: days of the local calendar. @param at UTC ms. */
export const serialOf = (at: number, utcOffsetMinutes: number): number =>
  EPOCH + (at + utcOffsetMinutes * 60_000) / DAY_MS;

/** UTC ms, to the second: spreadsheets keep fractions of a day. */
export const instantOf = (serial: number, utcOffsetMinutes: number): number =>
  Math.round((serial - EPOCH) * 86_400) * 1000 - utcOffsetMinutes * 60_000;

/** A1, AB12. Column and row from 0. */
export function cellName(column: number, row: number): string {
  let letters = "";
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}
