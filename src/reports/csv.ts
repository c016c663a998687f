import type { Cell, Sheet } from "./xlsx/cell.ts";

/**
 * A sheet as CSV that Excel opens by a double click: byte order mark, CRLF. A text that a spreadsheet would take for a formula
 * gets an apostrophe in front, because a title comes from outside.
 */
export function writeCsv(sheet: Sheet, utcOffsetMinutes: number): string {
  const lines = [sheet.columns.map(({ title }) => title), ...sheet.rows].map((row) =>
    row.map((cell) => quoted(cellText(cell, utcOffsetMinutes))).join(","),
  );
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

function cellText(cell: Cell, offset: number): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  if (typeof cell === "string") return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  const text = new Date(cell.at + offset * 60_000).toISOString();
  return cell.withTime ? `${text.slice(0, 10)} ${text.slice(11, 16)}` : text.slice(0, 10);
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
