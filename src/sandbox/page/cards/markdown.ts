import { parseInline } from "./markdown-inline.ts";
import type { Inline } from "./markdown-inline.ts";

/** Blocks of the card markdown dialect (feishu.md 4.3): CommonMark without HTML blocks, plus Feishu's tags. */
export type Block =
  | { type: "paragraph"; children: Inline[] }
  | { type: "heading"; level: number; children: Inline[] }
  | { type: "code"; language: string; text: string }
  | { type: "quote"; children: Block[] }
  | { type: "list"; ordered: boolean; start: number; items: Block[][] }
  | { type: "table"; header: Inline[][]; align: ("left" | "center" | "right")[]; rows: Inline[][][] }
  | { type: "hr" };

const FENCE = /^\s*```\s*([\w+-]*)\s*$/u;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/u;
const RULE = /^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|<hr\s*\/?>)\s*$/u;
const QUOTE = /^\s*>\s?(.*)$/u;
const ITEM = /^(\s*)(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/u;
const TABLE_ROW = /^\s*\|.*\|\s*$/u;
const TABLE_RULE = /^\s*\|(?:\s*:?-+:?\s*\|)+\s*$/u;

/** Parses card markdown. Never throws: what is not understood stays text, and no HTML survives as HTML. */
export function parseMarkdown(source: string): Block[] {
  return parseLines(source.replace(/\r\n?/gu, "\n").split("\n"));
}

function parseLines(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const flush = () => {
    if (paragraph.some((line) => line.trim() !== "")) {
      blocks.push({ type: "paragraph", children: parseInline(paragraph.join("\n").trim()) });
    }
    paragraph = [];
  };

  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const special = startOf(lines, at);
    if (special) {
      flush();
      blocks.push(special.block);
      at = special.next;
      continue;
    }
    if (line.trim() === "") flush();
    else paragraph.push(line);
    at += 1;
  }
  flush();
  return blocks;
}

function startOf(lines: readonly string[], at: number): { block: Block; next: number } | null {
  const line = lines[at] ?? "";
  const fence = FENCE.exec(line);
  if (fence) return readFence(lines, at, fence[1] ?? "");
  const heading = HEADING.exec(line);
  if (heading) {
    const level = heading[1]?.length ?? 1;
    return { block: { type: "heading", level, children: parseInline(heading[2] ?? "") }, next: at + 1 };
  }
  if (RULE.test(line)) return { block: { type: "hr" }, next: at + 1 };
  if (QUOTE.test(line)) {
    const inner = takeWhile(lines, at, (row) => QUOTE.test(row)).map((row) => QUOTE.exec(row)?.[1] ?? "");
    return { block: { type: "quote", children: parseLines(inner) }, next: at + inner.length };
  }
  if (ITEM.test(line)) return readList(lines, at);
  if (TABLE_ROW.test(line) && TABLE_RULE.test(lines[at + 1] ?? "")) return readTable(lines, at);
  return null;
}

function readFence(lines: readonly string[], at: number, language: string): { block: Block; next: number } {
  const text = takeWhile(lines, at + 1, (row) => !/^\s*```\s*$/u.test(row));
  return { block: { type: "code", language, text: text.join("\n") }, next: at + text.length + 2 };
}

function readList(lines: readonly string[], at: number): { block: Block; next: number } {
  const first = ITEM.exec(lines[at] ?? "");
  const indent = first?.[1]?.length ?? 0;
  const ordered = first?.[3] !== undefined;
  const items: string[][] = [];
  let next = at;
  while (next < lines.length) {
    const line = lines[next] ?? "";
    const item = ITEM.exec(line);
    if (item && (item[1]?.length ?? 0) <= indent) {
      if ((item[3] !== undefined) !== ordered || (item[1]?.length ?? 0) < indent) break;
      items.push([item[4] ?? ""]);
    } else if (/^\s{2,}\S/u.test(line) && items.length > 0) {
      // Cut the marker's own width only, so that a third level keeps its distance from the second.
      items.at(-1)?.push(line.slice(indent + 2));
    } else break;
    next += 1;
  }
  const start = Number(first?.[3] ?? 1);
  return { block: { type: "list", ordered, start, items: items.map((item) => parseLines(item)) }, next };
}

function readTable(lines: readonly string[], at: number): { block: Block; next: number } {
  const rows = takeWhile(lines, at, (row) => TABLE_ROW.test(row));
  const align = cells(rows[1] ?? "").map((cell) => {
    if (/^:-+:$/u.test(cell)) return "center" as const;
    return cell.endsWith(":") ? ("right" as const) : ("left" as const);
  });
  const header = cells(rows[0] ?? "").map((cell) => parseInline(cell));
  const body = rows.slice(2).map((row) => cells(row).map((cell) => parseInline(cell)));
  return { block: { type: "table", header, align, rows: body }, next: at + rows.length };
}

function cells(row: string): string[] {
  const inner = row.trim().replace(/^\|/u, "").replace(/\|$/u, "");
  return inner.split(/(?<!\\)\|/u).map((cell) => cell.replaceAll("\\|", "|").trim());
}

function takeWhile(lines: readonly string[], from: number, wanted: (line: string) => boolean): string[] {
  const end = lines.findIndex((line, index) => index >= from && !wanted(line));
  return lines.slice(from, end === -1 ? lines.length : end);
}
