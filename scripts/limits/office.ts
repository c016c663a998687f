import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import type { LoadProblem, LoadedRow } from "../../src/desk/limits/loaded.ts";
import { random, sleep } from "../../src/node/machine.ts";
import type { Database } from "../../src/store/database.ts";
import { databaseFile, openDatabase } from "../../src/store/open-node.ts";
import { readTables } from "../guides/read-table.ts";

export function cannot(reason: string): never {
  console.error(reason);
  process.exit(2);
}

/** The office's database, which must be there. */
export async function openOffice(dir: string | undefined): Promise<Database> {
  const url = process.env["DATABASE_URL"]?.trim() || databaseFile(resolve(dir ?? "data"));
  // Opening a file that is not there would make an empty one.
  if (url.startsWith("file:") && !existsSync(fileURLToPath(url)))
    cannot(
      `there is no database at ${fileURLToPath(url)}. Start the desk once (npm start), or name its folder: --data DIR`,
    );
  return openDatabase(url, process.env["DATABASE_AUTH_TOKEN"]?.trim() || null, { sleep, random });
}

const JSON_ROWS = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])));

/** Rows of a .csv (UTF-8 or GBK) or .json file, each with its line. */
export async function readRows(file: string): Promise<LoadedRow[]> {
  if (!existsSync(file)) cannot(`there is no file ${file}`);
  const bytes = readFileSync(file);
  if (/\.json$/iu.test(file)) return jsonRows(file, bytes.toString("utf8").replace(/^\uFEFF/u, ""));
  if (!/\.csv$/iu.test(file)) cannot(`${file} must end in .csv or .json`);
  const [sheet] = await readTables(file, bytes);
  const [names = [], ...rows] = (sheet?.rows ?? []).map((cells) => cells.map((cell) => String(cell ?? "").trim()));
  return rows.flatMap((cells, i) => {
    if (cells.every((cell) => cell === "")) return [];
    if (cells.length > names.length) cannot(`line ${i + 2}: ${cells.length} cells under ${names.length} names`);
    return [{ line: i + 2, cells: Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""])) }];
  });
}

function jsonRows(file: string, text: string): LoadedRow[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return cannot(`${file} is no JSON: ${error instanceof Error ? error.message : ""}`);
  }
  const lines = linesOfEntries(text);
  const parsed = JSON_ROWS.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const [entry, column] = issue?.path ?? [];
    return cannot(
      `line ${lines[Number(entry ?? 0)] ?? 1}, ${String(column ?? "the file")}: ${issue?.message ?? "not a list of rows"}`,
    );
  }
  return parsed.data.map((row, i) => ({
    line: lines[i] ?? 0,
    cells: Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, String(cell ?? "")])),
  }));
}

/** Line on which each entry of a list begins. */
function linesOfEntries(text: string): number[] {
  const lines: number[] = [];
  let [depth, line] = [0, 1];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]|\n/gu)) {
    if (token === "\n") line += 1;
    else if (token === "{" || token === "[") {
      if (depth === 1) lines.push(line);
      depth += 1;
    } else if (token === "}" || token === "]") depth -= 1;
  }
  return lines;
}

/** Says what is wrong and where, and ends. */
export function refuse(file: string, problems: readonly LoadProblem[]): never {
  for (const { line, column, what } of problems)
    console.log(line === 0 ? `${file}: ${what}` : `${file}, line ${line}, ${column}: ${what}`);
  console.error(`${problems.length} things are wrong. Nothing was written`);
  process.exit(1);
}
