import { parseCells } from "../../db/csv.ts";
import type { ReadSheet } from "../../src/reports/xlsx/read.ts";
import { readXlsx } from "../../src/reports/xlsx/read.ts";

/**
 * The sheets of a workbook, or the one table of a CSV file, in UTF-8 or as Excel writes it in China (GBK).
 * @param name of the file; decides which of the two it is.
 * @throws RangeError when it is neither.
 */
export async function readTables(name: string, bytes: Uint8Array): Promise<readonly ReadSheet[]> {
  if (!/\.csv$/iu.test(name)) return readXlsx(bytes);
  const rows = parseCells(decoded(bytes)).map((cells) => cells.map((cell) => (cell === "" ? null : cell)));
  return [{ name: name.replace(/^.*[/\\]|\.csv$/giu, ""), rows }];
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
