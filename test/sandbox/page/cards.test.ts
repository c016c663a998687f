import { describe, expect, it } from "vitest";
import {
  checkAction,
  inputAction,
  optionAction,
  submitAction,
  tapAction,
} from "../../../src/sandbox/page/cards/actions.ts";
import { chartAlt, chartRatio } from "../../../src/sandbox/page/cards/chart-alt.ts";
import { fillColor, textColor } from "../../../src/sandbox/page/cards/colors.ts";
import { formValue, missingFields } from "../../../src/sandbox/page/cards/fields.ts";
import { cardText, findPress } from "../../../src/sandbox/page/cards/find.ts";
import { elementsOf, openUrlOf, textOf } from "../../../src/sandbox/page/cards/json.ts";
import type { Json } from "../../../src/sandbox/page/cards/json.ts";
import { spacing, textSize } from "../../../src/sandbox/page/cards/sizes.ts";
import { validateCard } from "../../../src/sandbox/cards/validate.ts";
import { actionCard, displayCard, formCard } from "./every-component.ts";

const callback = (value: Json): Json[] => [{ type: "callback", value }];
const form = (elements: Json[]): Json => ({ tag: "form", name: "f", elements });

describe("actions", () => {
  it("say exactly what the platform's callback says (feishu.md 2.3)", () => {
    expect(tapAction({ tag: "button", name: "n", behaviors: callback({ a: 1 }) })).toEqual({
      tag: "button",
      value: { a: 1 },
    });
    expect(inputAction({ tag: "input", behaviors: callback({}) }, "字")).toEqual({
      tag: "input",
      input_value: "字",
      value: {},
    });
    expect(checkAction({ tag: "checker" }, true)).toEqual({ tag: "checker", checked: true });
    expect(optionAction({ tag: "picker_datetime" }, "2024-04-29T07:07")).toEqual({
      tag: "picker_datetime",
      option: "2024-04-29 07:07 +0800",
      timezone: "Asia/Shanghai",
    });
  });

  it("give a submit button its name, and a value only with behaviours", () => {
    const fields = form([{ tag: "input", name: "x" }]);
    const plain = { tag: "button", name: "go", form_action_type: "submit" };
    expect(submitAction(plain, fields, { x: "1" })).toEqual({
      tag: "button",
      name: "go",
      form_value: { x: "1" },
      timezone: "Asia/Shanghai",
    });
    expect(submitAction({ ...plain, behaviors: callback({ t: 7 }) }, fields, {})).toMatchObject({ value: { t: 7 } });
  });
});

describe("form values", () => {
  it("start from what the card says, in the callback's own formats", () => {
    const fields = form([
      { tag: "input", name: "in", default_value: "有" },
      { tag: "select_static", name: "se", initial_index: 2, options: [{ value: "a" }, { value: "b" }] },
      { tag: "multi_select_static", name: "mu", selected_values: ["a"] },
      { tag: "date_picker", name: "da", initial_date: "2026-11-24" },
      { tag: "picker_time", name: "ti", initial_time: "17:30" },
      { tag: "picker_datetime", name: "dt", initial_datetime: "2026-11-24 17:30" },
      { tag: "checker", name: "ch", checked: true },
    ]);
    expect(formValue(fields, {})).toEqual({
      in: "有",
      se: "b",
      mu: ["a"],
      da: "2026-11-24 +0800",
      ti: "17:30 +0800",
      dt: "2026-11-24 17:30 +0800",
      ch: true,
    });
  });

  it("find fields in columns and panels, and require multi selects unless told otherwise", () => {
    const fields = form([
      { tag: "column_set", columns: [{ tag: "column", elements: [{ tag: "input", name: "a", required: true }] }] },
      { tag: "collapsible_panel", elements: [{ tag: "multi_select_static", name: "b" }] },
      { tag: "multi_select_static", name: "c", required: false },
      { tag: "select_static", name: "d" },
    ]);
    expect(missingFields(fields, {})).toEqual(["a", "b"]);
    expect(missingFields(fields, { a: "x", b: ["y"] })).toEqual([]);
  });
});

describe("pressing by label", () => {
  it("finds buttons, menu entries and options, but nothing disabled", () => {
    const card = actionCard("img");
    expect(findPress(card, "接收")?.action).toEqual({ tag: "button", value: { a: "take" } });
    expect(findPress(card, "合并")?.action).toEqual({ tag: "overflow", option: "merge", value: { o: 1 } });
    expect(findPress(card, "一般")?.action).toEqual({ tag: "select_static", option: "p2", value: { s: 1 } });
    expect(findPress(card, "不能按")).toBeNull();
    expect(findPress(card, "没有这个")).toBeNull();
  });

  it("fills the form around a submit button by label", () => {
    const press = findPress(formCard("ou_1"), "提交", { reason: "停电", level: "紧急", tags: ["供电"] });
    expect(press?.action["form_value"]).toMatchObject({ reason: "停电", level: "p1", tags: ["a"] });
    expect(press?.action["name"]).toBe("submit_btn");
  });

  it("tells all words of a card, with names for ids", () => {
    const words = cardText(displayCard("img", "ou_1"), () => "王干部");
    for (const part of ["展示类组件", "处理中", "红字", "@王干部", "办理经过", "QF-2", "超期"])
      expect(words).toContain(part);
    expect(words).not.toContain("<font");
  });
});

describe("looks", () => {
  it("take palette names, shades, own rgba and nothing else", () => {
    expect(textColor("red")).toBe("var(--red-text)");
    expect(textColor("neutral")).toBe("var(--grey-text)");
    expect(textColor("url(x)")).toBeUndefined();
    expect(fillColor("blue-50")).toBe("var(--blue-wash)");
    expect(fillColor("rgba(0,90,200,0.1)")).toBe("rgba(0,90,200,0.1)");
    expect(textColor("soft", { soft: "light-dark(a, b)" })).toBe("light-dark(a, b)");
  });

  it("take spacing words and lengths, and refuse the rest", () => {
    expect(spacing("large")).toBe("12px");
    expect(spacing("4px 12px")).toBe("4px 12px");
    expect(spacing("4px;color:red")).toBeUndefined();
    expect(textSize("notation")).toBe("12px");
    expect(textSize("own", { own: "heading" })).toBe("16px");
  });

  it("tell a chart in words", () => {
    const spec = { type: "pie", title: { text: "来源" }, data: [{ values: [{ k: "电话", v: 3 }] }] };
    expect(chartAlt(spec)).toBe("饼图：来源。电话 3");
    expect(chartAlt({})).toBe("图表");
    expect(chartRatio("1:1")).toBe("1 / 1");
  });

  it("open only http(s) addresses, and read text of every form", () => {
    expect(openUrlOf({ behaviors: [{ type: "open_url", default_url: "javascript:1" }] })).toBeNull();
    expect(openUrlOf({ behaviors: [{ type: "open_url", default_url: "https://e.cn" }] })).toBe("https://e.cn");
    expect(textOf({ content: "en", i18n_content: { zh_cn: "中" } })).toBe("中");
    expect(elementsOf({ schema: "2.0", body: { elements: [{ tag: "hr" }, "no"] } })).toEqual([{ tag: "hr" }]);
  });
});

it("shows cards the platform itself would take", () => {
  for (const card of [displayCard("img_v3_1", "ou_1"), actionCard("img_v3_1"), formCard("ou_1")]) {
    expect(validateCard(card)).toEqual([]);
  }
});
