import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMarkdown } from "../../../src/sandbox/page/cards/markdown.ts";
import type { Block } from "../../../src/sandbox/page/cards/markdown.ts";
import { inlineText, parseInline } from "../../../src/sandbox/page/cards/markdown-inline.ts";
import type { Inline } from "../../../src/sandbox/page/cards/markdown-inline.ts";

const everyInline = (inlines: readonly Inline[]): Inline[] =>
  inlines.flatMap((inline) => ("children" in inline ? [inline, ...everyInline(inline.children)] : [inline]));

const inlinesOf = (block: Block): Inline[] => {
  switch (block.type) {
    case "paragraph":
    case "heading":
      return everyInline(block.children);
    case "quote":
      return block.children.flatMap(inlinesOf);
    case "list":
      return block.items.flat().flatMap(inlinesOf);
    case "table":
      return [block.header, ...block.rows].flat().flatMap(everyInline);
    case "code":
    case "hr":
      return [];
  }
  return [];
};

/** Feishu's way to print user text: every character that is no letter or digit as a numeric entity. */
const escape = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, (char) => `&#${char.codePointAt(0)};`);

describe("inline markdown", () => {
  it.each<[string, Inline[]]>([
    ["**粗**", [{ type: "bold", children: [{ type: "text", text: "粗" }] }]],
    ["*斜*", [{ type: "italic", children: [{ type: "text", text: "斜" }] }]],
    ["~~删~~", [{ type: "strike", children: [{ type: "text", text: "删" }] }]],
    ["`a*b*`", [{ type: "code", text: "a*b*" }]],
    ["a<br>b", [{ type: "text", text: "a" }, { type: "br" }, { type: "text", text: "b" }]],
    ["<at id=ou_1></at>", [{ type: "at", ids: ["ou_1"] }]],
    ["<at ids='ou_1, ou_2'></at>", [{ type: "at", ids: ["ou_1", "ou_2"] }]],
    ["<at id=all></at>", [{ type: "at", ids: ["all"] }]],
    ["<text_tag color='red'>超期</text_tag>", [{ type: "tag", color: "red", text: "超期" }]],
    [":DONE:", [{ type: "emoji", name: "DONE" }]],
    ["17:30", [{ type: "text", text: "17:30" }]],
    ["2 * 3 * 4", [{ type: "text", text: "2 * 3 * 4" }]],
    ["a < b && c > d", [{ type: "text", text: "a < b && c > d" }]],
    ["&#60;b&#62;", [{ type: "text", text: "<b>" }]],
    ["&lt;font color='red'&gt;", [{ type: "text", text: "<font color='red'>" }]],
  ])("%s", (source, expected) => {
    expect(parseInline(source)).toEqual(expected);
  });

  it("nests: bold inside a colour, a link inside bold", () => {
    expect(parseInline("<font color='orange'>还剩**1个**工作日</font>")).toEqual([
      {
        type: "font",
        color: "orange",
        children: [
          { type: "text", text: "还剩" },
          { type: "bold", children: [{ type: "text", text: "1个" }] },
          { type: "text", text: "工作日" },
        ],
      },
    ]);
    expect(parseInline("**[原文](https://example.com)**")).toEqual([
      {
        type: "bold",
        children: [{ type: "link", url: "https://example.com", children: [{ type: "text", text: "原文" }] }],
      },
    ]);
  });

  it.each(["[点我](javascript:alert(1))", "[点我](data:text/html,x)", "<a href='javascript:alert(1)'>点我</a>"])(
    "keeps the words and drops the address of %s",
    (source) => {
      const inlines = everyInline(parseInline(source));
      expect(inlines.some((inline) => inline.type === "link")).toBe(false);
      expect(inlineText(inlines)).toContain("点我");
    },
  );

  it("shows escaped user text exactly as it was written, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const inlines = parseInline(escape(text));
        expect(inlines.every((inline) => inline.type === "text")).toBe(true);
        expect(inlineText(inlines)).toBe(text);
      }),
    );
  });

  it("never makes a link of any other scheme, from any pieces", () => {
    const piece = fc.constantFrom(
      "[a](",
      ")",
      "javascript:x",
      "<a href='",
      "'>",
      "</a>",
      "https://e.cn",
      "**",
      "<font color=red>",
      "</font>",
      "\n",
      "|",
      "- ",
      "> ",
      "```",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        for (const inline of parseMarkdown(pieces.join("")).flatMap(inlinesOf)) {
          if (inline.type === "link") expect(inline.url).toMatch(/^(https?:\/\/|mailto:|tel:)/u);
        }
      }),
    );
  });
});

describe("blocks", () => {
  it("breaks a line where the text does, and a paragraph at an empty line", () => {
    expect(parseMarkdown("一\n二\n\n三")).toEqual([
      { type: "paragraph", children: [{ type: "text", text: "一" }, { type: "br" }, { type: "text", text: "二" }] },
      { type: "paragraph", children: [{ type: "text", text: "三" }] },
    ]);
  });

  it("reads lists in lists and keeps the first number", () => {
    const [list] = parseMarkdown("3. 甲\n   - 子一\n   - 子二\n4. 乙");
    expect(list).toMatchObject({ type: "list", ordered: true, start: 3 });
    expect(list?.type === "list" && list.items.map((item) => item.map((block) => block.type))).toEqual([
      ["paragraph", "list"],
      ["paragraph"],
    ]);
  });

  it("reads tables with alignment and escaped bars", () => {
    const [table] = parseMarkdown("| 项目 | 数 |\n|---|--:|\n| a\\|b | 1 |");
    expect(table).toMatchObject({ type: "table", align: ["left", "right"] });
    expect(table?.type === "table" && table.rows.map((row) => row.map((cell) => inlineText(cell)))).toEqual([
      ["a|b", "1"],
    ]);
  });

  it("reads code, quotes, headings and rules", () => {
    expect(parseMarkdown("```sql\nselect **1**\n```\n> 引用\n\n## 标题\n---").map((block) => block.type)).toEqual([
      "code",
      "quote",
      "heading",
      "hr",
    ]);
  });

  it("loses no letter of plain prose", () => {
    const word = fc.stringMatching(/^[\p{L}\p{N}]{1,8}$/u);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
        const text = words.join(" ");
        expect(
          parseMarkdown(text).map((block) => (block.type === "paragraph" ? inlineText(block.children) : "")),
        ).toEqual([text]);
      }),
    );
  });
});
