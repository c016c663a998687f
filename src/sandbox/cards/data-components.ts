import type { Json } from "../core/values.ts";
import type { CardProblem } from "./problem.ts";
import { isObject } from "../core/values.ts";
import { INNER, itemPath } from "./problem.ts";

const isOption = (value: unknown): boolean =>
  isObject(value) &&
  typeof value["text"] === "string" &&
  Object.keys(value).every((key) => key === "text" || key === "color");

/** What a cell of each data type may hold (feishu.md 4.3). */
const CELL: Readonly<Record<string, (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string" || typeof value === "number",
  lark_md: (value) => typeof value === "string",
  markdown: (value) => typeof value === "string",
  options: (value) => typeof value === "string" || (Array.isArray(value) && value.every(isOption)),
  number: (value) => typeof value === "number",
  persons: (value) =>
    typeof value === "string" || (Array.isArray(value) && value.every((id) => typeof id === "string")),
  date: (value) => typeof value === "number",
};

/** Rows of a table against its columns: 200915 undeclared key, 200914 wrong value. */
export const tableProblems = (table: Json, path: string): CardProblem[] => {
  const columns = Array.isArray(table["columns"]) ? table["columns"].filter(isObject) : [];
  const types = new Map(columns.map((column) => [column["name"], String(column["data_type"])]));
  const problems: CardProblem[] = [];
  if (types.size < columns.length) {
    problems.push({ code: INNER.parse, message: "column names must be unique", path: `${path} -> columns` });
  }
  const rows = Array.isArray(table["rows"]) ? table["rows"] : [];
  for (const [index, row] of rows.entries()) {
    if (!isObject(row)) continue;
    for (const [key, value] of Object.entries(row)) {
      const type = types.get(key);
      const at = `${itemPath(`${path} -> rows`, index, null)} -> ${key}`;
      if (type === undefined) {
        problems.push({ code: INNER.rowKey, message: "row key is not declared in columns", path: at, value: key });
      } else if (value !== null && CELL[type]?.(value) !== true) {
        problems.push({ code: INNER.rowValue, message: `row value does not fit ${type}`, path: at, value });
      }
    }
  }
  return problems;
};

/** The 13 kinds of charts the client draws (feishu.md 4.3), as VChart names them. */
const CHARTS: ReadonlySet<unknown> = new Set([
  "line",
  "area",
  "bar",
  "pie",
  "common",
  "funnel",
  "scatter",
  "radar",
  "linearProgress",
  "circularProgress",
  "wordCloud",
  "rose",
  "gauge",
]);

/** 200550 unless the spec is data for a chart the client knows. */
export const chartProblems = (chart: Json, path: string): CardProblem[] => {
  const spec = isObject(chart["chart_spec"]) ? chart["chart_spec"] : {};
  const at = `${path} -> chart_spec`;
  if (!CHARTS.has(spec["type"])) {
    return [{ code: INNER.chart, message: "chart_spec is invalid: type", path: at, value: spec["type"] }];
  }
  const { data } = spec;
  const bad = data === undefined || (!isObject(data) && !Array.isArray(data));
  return bad ? [{ code: INNER.chart, message: "chart_spec is invalid: data", path: at, value: data }] : [];
};
