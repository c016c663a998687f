import type { Result } from "../domain/result.ts";
import { fail, ok } from "../domain/result.ts";
import type { BaseTable } from "./base-table.ts";
import { COLUMNS, NUMBER_COLUMN, columnProblem } from "./columns.ts";
import type { ColumnProblem } from "./columns.ts";
import type { TableFailure } from "./failure.ts";

/** Columns that were made, and what a person must still mend. */
export interface Prepared {
  readonly made: readonly string[];
  readonly problem: ColumnProblem | null;
}

/**
 * Makes the columns a table lacks. The first column of an empty table becomes the number, because a table cannot be without
 * one; nothing that holds anything is changed.
 * @param pause between two calls.
 */
export async function prepareTable(
  table: BaseTable,
  pause: () => Promise<void>,
): Promise<Result<Prepared, TableFailure>> {
  const before = await table.columns();
  if (!before.ok) return before;
  const made: string[] = [];
  const missing = new Set(columnProblem(before.value)?.missing);
  const first = before.value.find(({ isPrimary }) => isPrimary);
  if (missing.has(NUMBER_COLUMN) && first?.type === 1 && !COLUMNS.some(({ name }) => name === first.name)) {
    await pause();
    const size = await table.size();
    if (!size.ok) return size;
    if (size.value === 0) {
      await pause();
      const renamed = await table.renameColumn(first, NUMBER_COLUMN);
      if (!renamed.ok) return renamed;
      made.push(NUMBER_COLUMN);
      missing.delete(NUMBER_COLUMN);
    }
  }
  for (const column of COLUMNS.filter(({ name }) => missing.has(name))) {
    await pause();
    const added = await table.addColumn(column);
    if (!added.ok) return fail(added.error);
    made.push(column.name);
  }
  await pause();
  const after = await table.columns();
  return after.ok ? ok({ made, problem: columnProblem(after.value) }) : after;
}
