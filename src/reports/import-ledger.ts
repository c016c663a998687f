import type { RatingLevel } from "../domain/ticket/state.ts";
import { texts } from "../texts/index.ts";
import { cellName, instantOf } from "./xlsx/cell.ts";
import type { ReadSheet } from "./xlsx/read.ts";

/** A row of last year's ledger. Instants are UTC ms. */
export interface LedgerImportRow {
  readonly no: string;
  readonly openedAt: number;
  readonly enterprise: string;
  readonly category: string;
  readonly title: string;
  readonly unit: string;
  readonly responsible: string;
  readonly resolvedAt: number | null;
  readonly rating: RatingLevel | null;
  readonly result: string;
}

/** What is wrong where; `cell` is the sheet's own name for it, e.g. C5. */
export interface LedgerProblem {
  readonly cell: string;
  readonly column: string;
  readonly value: string;
  readonly code:
    | "column_missing"
    | "missing"
    | "not_a_date"
    | "before_opened"
    | "in_future"
    | "not_a_rating"
    | "twice"
    | "there_already"
    | "too_long";
}

export interface LedgerImport {
  /** Good rows; with problems in others nothing is written, so that a sheet is taken whole or not at all. */
  readonly rows: readonly LedgerImportRow[];
  readonly problems: readonly LedgerProblem[];
}

type Field = keyof LedgerImportRow;
const NEEDED: readonly Field[] = ["no", "openedAt", "enterprise", "title"];
const FIELDS: readonly Field[] = [...NEEDED, "category", "unit", "responsible", "resolvedAt", "rating", "result"];
const LONGEST: Partial<Record<Field, number>> = { no: 40, enterprise: 100, title: 200, result: 5000 };

/** Checks every row of a sheet against the ledger's columns, found by their names in the first row, and names every bad cell. */
export function checkLedger(
  sheet: ReadSheet,
  context: { readonly utcOffsetMinutes: number; readonly now: number; readonly known: ReadonlySet<string> },
): LedgerImport {
  const problems: LedgerProblem[] = [];
  const names = texts.reports.ledger.columns;
  const header = (sheet.rows[0] ?? []).map((cell) => String(cell ?? "").trim());
  const columnOf = new Map(FIELDS.map((field) => [field, header.indexOf(names[field])]));
  for (const field of NEEDED)
    if (columnOf.get(field) === -1)
      problems.push({ cell: "A1", column: names[field], value: "", code: "column_missing" });
  if (problems.length > 0) return { rows: [], problems };

  const seen = new Set<string>();
  const rows: LedgerImportRow[] = [];
  for (const [i, cells] of sheet.rows.entries()) {
    if (i === 0 || cells.every((cell) => cell === null || String(cell).trim() === "")) continue;
    const raw = (field: Field): string | number | null => cells[columnOf.get(field) ?? -1] ?? null;
    const before = problems.length;
    const say = (field: Field, code: LedgerProblem["code"]): void => {
      const cell = cellName(Math.max(0, columnOf.get(field) ?? 0), i);
      problems.push({ cell, column: names[field], value: String(raw(field) ?? "").slice(0, 60), code });
    };
    const words = (field: Field): string => {
      const text = String(raw(field) ?? "").trim();
      if (text === "" && NEEDED.includes(field)) say(field, "missing");
      if (text.length > (LONGEST[field] ?? 200)) say(field, "too_long");
      return text;
    };
    const moment = (field: "openedAt" | "resolvedAt"): number | null => {
      const value = raw(field);
      if (value === null || String(value).trim() === "") {
        if (field === "openedAt") say(field, "missing");
        return null;
      }
      const at = momentOf(value, context.utcOffsetMinutes);
      if (at === null) say(field, "not_a_date");
      else if (at > context.now) say(field, "in_future");
      return at;
    };
    const no = words("no");
    if (no !== "" && seen.has(no)) say("no", "twice");
    else if (context.known.has(no)) say("no", "there_already");
    seen.add(no);
    const openedAt = moment("openedAt");
    const resolvedAt = moment("resolvedAt");
    if (openedAt !== null && resolvedAt !== null && resolvedAt < openedAt) say("resolvedAt", "before_opened");
    const mark = words("rating");
    const rating = mark === "" ? null : ratingOf(mark);
    if (mark !== "" && rating === null) say("rating", "not_a_rating");
    const row = {
      no,
      openedAt: openedAt ?? 0,
      enterprise: words("enterprise"),
      category: words("category"),
      title: words("title"),
      unit: words("unit"),
      responsible: words("responsible"),
      resolvedAt,
      rating,
      result: words("result"),
    };
    if (problems.length === before) rows.push(row);
  }
  return { rows, problems };
}

/** Years an office's ledger may hold; a number outside is no date but a number. */
const FIRST_SERIAL = 36_526;
const LAST_SERIAL = 73_050;

/** A date cell, or a date written in words: 2025-3-8, 2025/03/08 9:05, 2025年3月8日; UTC ms, null = no date. @param offset minutes east of UTC. */
export function momentOf(value: string | number, offset: number): number | null {
  if (typeof value === "number") return value >= FIRST_SERIAL && value <= LAST_SERIAL ? instantOf(value, offset) : null;
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(
    value.trim(),
  );
  if (found === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0));
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(at);
  const same = back.getUTCFullYear() === year && back.getUTCMonth() === month - 1 && back.getUTCDate() === day;
  return same && hour < 24 && minute < 60 ? at - offset * 60_000 : null;
}

function ratingOf(text: string): RatingLevel | null {
  const levels: readonly RatingLevel[] = [1, 2, 3, 4, 5];
  return levels.find((level) => texts.labels.rating[level] === text || String(level) === text) ?? null;
}
