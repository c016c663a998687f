import type { Json } from "../core/values.ts";
import type { CardProblem } from "./problem.ts";
import { isObject } from "../core/values.ts";
import { LIMITS } from "./limits.ts";
import { INNER, itemPath } from "./problem.ts";
import { TEXT_SIZES } from "./scalars.ts";

/** Keys whose content is the bot's or the chart library's own and never part of the card's structure. */
const OPAQUE: ReadonlySet<string> = new Set(["value", "chart_spec", "rows"]);

interface Visit {
  node: Json;
  path: string;
}

/** Every object of the card with its path, without what is opaque. */
export const walk = function* walk(node: unknown, path: string): Generator<Visit> {
  if (Array.isArray(node)) {
    for (const [index, one] of node.entries()) yield* walk(one, itemPath(path, index, one));
    return;
  }
  if (!isObject(node)) return;
  yield { node, path };
  for (const [key, value] of Object.entries(node)) {
    if (!OPAQUE.has(key) && typeof value === "object") yield* walk(value, `${path} -> ${key}`);
  }
};

/** Text elements count like components (feishu.md 4.2): everything with a tag does. */
export const countElements = (card: Json): number => {
  let count = 0;
  for (const { node } of walk(card, "ROOT")) if (typeof node["tag"] === "string") count += 1;
  return count;
};

const customSizes = (card: Json): ReadonlySet<string> => {
  const config = isObject(card["config"]) ? card["config"] : {};
  const style = isObject(config["style"]) ? config["style"] : {};
  return new Set(isObject(style["text_size"]) ? Object.keys(style["text_size"]) : []);
};

/** Tables of a markdown text, by their delimiter rows. */
const markdownTables = (content: string): number =>
  content.split("\n").filter((line) => /^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)+\|?\s*$/.test(line)).length;

/** Rules over the whole card: counts, unique ids and names, sizes. */
export const wholeCardProblems = (card: Json): CardProblem[] => {
  const problems: CardProblem[] = [];
  const sizes = customSizes(card);
  const ids = new Map<string, string>();
  let tables = 0;
  for (const { node, path } of walk({ header: card["header"], body: card["body"] }, "ROOT")) {
    const { element_id: id, text_size: size, tag } = node;
    if (typeof id === "string") {
      if (ids.has(id)) {
        problems.push({
          code: INNER.duplicateId,
          message: "duplicate element_id",
          path: `${path} -> element_id`,
          value: id,
        });
      }
      ids.set(id, path);
    }
    if (typeof size === "string" && !TEXT_SIZES.includes(size) && !sizes.has(size)) {
      problems.push({ code: INNER.format, message: "text_size is unknown", path: `${path} -> text_size`, value: size });
    }
    if (tag === "table") tables += 1;
    if (
      tag === "markdown" &&
      typeof node["content"] === "string" &&
      markdownTables(node["content"]) > LIMITS.markdownTables
    ) {
      problems.push({ code: INNER.tooMany, message: `at most ${LIMITS.markdownTables} tables in one markdown`, path });
    }
  }
  if (tables > LIMITS.tables) {
    problems.push({
      code: INNER.tooMany,
      message: `table number over limit (${LIMITS.tables})`,
      path: "ROOT -> body",
      value: tables,
    });
  }
  const elements = countElements(card);
  if (elements > LIMITS.elements) {
    problems.push({
      code: INNER.tooMany,
      message: `element exceeds the limit (${LIMITS.elements})`,
      path: "ROOT",
      value: elements,
    });
  }
  return problems;
};
