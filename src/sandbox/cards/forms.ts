import type { Json } from "../core/values.ts";
import type { CardProblem } from "./problem.ts";
import { NEEDS_NAME } from "./components.ts";
import { INNER } from "./problem.ts";
import { walk } from "./rules.ts";

const submits = (node: Json): boolean => node["tag"] === "button" && node["form_action_type"] === "submit";

/** A form needs a submit button, and a name for each thing a person uses in it (feishu.md 4.4). */
export const formProblems = (form: Json, path: string): CardProblem[] => {
  const problems: CardProblem[] = [];
  let submit = false;
  for (const { node, path: at } of walk(form["elements"], `${path} -> elements`)) {
    submit ||= submits(node);
    if (!NEEDS_NAME.has(String(node["tag"]))) continue;
    if (typeof node["name"] !== "string" || node["name"] === "") {
      problems.push({
        code: INNER.parse,
        message: "name is required inside a form",
        path: `${at} -> name`,
        value: node["name"],
      });
    }
  }
  if (!submit) problems.push({ code: INNER.parse, message: "a form needs a submit button", path });
  return problems;
};

/** Names are unique in the whole card, forms' own included. */
export const nameProblems = (card: Json): CardProblem[] => {
  const seen = new Set<string>();
  const problems: CardProblem[] = [];
  for (const { node, path } of walk(card["body"], "ROOT -> body")) {
    const { name, tag } = node;
    if (typeof name !== "string" || name === "" || (tag !== "form" && !NEEDS_NAME.has(String(tag)))) continue;
    if (seen.has(name))
      problems.push({ code: INNER.parse, message: "name is not unique", path: `${path} -> name`, value: name });
    seen.add(name);
  }
  return problems;
};
