import { optionAction, submitAction, tapAction } from "./actions.ts";
import type { CardAction } from "./actions.ts";
import { fieldsOf } from "./fields.ts";
import type { FieldValue, FieldValues } from "./fields.ts";
import { callbackOf, childrenOf, elementsOf, list, obj, str, textOf } from "./json.ts";
import type { Json } from "./json.ts";
import { parseMarkdown } from "./markdown.ts";
import type { Block } from "./markdown.ts";
import { inlineText } from "./markdown-inline.ts";

/** Every component of the card with the form it stands in. */
function* walk(nodes: readonly Json[], form: Json | null): Generator<{ node: Json; form: Json | null }> {
  for (const node of nodes) {
    yield { node, form };
    yield* walk(childrenOf(node), str(node, "tag") === "form" ? node : form);
  }
}

export type Press = { action: CardAction; label: string };

/**
 * The callback that a person would cause by pressing what is labelled so: a button, a submit button with `fill` entered
 * first, an entry of an overflow menu, or an option of a select. null when the card has no such thing to press.
 */
export function findPress(card: Json, label: string, fill: FieldValues = {}): Press | null {
  for (const { node, form } of walk(elementsOf(card), null)) {
    const tag = str(node, "tag");
    if (tag === "button" && textOf(node["text"]) === label && node["disabled"] !== true) {
      if (form && str(node, "form_action_type") !== "reset") {
        return { action: submitAction(node, form, resolveLabels(form, fill)), label };
      }
      if (callbackOf(node)) return { action: tapAction(node), label };
    }
    if ((tag === "overflow" || tag === "select_static") && !form) {
      const option = list(node, "options").find((candidate) => textOf(candidate["text"]) === label);
      if (option) return { action: optionAction(node, str(option, "value")), label };
    }
  }
  return null;
}

/** Turns option labels of `fill` into option values, so that a story reads like what people see. */
function resolveLabels(form: Json, fill: FieldValues): FieldValues {
  const out: FieldValues = {};
  for (const field of fieldsOf(form)) {
    const name = str(field, "name");
    const given = fill[name];
    if (given !== undefined) out[name] = resolveOne(field, given);
  }
  return out;
}

function resolveOne(field: Json, given: FieldValue): FieldValue {
  const options = list(field, "options");
  const valueOf = (label: string) => {
    const option = options.find((candidate) => textOf(candidate["text"]) === label);
    return option ? str(option, "value") : label;
  };
  if (Array.isArray(given)) return given.map(valueOf);
  return typeof given === "string" ? valueOf(given) : given;
}

/** All words of a card in reading order, for search, waiting and the chat list. */
export function cardText(card: Json, nameOf?: (id: string) => string): string {
  const header = obj(card, "header");
  const parts: string[] = [];
  if (header) {
    parts.push(plain(header["title"], nameOf), plain(header["subtitle"], nameOf));
    parts.push(...list(header, "text_tag_list").map((tag) => textOf(tag["text"])));
  }
  for (const { node } of walk(elementsOf(card), null)) parts.push(...nodeText(node, nameOf));
  return parts.filter((part) => part !== "").join("\n");
}

function nodeText(node: Json, nameOf?: (id: string) => string): string[] {
  const tag = str(node, "tag");
  if (tag === "markdown") return [blocksText(parseMarkdown(str(node, "content")), nameOf)];
  const header = obj(node, "header");
  const words = [plain(node["text"], nameOf), plain(node["label"], nameOf), header ? plain(header["title"]) : ""];
  if (tag === "overflow") words.push(...list(node, "options").map((option) => textOf(option["text"])));
  if (tag === "table") words.push(...list(node, "rows").flatMap((row) => Object.values(row).map(cellText)));
  return words;
}

function cellText(cell: unknown): string {
  if (typeof cell === "string" || typeof cell === "number") return String(cell);
  return Array.isArray(cell)
    ? cell.map((item) => (typeof item === "string" ? item : textOf(item?.text))).join(" ")
    : "";
}

function plain(value: unknown, nameOf?: (id: string) => string): string {
  const words = textOf(value);
  return words === "" ? "" : blocksText(parseMarkdown(words), nameOf);
}

function blocksText(blocks: readonly Block[], nameOf?: (id: string) => string): string {
  return blocks.map((block) => blockText(block, nameOf)).join("\n");
}

function blockText(block: Block, nameOf?: (id: string) => string): string {
  switch (block.type) {
    case "hr":
      return "";
    case "code":
      return block.text;
    case "quote":
      return blocksText(block.children, nameOf);
    case "list":
      return block.items.map((item) => blocksText(item, nameOf)).join("\n");
    case "table":
      return [block.header, ...block.rows]
        .map((row) => row.map((cell) => inlineText(cell, nameOf)).join(" "))
        .join("\n");
    case "paragraph":
    case "heading":
      return inlineText(block.children, nameOf);
  }
}
