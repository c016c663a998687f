import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clean, cut, escapeMarkdown, escapeText, oneLine } from "../../../src/feishu/cards/escape.ts";
import type { Inline } from "../../../src/sandbox/page/cards/markdown-inline.ts";
import { inlineText } from "../../../src/sandbox/page/cards/markdown-inline.ts";
import { parseMarkdown } from "../../../src/sandbox/page/cards/markdown.ts";
import { HOSTILE } from "../../../src/local/gallery/extremes.ts";

/** Pieces that mean something in card markdown, in text messages or in HTML, mixed with ordinary words. */
const PIECES: readonly string[] = [
  ..."<at id=all></at>|<at user_id='ou_1'>x</at>|<font color='red'>|</font>|<b>|</b>|<a href=x>|<br>|<hr>".split("|"),
  ..."** * _ ~~ ` ``` [点](https://e.invalid) ![x](img) ]( :DONE: &#60; &lt; & \\ $x$ --- === www.e.invalid".split(" "),
  ..."@_all @所有人 停电 abc 14000001001 👨‍👩‍👧 https://e.invalid a@e.invalid".split(" "),
  "# ",
  "- ",
  "+ ",
  "1. ",
  "> ",
  "|a|b|",
  "|-|-|",
  "\n",
  "\r\n",
  "\n\n\n",
  "    ",
  "\t",
  "\u2028",
  "\u202e",
  "\u0000",
];
const piece = fc.constantFrom(...PIECES);
const userText = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constant(HOSTILE),
);

const kinds = (inlines: readonly Inline[]): string[] => inlines.map(({ type }) => type);

describe("what people write stays words", () => {
  test("no text makes markup, a tag, a mention, a link, a list or a new block of card markdown", () => {
    fc.assert(
      fc.property(userText, (text) => {
        const blocks = parseMarkdown(escapeMarkdown(text));
        for (const block of blocks) {
          expect(block.type).toBe("paragraph");
          if (block.type === "paragraph")
            expect(kinds(block.children).every((kind) => kind === "text" || kind === "br")).toBe(true);
        }
        // Nothing is lost either: what is read is what was written.
        const read = blocks.map((block) => (block.type === "paragraph" ? inlineText(block.children) : "")).join("\n\n");
        expect(read).toBe(clean(text));
      }),
      { numRuns: 2000 },
    );
  });

  test("no text gets out of a bold or a grey line", () => {
    fc.assert(
      fc.property(userText, (text) => {
        const line = escapeMarkdown(oneLine(text));
        fc.pre(line !== "");
        const [block, ...more] = parseMarkdown(`**${line}** 后`);
        expect(more).toEqual([]);
        expect(block?.type === "paragraph" && kinds(block.children)).toEqual(["bold", "text"]);
        const [grey] = parseMarkdown(`<font color='grey'>${line}</font>`);
        expect(grey?.type === "paragraph" && kinds(grey.children)).toEqual(["font"]);
      }),
      { numRuns: 2000 },
    );
  });

  test("no text makes a mention, a style or a link of a text message", () => {
    fc.assert(
      fc.property(userText, (text) => {
        const sent = escapeText(text);
        expect(sent).not.toMatch(/[<>]|\]\(|@_/u);
        // Only the active signs are changed.
        expect(sent.replaceAll("\uff1c", "<").replaceAll("\uff1e", ">").replaceAll("] (", "](").length).toBe(
          clean(text).replaceAll("\uff1c", "<").replaceAll("\uff1e", ">").replaceAll("] (", "](").length,
        );
      }),
      { numRuns: 2000 },
    );
  });

  test("ordinary text is left readable in the JSON", () => {
    expect(escapeMarkdown("纬二路20号停电,电话140-0000-1001。")).toBe("纬二路20号停电,电话140-0000-1001。");
  });

  test("a cut never splits a character in two", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 20 }), (text, max) => {
        const short = cut(text, max);
        expect(short.isWellFormed()).toBe(true);
        expect(Array.from(short).length).toBeLessThanOrEqual(max);
      }),
    );
  });
});
