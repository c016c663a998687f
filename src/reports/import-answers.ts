import type { Guide } from "../domain/guides/guide.ts";
import type { Policy } from "../domain/guides/policy.ts";
import type { Directory } from "../domain/people/directory.ts";
import { importAnswers as T } from "../texts/zh-CN/import-answers.ts";
import { momentOf } from "./import-ledger.ts";
import { cellName } from "./xlsx/cell.ts";
import type { ReadSheet } from "./xlsx/read.ts";

/** What is wrong where; `cell` is the sheet's own name for it, e.g. C5. */
export interface AnswerProblem {
  readonly sheet: string;
  readonly cell: string;
  readonly column: string;
  readonly value: string;
  readonly code:
    | "column_missing"
    | "missing"
    | "unknown_category"
    | "unknown_unit"
    | "not_a_date"
    | "ends_before_start"
    | "not_a_number"
    | "not_a_phone"
    | "too_long"
    | "twice";
}

/** A guide or policy as a row says it: a draft without a version yet. `id` = null where the row names none. */
export type GuideRow = Omit<Guide, "id" | "version" | "state"> & { readonly id: string | null };
export type PolicyRow = Omit<Policy, "id" | "version" | "state"> & { readonly id: string | null };

export interface AnswerImport {
  /** Good rows; with problems in others nothing is written, so that a file is taken whole or not at all. */
  readonly guides: readonly GuideRow[];
  readonly policies: readonly PolicyRow[];
  readonly problems: readonly AnswerProblem[];
  /** Sheets that are neither. */
  readonly skipped: readonly string[];
}

type Field = keyof typeof T.columns;

const COMMON: readonly Field[] = ["title", "category", "validTo"];
const GUIDE: readonly Field[] = ["flow", "applyAt", "workingDays", "fee", "materials", "supervisionPhone"];
const POLICY: readonly Field[] = ["text", "source"];
const LONGEST: Partial<Record<Field, number>> = { id: 40, title: 60, text: 4000, flow: 2000, materials: 4000 };

export interface ImportContext {
  readonly directory: Pick<Directory, "categories" | "units">;
  /** Local day of the import, YYYY-MM-DD. */
  readonly day: string;
}

/**
 * Checks every row of the sheets of guides (known by their column 流程) and of policies (内容), and names every bad cell. What a
 * guide or policy lacks for being published is not bad: it becomes a draft.
 */
export function checkAnswers(sheets: readonly ReadSheet[], context: ImportContext): AnswerImport {
  const guides: GuideRow[] = [];
  const policies: PolicyRow[] = [];
  const problems: AnswerProblem[] = [];
  const skipped: string[] = [];
  for (const sheet of sheets) {
    const header = (sheet.rows[0] ?? []).map((cell) => String(cell ?? "").trim());
    const kind = header.includes(T.columns.flow) ? "guide" : header.includes(T.columns.text) ? "policy" : null;
    if (kind === null) {
      if (sheet.name !== T.sheets.help) skipped.push(sheet.name);
      continue;
    }
    const needed = [...COMMON, ...(kind === "guide" ? GUIDE : POLICY)];
    const absent = needed.filter((field) => !header.includes(T.columns[field]));
    for (const field of absent)
      problems.push({ sheet: sheet.name, cell: "A1", column: T.columns[field], value: "", code: "column_missing" });
    if (absent.length > 0) continue;
    const seen = new Set<string>();
    for (const [i, cells] of sheet.rows.entries()) {
      if (i === 0 || cells.every((cell) => cell === null || String(cell).trim() === "")) continue;
      const row = reader({ sheet: sheet.name, header, cells, row: i, problems });
      if (row.words("title").startsWith(T.examplePrefix)) continue;
      const before = problems.length;
      const shared = sharedOf(row, context, seen);
      const guide = kind === "guide" ? { ...shared, ...guideOf(row) } : null;
      const policy = kind === "policy" ? { ...shared, text: row.words("text"), source: row.words("source") } : null;
      if (problems.length > before) continue;
      if (guide !== null) guides.push(guide);
      if (policy !== null) policies.push(policy);
    }
  }
  return { guides, policies, problems, skipped };
}

interface Row {
  words(field: Field): string;
  /** Lines of a cell, without numbers in front. */
  lines(field: Field, apart?: RegExp): string[];
  raw(field: Field): string | number | null;
  say(field: Field, code: AnswerProblem["code"]): void;
}

