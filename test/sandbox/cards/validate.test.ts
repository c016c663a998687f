import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { validateCard } from "../../../src/sandbox/cards/validate.ts";

const plain = (content: string) => ({ tag: "plain_text", content });
const card = (elements: unknown[], more: Record<string, unknown> = {}) => ({
  schema: "2.0",
  ...more,
  body: { elements },
});
const md = { tag: "markdown", content: "x" };
const button = (more: Record<string, unknown> = {}) => ({ tag: "button", text: plain("按"), ...more });
const submit = button({ name: "submit", form_action_type: "submit" });
const form = (elements: unknown[], more: Record<string, unknown> = {}) => ({
  tag: "form",
  name: "f",
  elements,
  ...more,
});
const options = [
  { text: plain("甲"), value: "a" },
  { text: plain("乙"), value: "b" },
];
const nested = (levels: number): unknown =>
  levels === 0 ? md : { tag: "column_set", columns: [{ tag: "column", elements: [nested(levels - 1)] }] };
const table = { tag: "table", columns: [{ name: "n", data_type: "number" }], rows: [{ n: 1 }] };
const chart = { tag: "chart", chart_spec: { type: "bar", data: { values: [] } } };
const many = (count: number) => Array.from({ length: count }, () => md);

const good: [name: string, card: unknown][] = [
  ["only a schema", { schema: "2.0" }],
  ["the frame of the fact sheet", FRAME()],
  [
    "each display component",
    card([
      {
        tag: "div",
        text: { tag: "lark_md", content: "**x**" },
        icon: { tag: "standard_icon", token: "chat_outlined" },
      },
      { ...md, element_id: "a1", margin: "-4px 0px", text_size: "notation" },
      { tag: "hr" },
      { tag: "img", img_key: "img_x", alt: plain("") },
      { tag: "person", user_id: "ou_x" },
      { tag: "person_list", persons: [{ id: "ou_x" }] },
      table,
      chart,
    ]),
  ],
  [
    "each interactive component",
    card([
      button({
        type: "primary_filled",
        behaviors: [
          { type: "callback", value: { a: 1 } },
          { type: "open_url", default_url: "https://e.com" },
        ],
      }),
      { tag: "input", placeholder: plain("x"), max_length: 1000, behaviors: [{ type: "callback", value: {} }] },
      { tag: "select_static", options, initial_index: 2 },
      { tag: "select_person", options: [] },
      { tag: "date_picker", initial_date: "2026-02-28" },
      { tag: "picker_time", initial_time: "23:59" },
      { tag: "picker_datetime", initial_datetime: "2026-02-28 08:30" },
      { tag: "overflow", options: [{ text: plain("更多"), value: "m" }] },
      { tag: "checker", text: plain("做了") },
    ]),
  ],
  [
    "a form",
    card([
      form([
        { tag: "input", name: "reason", required: true },
        { tag: "multi_select_static", name: "tags", options },
        { tag: "column_set", columns: [{ tag: "column", elements: [submit] }] },
      ]),
    ]),
  ],
  [
    "a collapsible panel with a nested container",
    card([
      {
        tag: "collapsible_panel",
        header: { title: { tag: "markdown", content: "更多" }, icon_expanded_angle: -180 },
        elements: [
          {
            tag: "interactive_container",
            behaviors: [{ type: "open_url", default_url: "http://e.com" }],
            elements: [md],
          },
        ],
      },
    ]),
  ],
  ["five levels", card([nested(5)])],
  ["200 elements", card(many(200))],
  [
    "a text size of its own",
    card([{ ...md, text_size: "tiny" }], { config: { style: { text_size: { tiny: { default: "notation" } } } } }),
  ],
  ["any 1.0 card", { config: { wide: true }, elements: [{ tag: "note", elements: [], fancy: 1 }] }],
];

test.each(good)("accepts %s", (_name, json) => {
  expect(validateCard(json)).toEqual([]);
});

