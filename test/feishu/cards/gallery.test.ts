import { describe, expect, test } from "vitest";
import { validateCard } from "../../../src/sandbox/cards/validate.ts";
import { galleryEntries } from "../../../src/local/gallery/index.ts";

type Json = Record<string, unknown>;

const isNode = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

/** Every object of a card, depth first, in the order it is read. */
function nodes(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(nodes);
  if (!isNode(value)) return [];
  return [value, ...Object.values(value).flatMap(nodes)];
}

const tagged = (card: unknown, tag: string): Json[] => nodes(card).filter((node) => node["tag"] === tag);
const body = (card: unknown): Json[] => (card as { body: { elements: Json[] } }).body.elements;
const label = (button: Json): string => String((button["text"] as Json)["content"]);

const entries = galleryEntries().map((entry) => ({ ...entry, name: `${entry.group} / ${entry.title}` }));

test("the gallery has no two entries of the same name", () => {
  expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length);
});

describe.each(entries)("$name", ({ card, group }) => {
  test("is a card the platform takes", () => {
    expect(validateCard(card)).toEqual([]);
    expect(new TextEncoder().encode(JSON.stringify(card)).length).toBeLessThanOrEqual(30 * 1024);
    expect(nodes(card).filter((node) => typeof node["tag"] === "string").length).toBeLessThanOrEqual(200);
    const names = nodes(card).flatMap((node) => (typeof node["name"] === "string" ? [node["name"]] : []));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(100);
    const { config } = card as { config: Json };
    expect(config["update_multi"]).toBe(true);
    expect(config["enable_forward"]).toBe(false);
  });

  test("says in one line what it is about", () => {
    const { config } = card as { config: { summary: { content: string } } };
    expect(config.summary.content.trim()).not.toBe("");
    if (group !== "一句话") expect(config.summary.content.length).toBeLessThanOrEqual(160);
    expect(config.summary.content).not.toMatch(/undefined|null|NaN|\[object/u);
    expect(JSON.stringify(card)).not.toMatch(/undefined|NaN|\[object/u);
  });

  test("shows at most three buttons in sight, at most one of them filled, apart from the marks and lists", () => {
    const forms = body(card).filter((element) => element["tag"] === "form");
    const all = tagged(card, "button");
    const inForms = forms.flatMap((form) => tagged(form, "button"));
    expect(inForms.length).toBe(forms.length);
    for (const button of inForms) {
      expect(button["form_action_type"]).toBe("submit");
      expect(String(button["name"])).toMatch(/^q:\{/u);
      expect(button["behaviors"]).toHaveLength(1);
    }
    const filled = all.filter((button) => String(button["type"]).endsWith("_filled"));
    expect(filled.length).toBeLessThanOrEqual(1);
    const rows = body(card).filter((element) => element["tag"] === "column_set");
    const marks = all.some((button) => label(button) === "非常满意");
    const list = all.some((button) => label(button) === "查看");
    const more = all.some((button) => label(button) === "返回");
    if (!marks && !list && !more) expect(rows.flatMap((row) => tagged(row, "button")).length).toBeLessThanOrEqual(3);
    for (const row of rows) expect(tagged(row, "button").length).toBeLessThanOrEqual(3);
  });

  test("names every field that must be filled in", () => {
    for (const form of body(card).filter((element) => element["tag"] === "form")) {
      const fields = nodes(form).filter(({ tag }) =>
        ["input", "select_static", "multi_select_static"].includes(String(tag)),
      );
      expect(fields.length).toBeGreaterThan(0);
      for (const field of fields) expect(typeof field["required"]).toBe("boolean");
    }
  });
});

describe("a group hears number, state and who", () => {
  const grouped = entries.filter(({ name }) => name.startsWith("群 /") || /^极端.*\/ 群 /u.test(name));

  test.each(grouped)("$name: no phone, no words of the request", ({ card }) => {
    const text = JSON.stringify(card);
    expect(text).not.toMatch(/140-?\d{4}-?\d{4}|注塑机|禾穗|拓铸|不动产/u);
    expect(tagged(card, "button")).toEqual([]);
  });
});

test("colour means state and nothing else", () => {
  const colours = new Map(
    entries.map(({ name, card }) => [name, ((card as Json)["header"] as Json | undefined)?.["template"]]),
  );
  expect(colours.get("企业 / 已派单，待接收")).toBe("blue");
  expect(colours.get("企业 / 已超期")).toBe("red");
  expect(colours.get("企业 / 等企业补充")).toBe("grey");
  expect(colours.get("企业 / 已办结，待评价")).toBe("green");
  expect(colours.get("企业 / 已撤回")).toBe("grey");
  expect(colours.get("办理人 / 已派单，待接收")).toBe("orange");
  expect(colours.get("办理人 / 已接收")).toBe("blue");
  expect(colours.get("办理人 / 已超期")).toBe("red");
  expect(colours.get("通知 / 值班警报")).toBe("red");
});
