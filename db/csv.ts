/**
 * Rows of a CSV text by the names of its first line. Quoted cells may hold commas, quotes and line ends.
 * @throws when a row has more cells than there are names.
 */
export function parseCsv(text: string): Record<string, string>[] {
  const [header, ...rows] = parseCells(text).filter((cells) => cells.some((value) => value !== ""));
  if (header === undefined) return [];
  return rows.map((cells, i) => {
    if (cells.length > header.length)
      throw new Error(`row ${i + 2}: ${cells.length} cells under ${header.length} names`);
    return Object.fromEntries(header.map((name, column) => [name, cells[column] ?? ""]));
  });
}

/** Cells by row, empty rows too, so that a row keeps its number. @throws when a quoted cell does not end. */
export function parseCells(file: string): string[][] {
  const text = file.replace(/^\uFEFF/, "");
  const rows: string[][] = [];
  let row: string[] = [];
  // One cell and what ends it: a comma, a line end or the end of the text.
  const cell = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/gy;
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    if (found === null) throw new Error("a quoted cell does not end");
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? "");
    if (found[3] !== ",") {
      rows.push(row);
      row = [];
    } else if (cell.lastIndex === text.length) {
      rows.push([...row, ""]);
      row = [];
    }
  }
  return rows;
}
