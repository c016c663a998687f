import type { Platform } from "../core/platform.ts";
import type { ThingRecord } from "../core/records.ts";
import { asText } from "../core/values.ts";
import type { Code } from "./codes.ts";
import { refused } from "./codes.ts";
import type { BaseField } from "./bitable-base.ts";
import { fieldsOf, putFields } from "./bitable-base.ts";

/** Characters of one text cell (bitable-v1 record data structure). */
const CELL_MAX = 100_000;

const isText = (value: unknown): boolean => typeof value === "string";
const isList = (value: unknown, test: (one: unknown) => boolean): boolean => Array.isArray(value) && value.every(test);
const hasId = (value: unknown): boolean => typeof value === "object" && value !== null && "id" in value;

/** What may be written into a cell of a type, and the code of anything else (bitable-v1/app-table-record/batch_create). */
const CELLS: Readonly<Record<number, readonly [good: (value: unknown) => boolean, otherwise: Code]>> = {
  1: [isText, 1254060],
  2: [(value) => typeof value === "number", 1254061],
  3: [isText, 1254062],
  4: [(value) => isList(value, isText), 1254063],
  5: [(value) => Number.isInteger(value), 1254064],
  7: [(value) => typeof value === "boolean", 1254065],
  11: [(value) => isList(value, hasId), 1254066],
  13: [(value) => typeof value === "string" && /^\+?\d*$/.test(value) && value.length <= 64, 1254072],
  15: [(value) => typeof value === "object" && value !== null && "link" in value, 1254068],
  23: [(value) => isList(value, hasId), 1254015],
};

/**
 * The cells of a row as they are kept; null empties one. New names of a select become options of it.
 * @throws Refused 1254045 for a column that is not there, the type's own code for a wrong value, 1254130
 */
export const checkedCells = (
  platform: Platform,
  table: ThingRecord,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> => {
  const fields = fieldsOf(table);
  for (const [name, value] of Object.entries(given)) {
    const field = fields.find((one) => one.field_name === name);
    if (field === undefined) throw refused(1254045);
    if (value === null) continue;
    const rule = CELLS[field.type];
    if (rule === undefined) throw refused(1254015);
    if (!rule[0](value)) throw refused(rule[1]);
    if (field.type === 1 && asText(value).length > CELL_MAX) throw refused(1254130);
  }
  addOptions(platform, table, given);
  return { ...given };
};

const addOptions = (platform: Platform, table: ThingRecord, given: Readonly<Record<string, unknown>>): void => {
  const next = fieldsOf(table).map((field): BaseField => {
    const value = given[field.field_name];
    if ((field.type !== 3 && field.type !== 4) || value === null || value === undefined) return field;
    const known = field.property?.options ?? [];
    const fresh = [value].flat().filter((name) => !known.some((one) => one.name === name));
    if (fresh.length === 0) return field;
    const made = fresh.map((name) => ({ id: platform.ids.next("opt", 8), name: asText(name) }));
    return { ...field, property: { options: [...known, ...made] } };
  });
  if (next.some((field, i) => field !== fieldsOf(table)[i])) putFields(platform, table, next);
};

/** Cells as a reader gets them: empty ones are left out, texts are lists of parts (bitable-v1/app-table-record/search). */
export const readCells = (
  table: ThingRecord,
  record: ThingRecord,
  names?: readonly string[],
): Record<string, unknown> =>
  Object.fromEntries(
    fieldsOf(table).flatMap(({ field_id, field_name, type }) => {
      const value = record.value[field_id];
      if (value === undefined || value === null || (names !== undefined && !names.includes(field_name))) return [];
      return [[field_name, type === 1 ? [{ text: value, type: "text" }] : value] as const];
    }),
  );

/** By the column's id: a column that is renamed keeps what is in it. */
export const byFieldId = (table: ThingRecord, cells: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(cells).map(([name, value]) => [
      fieldsOf(table).find((field) => field.field_name === name)?.field_id ?? name,
      value,
    ]),
  );

interface Condition {
  field_name: string;
  operator: string;
  value: unknown[];
}

const CONDITIONS_MAX = 50;

/** Rows a filter lets through: and/or over texts, numbers and selects. @throws Refused 1254018, also for what is not known here */
export const filterOf = (table: ThingRecord, filter: unknown): ((record: ThingRecord) => boolean) => {
  if (filter === undefined || filter === null) return () => true;
  const { conjunction, conditions } = filter as { conjunction?: unknown; conditions?: unknown };
  if (conjunction !== "and" && conjunction !== "or") throw refused(1254018);
  if (!Array.isArray(conditions) || conditions.length > CONDITIONS_MAX) throw refused(1254018);
  const tests = (conditions as Condition[]).map((one) => conditionOf(table, one));
  if (tests.length === 0) return () => true;
  return (record) => (conjunction === "and" ? tests.every((test) => test(record)) : tests.some((test) => test(record)));
};

const conditionOf = (table: ThingRecord, { field_name, operator, value }: Condition) => {
  const field = fieldsOf(table).find((one) => one.field_name === field_name);
  if (field === undefined || ![1, 2, 3].includes(field.type) || !isList(value, isText)) throw refused(1254018);
  const cell = (record: ThingRecord): string => asText(record.value[field.field_id]);
  const [wanted = ""] = value as string[];
  const empty = operator === "isEmpty" || operator === "isNotEmpty";
  if (empty ? value.length > 0 : value.length !== 1) throw refused(1254018);
  switch (operator) {
    case "is":
      return (record: ThingRecord) => cell(record) === wanted;
    case "isNot":
      return (record: ThingRecord) => cell(record) !== wanted;
    case "contains":
      return (record: ThingRecord) => cell(record).includes(wanted);
    case "isEmpty":
      return (record: ThingRecord) => cell(record) === "";
    case "isNotEmpty":
      return (record: ThingRecord) => cell(record) !== "";
    default:
      throw refused(1254018);
  }
};
