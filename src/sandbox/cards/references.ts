import { isObject } from "../core/values.ts";

/** A picture or person a card points at; whether it exists only the platform knows. */
export interface CardReference {
  kind: "image" | "person";
  id: string;
  path: string;
}

const IMAGE_KEYS = new Set(["img_key", "image_key"]);

/** Persons named in markdown: `<at id=ou_x></at>`, `<person id = 'ou_x' …>`; `all` and e-mail addresses are no ids. */
const markdownPersons = (text: string): string[] =>
  [...text.matchAll(/<(?:at|person)\s+(?:id|ids|user_id)\s*=\s*['"]?([^'"\s>]+)/g)]
    .flatMap((match) => (match[1] ?? "").split(","))
    .filter((id) => id !== "" && id !== "all" && !id.includes("@"));

/** All pictures and persons of a card, with their paths. Persons of a table never fail the card, so they are left out. */
export const cardReferences = function* cardReferences(node: unknown, path = "ROOT"): Generator<CardReference> {
  if (Array.isArray(node)) {
    for (const [index, one] of node.entries()) {
      const tag = isObject(one) && typeof one["tag"] === "string" ? `(tag: ${one["tag"]})` : "";
      yield* cardReferences(one, `${path} -> [${index}]${tag}`);
    }
    return;
  }
  if (!isObject(node)) return;
  const { tag } = node;
  if (tag === "table" || tag === "chart") return;
  if (tag === "person" && typeof node["user_id"] === "string") yield { kind: "person", id: node["user_id"], path };
  if (tag === "person_list" && node["drop_invalid_user_id"] !== true && Array.isArray(node["persons"])) {
    for (const person of node["persons"]) {
      if (isObject(person) && typeof person["id"] === "string") yield { kind: "person", id: person["id"], path };
    }
  }
  if ((tag === "markdown" || tag === "lark_md") && typeof node["content"] === "string") {
    for (const id of markdownPersons(node["content"])) yield { kind: "person", id, path };
  }
  for (const [key, value] of Object.entries(node)) {
    // What the bot carries for itself in `value` is no part of the card's looks.
    if (key === "value") continue;
    if (IMAGE_KEYS.has(key) && typeof value === "string") yield { kind: "image", id: value, path: `${path} -> ${key}` };
    else yield* cardReferences(value, `${path} -> ${key}`);
  }
};
