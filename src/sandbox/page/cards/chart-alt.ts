import { isObject, list, obj, str } from "./json.ts";
import type { Json } from "./json.ts";

const KINDS: Record<string, string> = {
  line: "折线图",
  area: "面积图",
  bar: "柱状图",
  pie: "饼图",
  common: "组合图",
  funnel: "漏斗图",
  scatter: "散点图",
  radar: "雷达图",
  linearProgress: "进度条",
  circularProgress: "环形进度图",
  wordCloud: "词云",
};

/** A chart in words, for screen readers and while it loads: kind, title, and the first rows of its data. */
export function chartAlt(spec: Json): string {
  const title = obj(spec, "title");
  const name = title ? str(title, "text") : "";
  const rows = dataRows(spec);
  const told = rows.slice(0, 12).map((row) => Object.values(row).filter(isShort).join(" "));
  const more = rows.length > 12 ? ` 等${rows.length}项` : "";
  return [`${KINDS[str(spec, "type")] ?? "图表"}${name ? `：${name}` : ""}`, told.join("，") + more]
    .filter((part) => part !== "")
    .join("。");
}

function isShort(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && value.length < 40);
}

function dataRows(spec: Json): Json[] {
  const data = spec["data"];
  const sets = Array.isArray(data) ? data.filter(isObject) : isObject(data) ? [data] : [];
  return sets.flatMap((set) => list(set, "values"));
}

const RATIOS: Record<string, string> = { "1:1": "1 / 1", "2:1": "2 / 1", "4:3": "4 / 3", "16:9": "16 / 9" };

/** CSS aspect-ratio of a chart; the computer's default is 16:9. */
export function chartRatio(ratio: string): string {
  return RATIOS[ratio] ?? "16 / 9";
}
