import type { Result } from "../domain/result.ts";
import type { TableFailure } from "./failure.ts";

/** Cells of a row by the name of their column; null empties one. Dates are UTC ms. */
export type Cells = Readonly<Record<string, string | number | null>>;

export interface BaseColumn {
  readonly name: string;
  /** As the platform numbers types: 1 text, 3 single select, 5 date. */
  readonly type: number;
}

export interface FoundColumn extends BaseColumn {
  readonly id: string;
  /** The first column of the table, which cannot be removed. */
  readonly isPrimary: boolean;
}

/**
 * One table of one base (多维表格), each call once, its failure a value. Batches are all or nothing, and no two calls may be
 * under way at once (feishu.md 3.11).
 */
export interface BaseTable {
  columns(): Promise<Result<readonly FoundColumn[], TableFailure>>;
  addColumn(column: BaseColumn): Promise<Result<null, TableFailure>>;
  renameColumn(column: FoundColumn, name: string): Promise<Result<null, TableFailure>>;
  /** How many rows the table has. */
  size(): Promise<Result<number, TableFailure>>;
  /** @param token a version 4 UUID: the same one makes the same rows once. @returns ids of the records, in the rows' order. */
  create(rows: readonly Cells[], token: string): Promise<Result<readonly string[], TableFailure>>;
  update(rows: readonly { readonly recordId: string; readonly cells: Cells }[]): Promise<Result<null, TableFailure>>;
  /** @param recordIds at most 500. */
  remove(recordIds: readonly string[]): Promise<Result<null, TableFailure>>;
  /** Records whose text in `column` is one of `values` (at most 50), by that text; several may bear the same. */
  find(
    column: string,
    values: readonly string[],
  ): Promise<Result<ReadonlyMap<string, readonly string[]>, TableFailure>>;
  /** Which of these records (at most 100) are not there any more. */
  absent(recordIds: readonly string[]): Promise<Result<readonly string[], TableFailure>>;
}