function reader(at: {
  readonly sheet: string;
  readonly header: readonly string[];
  readonly cells: readonly (string | number | null)[];
  readonly row: number;
  readonly problems: AnswerProblem[];
}): Row {
  const columnOf = (field: Field): number => at.header.indexOf(T.columns[field]);
  const raw = (field: Field): string | number | null => at.cells[columnOf(field)] ?? null;
  const say = (field: Field, code: AnswerProblem["code"]): void => {
    const cell = cellName(Math.max(0, columnOf(field)), at.row);
    const value = String(raw(field) ?? "").slice(0, 60);
    at.problems.push({ sheet: at.sheet, cell, column: T.columns[field], value, code });
  };
  const words = (field: Field): string => {
    const text = String(raw(field) ?? "").trim();
    if (text.length > (LONGEST[field] ?? 200)) say(field, "too_long");
    return text;
  };
  return {
    raw,
    say,
    words,
    lines: (field, apart = /[\r\n；;]+/u) =>
      words(field)
        .split(apart)
        .map((line) => line.replace(/^\s*(?:\d{1,2}[.、)）]|[①-⑳])\s*/u, "").trim())
        .filter((line) => line !== ""),
  };
}

function sharedOf(row: Row, { directory, day }: ImportContext, seen: Set<string>) {
  const id = row.words("id");
  const title = row.words("title");
  if (title === "") row.say("title", "missing");
  for (const [field, key] of [
    ["id", id === "" ? "" : `id ${id}`],
    ["title", title === "" ? "" : `title ${title}`],
  ] as const) {
    if (key !== "" && seen.has(key)) row.say(field, "twice");
    seen.add(key);
  }
  const category = row.words("category");
  const known = [...directory.categories.values()].find(({ code, name }) => code === category || name === category);
  // What is confidential is answered in its own way, never from here.
  if (category === "") row.say("category", "missing");
  else if (known === undefined || known.confidential) row.say("category", "unknown_category");
  const unit = row.words("unit");
  const unitId = [...directory.units.values()].find((one) => one.id === unit || one.name === unit)?.id ?? null;
  if (unit !== "" && unitId === null) row.say("unit", "unknown_unit");
  const validFrom = dayOf(row, "validFrom") ?? day;
  const validTo = dayOf(row, "validTo");
  if (validTo === null && String(row.raw("validTo") ?? "").trim() === "") row.say("validTo", "missing");
  if (validTo !== null && validTo < validFrom) row.say("validTo", "ends_before_start");
  return {
    id: id === "" ? null : id,
    title,
    also: row.lines("also", /[\r\n、，,；;]+/u),
    category: known?.code ?? "other",
    unitId,
    validFrom,
    validTo: validTo ?? day,
  };
}

function guideOf(row: Row) {
  const days = row.words("workingDays");
  const workingDays = days === "" ? null : Number(/^(\d{1,3})\s*(?:个?工作日|天|日)?$/u.exec(days)?.[1] ?? 0);
  if (workingDays === 0) row.say("workingDays", "not_a_number");
  const phone = (field: "supervisionPhone" | "contactPhone"): string => {
    const text = row.words(field);
    if (text !== "" && !/^[\d\s+\-()（）/、,，转]{3,}$/u.test(text)) row.say(field, "not_a_phone");
    return text;
  };
  return {
    flow: row.lines("flow", /[\r\n；;→]+/u),
    list: { applyAt: row.words("applyAt"), workingDays, fee: row.words("fee"), basis: row.words("basis") },
    materials: row.lines("materials").map(materialOf),
    supervisionPhone: phone("supervisionPhone"),
    contactPhone: phone("contactPhone"),
  };
}

/** 营业执照复印件×2, 申请书 2份. */
function materialOf(line: string): Guide["materials"][number] {
  const found = /^(.+?)\s*(?:[×xX*]\s*(\d{1,2})份?|\s(\d{1,2})份|[（(](\d{1,2})份[）)])$/u.exec(line);
  const copies = Number(found?.[2] ?? found?.[3] ?? found?.[4] ?? 1);
  return { name: (found?.[1] ?? line).trim(), copies: copies === 0 ? 1 : copies, original: "" };
}

function dayOf(row: Row, field: "validFrom" | "validTo"): string | null {
  const raw = row.raw(field);
  if (raw === null || String(raw).trim() === "") return null;
  const at = momentOf(raw, 0);
  if (at === null) row.say(field, "not_a_date");
  return at === null ? null : new Date(at).toISOString().slice(0, 10);
}