const bad: [name: string, code: number, path: string, card: unknown][] = [
  ["an unknown root property", 200621, "ROOT -> elements", { schema: "2.0", elements: [] }],
  [
    "an unknown property of a component",
    200621,
    "ROOT -> body -> elements -> [0](tag: hr) -> colour",
    card([{ tag: "hr", colour: "red" }]),
  ],
  [
    "an unknown property deep inside",
    200621,
    "ROOT -> body -> elements -> [0](tag: button) -> text -> bold",
    card([button({ text: { ...plain("x"), bold: true } })]),
  ],
  ["note", 200861, "ROOT -> body -> elements -> [0](tag: note)", card([{ tag: "note", elements: [] }])],
  ["action", 200861, "ROOT -> body -> elements -> [0](tag: action)", card([{ tag: "action", actions: [] }])],
  ["a tag nobody knows", 200861, "ROOT -> body -> elements -> [0](tag: progress)", card([{ tag: "progress" }])],
  ["201 elements", 11310, "ROOT", card(many(201))],
  ["text elements over 200", 11310, "ROOT", card(Array.from({ length: 101 }, () => button()))],
  ["30 KB", 230025, "ROOT", card([{ ...md, content: "x".repeat(30 * 1024) }])],
  [
    "six levels",
    200737,
    `ROOT -> body -> elements${" -> [0](tag: column_set) -> columns -> [0](tag: column) -> elements".repeat(5)} -> [0](tag: column_set)`,
    card([nested(6)]),
  ],
  [
    "a table in a column",
    200621,
    "ROOT -> body -> elements -> [0](tag: column_set) -> columns -> [0](tag: column) -> elements -> [0](tag: table)",
    card([{ tag: "column_set", columns: [{ tag: "column", elements: [table] }] }]),
  ],
  [
    "a form in a panel",
    200621,
    "ROOT -> body -> elements -> [0](tag: collapsible_panel) -> elements -> [0](tag: form)",
    card([{ tag: "collapsible_panel", header: { title: plain("x") }, elements: [form([submit])] }]),
  ],
  ["six tables", 11310, "ROOT -> body", card(Array.from({ length: 6 }, () => table))],
  [
    "a form without submit",
    200621,
    "ROOT -> body -> elements -> [0](tag: form)",
    card([form([{ tag: "input", name: "a" }])]),
  ],
  [
    "a form without name",
    200737,
    "ROOT -> body -> elements -> [0](tag: form) -> name",
    card([form([submit], { name: "" })]),
  ],
  [
    "an input without name in a form",
    200621,
    "ROOT -> body -> elements -> [0](tag: form) -> elements -> [0](tag: input) -> name",
    card([form([{ tag: "input" }, submit])]),
  ],
  [
    "one name twice",
    200621,
    "ROOT -> body -> elements -> [0](tag: form) -> elements -> [1](tag: button) -> name",
    card([form([{ tag: "input", name: "submit" }, submit])]),
  ],
  [
    "a submit outside a form",
    200621,
    "ROOT -> body -> elements -> [0](tag: button) -> form_action_type",
    card([submit]),
  ],
  [
    "multi select outside a form",
    200621,
    "ROOT -> body -> elements -> [0](tag: multi_select_static)",
    card([{ tag: "multi_select_static", name: "a", options }]),
  ],
  [
    "a confirm without text",
    200732,
    "ROOT -> body -> elements -> [0](tag: button) -> confirm -> text",
    card([button({ confirm: { title: plain("真的?") } })]),
  ],
  [
    "a confirm in markdown",
    200737,
    "ROOT -> body -> elements -> [0](tag: button) -> confirm -> title -> tag",
    card([button({ confirm: { title: { tag: "lark_md", content: "x" }, text: plain("x") } })]),
  ],
  [
    "a file URL",
    200737,
    "ROOT -> body -> elements -> [0](tag: button) -> behaviors -> [0] -> default_url",
    card([button({ behaviors: [{ type: "open_url", default_url: "file:///etc" }] })]),
  ],
  [
    "a string value",
    200732,
    "ROOT -> body -> elements -> [0](tag: button) -> behaviors -> [0] -> value",
    card([button({ behaviors: [{ type: "callback", value: "x" }] })]),
  ],
  [
    "the old url of a button",
    200621,
    "ROOT -> body -> elements -> [0](tag: button) -> url",
    card([button({ url: "https://e.com" })]),
  ],
  [
    "the old value of a button",
    200621,
    "ROOT -> body -> elements -> [0](tag: button) -> value",
    card([button({ value: { a: 1 } })]),
  ],
  [
    "a long button",
    200737,
    "ROOT -> body -> elements -> [0](tag: button) -> text -> content",
    card([button({ text: plain("长".repeat(101)) })]),
  ],
  [
    "options of one value",
    200737,
    "ROOT -> body -> elements -> [0](tag: select_static) -> options",
    card([{ tag: "select_static", options: [options[0], options[0]] }]),
  ],
  [
    "an initial option that is none",
    200737,
    "ROOT -> body -> elements -> [0](tag: select_static) -> initial_option",
    card([{ tag: "select_static", options, initial_option: "z" }]),
  ],
  [
    "max_length over 1000",
    200737,
    "ROOT -> body -> elements -> [0](tag: input) -> max_length",
    card([{ tag: "input", max_length: 1001 }]),
  ],
  [
    "a date as people write it",
    200737,
    "ROOT -> body -> elements -> [0](tag: date_picker) -> initial_date",
    card([{ tag: "date_picker", initial_date: "2026年2月" }]),
  ],
  [
    "an element_id with a digit first",
    200737,
    "ROOT -> body -> elements -> [0](tag: hr) -> element_id",
    card([{ tag: "hr", element_id: "1a" }]),
  ],
  [
    "one element_id twice",
    300301,
    "ROOT -> body -> elements -> [1](tag: hr) -> element_id",
    card([
      { tag: "hr", element_id: "a" },
      { tag: "hr", element_id: "a" },
    ]),
  ],
  [
    "margin of 100 px",
    200737,
    "ROOT -> body -> elements -> [0](tag: hr) -> margin",
    card([{ tag: "hr", margin: "100px" }]),
  ],
  ["update_multi false", 200737, "ROOT -> config -> update_multi", card([], { config: { update_multi: false } })],
  [
    "a colourful header",
    200737,
    "ROOT -> header -> template",
    card([], { header: { title: plain("x"), template: "pink" } }),
  ],
  [
    "four tags",
    200737,
    "ROOT -> header -> text_tag_list",
    card([], {
      header: {
        title: plain("x"),
        text_tag_list: Array.from({ length: 4 }, () => ({ tag: "text_tag", text: plain("x") })),
      },
    }),
  ],
  [
    "an image without alt",
    200732,
    "ROOT -> body -> elements -> [0](tag: img) -> alt",
    card([{ tag: "img", img_key: "x" }]),
  ],
  [
    "a row key of no column",
    200915,
    "ROOT -> body -> elements -> [0](tag: table) -> rows -> [0] -> m",
    card([{ ...table, rows: [{ m: 1 }] }]),
  ],
  [
    "a word in a number column",
    200914,
    "ROOT -> body -> elements -> [0](tag: table) -> rows -> [0] -> n",
    card([{ ...table, rows: [{ n: "1" }] }]),
  ],
  [
    "a chart of no kind",
    200550,
    "ROOT -> body -> elements -> [0](tag: chart) -> chart_spec",
    card([{ tag: "chart", chart_spec: { type: "sankey", data: {} } }]),
  ],
  [
    "an unknown text size",
    200737,
    "ROOT -> body -> elements -> [0](tag: markdown) -> text_size",
    card([{ ...md, text_size: "giant" }]),
  ],
  [
    "five markdown tables",
    11310,
    "ROOT -> body -> elements -> [0](tag: markdown)",
    card([{ ...md, content: "|a|b|\n|--|--|\n|1|2|\n\n".repeat(5) }]),
  ],
  ["something that is no object", 200621, "ROOT", "card"],
  ["a 1.0 card of nothing", 200621, "ROOT", { header: {} }],
];

