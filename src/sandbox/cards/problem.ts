import { isObject } from "../core/values.ts";

/** Inner codes of 230099 the validator uses (feishu.md 3.4). */
export const INNER = {
  /** "element exceeds the limit" */
  tooMany: 11310,
  tooLong: 230025,
  chart: 200550,
  parse: 200621,
  type: 200732,
  format: 200737,
  tag: 200861,
  rowValue: 200914,
  rowKey: 200915,
  duplicateId: 300301,
} as const;

/** One thing the platform would refuse in a card. */
export interface CardProblem {
  /** Inner code of 230099, e.g. 200861. */
  code: number;
  message: string;
  /** `ROOT -> body -> elements -> [0](tag: div)` */
  path: string;
  value?: unknown;
}

const tagOf = (node: unknown): string =>
  isObject(node) && typeof node["tag"] === "string" ? `(tag: ${node["tag"]})` : "";

/** Path of an element of a list, as the platform writes it. */
export const itemPath = (path: string, index: number, node: unknown): string => `${path} -> [${index}]${tagOf(node)}`;

/** Appends a path inside `node` (as zod gives it) to the path of `node`. */
export const innerPath = (path: string, node: unknown, inner: readonly PropertyKey[]): string => {
  let at: unknown = node;
  let text = path;
  for (const key of inner) {
    at = isObject(at) || Array.isArray(at) ? (at as Record<PropertyKey, unknown>)[key] : undefined;
    text = typeof key === "number" ? itemPath(text, key, at) : `${text} -> ${String(key)}`;
  }
  return text;
};
