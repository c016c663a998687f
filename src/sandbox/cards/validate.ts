import type * as z from "zod";
import type { Json } from "../core/values.ts";
import type { CardProblem } from "./problem.ts";
import { isObject } from "../core/values.ts";
import { COMPONENTS, CONTAINERS, REMOVED, ROOT_ONLY } from "./components.ts";
import { childrenKey } from "./containers.ts";
import { chartProblems, tableProblems } from "./data-components.ts";
import { dialectOf } from "./dialect.ts";
import { formProblems, nameProblems } from "./forms.ts";
import { frame } from "./frame.ts";
import { FORM_ONLY } from "./interactive.ts";
import { LIMITS } from "./limits.ts";
import { INNER, innerPath, itemPath } from "./problem.ts";
import { wholeCardProblems } from "./rules.ts";

export type { CardProblem } from "./problem.ts";

type Issue = z.core.$ZodIssue;

/** The deepest issues of a union's likeliest branch, so that a path points at the wrong property itself. */
const leaves = (issue: Issue): { issue: Issue; path: PropertyKey[] }[] => {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [{ issue, path: issue.path }];
  const [likeliest] = [...issue.errors].sort(
    (a, b) => Math.max(...b.map((one) => one.path.length)) - Math.max(...a.map((one) => one.path.length)),
  );
  return (likeliest ?? []).flatMap((inner) =>
    leaves(inner).map((leaf) => ({ issue: leaf.issue, path: [...issue.path, ...leaf.path] })),
  );
};

const at = (node: unknown, path: readonly PropertyKey[]): unknown => {
  let value = node;
  for (const key of path) {
    value = isObject(value) || Array.isArray(value) ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  }
  return value;
};

const fromIssue = (issue: Issue, path: PropertyKey[], node: unknown, base: string): CardProblem[] => {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      code: INNER.parse,
      message: `parse card json err, unknown property: ${key}`,
      path: innerPath(base, node, [...path, key]),
      value: at(node, [...path, key]),
    }));
  }
  const value = at(node, path);
  const wrongType = issue.code === "invalid_type" || issue.code === "invalid_union";
  return [
    {
      code: wrongType ? INNER.type : INNER.format,
      message: value === undefined ? `${String(path.at(-1) ?? "value")} is required` : issue.message,
      path: innerPath(base, node, path),
      value,
    },
  ];
};

const schemaProblems = (schema: z.ZodType, node: unknown, base: string): CardProblem[] => {
  const parsed = schema.safeParse(node);
  if (parsed.success) return [];
  return parsed.error.issues.flatMap((issue) =>
    leaves(issue).flatMap((leaf) => fromIssue(leaf.issue, leaf.path, node, base)),
  );
};

interface Place {
  /** Tag of the container around, or "body". */
  parent: string;
  /** Containers around. */
  depth: number;
  inForm: boolean;
}

const placeProblem = (tag: string, place: Place): string | null => {
  if (ROOT_ONLY.has(tag) && place.parent !== "body") return `${tag} must stand directly in the body`;
  if ((tag === "column") !== (place.parent === "column_set")) return `${tag} can not stand in ${place.parent}`;
  if (FORM_ONLY.has(tag) && !place.inForm) return `${tag} can only be used inside a form`;
  return null;
};

const elementProblems = (node: Json, path: string, place: Place): CardProblem[] => {
  const { tag } = node;
  if (typeof tag !== "string")
    return [{ code: INNER.type, message: "tag is required", path: `${path} -> tag`, value: tag }];
  const schema = COMPONENTS[tag];
  if (REMOVED.has(tag) || schema === undefined) {
    const message = `cards of schema V2 no longer support this capability; unsupported tag ${tag}`;
    return [{ code: INNER.tag, message, path, value: tag }];
  }
  const misplaced = placeProblem(tag, place);
  if (misplaced !== null) return [{ code: INNER.parse, message: misplaced, path, value: tag }];
  const problems = schemaProblems(schema, node, path);
  if (node["form_action_type"] !== undefined && !place.inForm) {
    problems.push({
      code: INNER.parse,
      message: "form_action_type outside a form",
      path: `${path} -> form_action_type`,
    });
  }
  if (tag === "table") problems.push(...tableProblems(node, path));
  if (tag === "chart") problems.push(...chartProblems(node, path));
  if (tag === "form") problems.push(...formProblems(node, path));
  if (!CONTAINERS.has(tag)) return problems;
  // A column is a part of its column_set, not a level of its own.
  const depth = place.depth + (tag === "column" ? 0 : 1);
  if (depth > LIMITS.nesting) {
    return [{ code: INNER.format, message: `container nesting exceeds the limit (${LIMITS.nesting})`, path }];
  }
  const key = childrenKey(tag);
  const inner: Place = { parent: tag, depth, inForm: place.inForm || tag === "form" };
  return [...problems, ...listProblems(node[key], `${path} -> ${key}`, inner)];
};

const listProblems = (list: unknown, path: string, place: Place): CardProblem[] =>
  Array.isArray(list)
    ? list.flatMap((node: unknown, index) =>
        isObject(node) ? elementProblems(node, itemPath(path, index, node), place) : [],
      )
    : [];

/** 1.0 cards are read as leniently as the platform does: anything with elements. */
const oldCardProblems = (card: Json): CardProblem[] =>
  Object.keys(card).length === 0 || Array.isArray(card["elements"]) || isObject(card["i18n_elements"])
    ? []
    : [
        {
          code: INNER.parse,
          message: "parse card json err, please check whether the card json is correct",
          path: "ROOT",
        },
      ];

/**
 * Everything the platform would refuse in a card JSON (an object, not a string), first problem first; [] = it can be
 * sent. Strict for JSON 2.0, lenient for 1.0. Whether pictures and persons exist is not looked at (references.ts).
 * Rules: feishu.md 4.
 */
export const validateCard = (json: unknown): CardProblem[] => {
  if (!isObject(json)) return [{ code: INNER.parse, message: "parse card json err, not an object", path: "ROOT" }];
  const bytes = Buffer.byteLength(JSON.stringify(json));
  const tooLong =
    bytes > LIMITS.bytes ? [{ code: INNER.tooLong, message: "card exceeds 30 KB", path: "ROOT", value: bytes }] : [];
  if (dialectOf(json) === "1.0") return [...tooLong, ...oldCardProblems(json)];
  const body = isObject(json["body"]) ? json["body"] : {};
  return [
    ...tooLong,
    ...schemaProblems(frame, json, "ROOT"),
    ...listProblems(body["elements"], "ROOT -> body -> elements", { parent: "body", depth: 0, inForm: false }),
    ...nameProblems(json),
    ...wholeCardProblems(json),
  ];
};