test.each(bad)("refuses %s with %i", (_name, code, path, json) => {
  expect(validateCard(json).map((problem) => [problem.code, problem.path])).toContainEqual([code, path]);
});

describe("properties", () => {
  test("any extra property of any component is refused, whatever its name", () => {
    const extra = fc
      .string({ minLength: 1 })
      .filter((key) => !["tag", "element_id", "margin", "__proto__"].includes(key));
    fc.assert(
      fc.property(extra, fc.jsonValue(), (key, value) => {
        const problems = validateCard(card([{ tag: "hr", [key]: value ?? 0 }]));
        expect(problems.some((problem) => problem.path.endsWith(` -> ${key}`))).toBe(true);
      }),
    );
  });

  test("no input makes the validator throw", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (body, config) => {
        validateCard({ schema: "2.0", body, config });
        validateCard(body);
      }),
    );
  });
});

function FRAME(): unknown {
  return {
    schema: "2.0",
    config: {
      update_multi: true,
      enable_forward: false,
      width_mode: "fill",
      summary: { content: "工单 T-1024 已受理" },
      style: {
        text_size: { small: { default: "normal", pc: "normal", mobile: "notation" } },
        color: { soft: { light_mode: "rgba(0,90,200,0.1)", dark_mode: "rgba(80,150,255,0.2)" } },
      },
    },
    card_link: { url: "https://example.com/t/1024" },
    header: {
      title: plain("空调不制冷"),
      subtitle: plain("T-1024"),
      text_tag_list: [{ tag: "text_tag", text: plain("处理中"), color: "orange" }],
      template: "blue",
      icon: { tag: "standard_icon", token: "chat_outlined", color: "blue" },
    },
    body: { direction: "vertical", padding: "12px", vertical_spacing: "8px", elements: [] },
  };
}
