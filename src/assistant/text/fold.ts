import { traditionalPairs, typoPairs } from "./tables.ts";

/** `text` has exactly the length of `raw`, so that a span found in one can be cut from the other. */
export interface Folded {
  readonly raw: string;
  readonly text: string;
  /** Share of Traditional characters among the Chinese ones, 0–1. */
  readonly traditionalShare: number;
}

let table: Map<string, string> | null = null;

function traditional(): Map<string, string> {
  if (table) return table;
  table = new Map();
  for (const pair of traditionalPairs().split(/\s+/u)) {
    if (pair.length === 2) table.set(pair.charAt(0), pair.charAt(1));
  }
  return table;
}

/** Full-width to half-width, Traditional to Simplified, upper to lower case, typos: one code unit stays one code unit. */
export function fold(raw: string): Folded {
  const map = traditional();
  let out = "";
  let chinese = 0;
  let changed = 0;
  for (let i = 0; i < raw.length; i++) {
    const char = raw.charAt(i);
    const code = raw.charCodeAt(i);
    if (code >= 0xff01 && code <= 0xff5e) out += String.fromCharCode(code - 0xfee0).toLowerCase();
    else if (code === 0x3000 || code === 0xa0 || code === 9 || code === 0x200b || code === 0xfeff) out += " ";
    else if (code >= 0x4e00 && code <= 0x9fff) {
      const simple = map.get(char);
      chinese++;
      if (simple !== undefined) changed++;
      out += simple ?? char;
    } else if (code < 0x80) out += char.toLowerCase();
    else out += char;
  }
  for (const [wrong, right] of typoPairs()) if (out.includes(wrong)) out = out.replaceAll(wrong, right);
  return { raw, text: out, traditionalShare: chinese === 0 ? 0 : changed / chinese };
}

/** `[图片]` and its like: what is left is the words. Also the mark in front of recognised speech. */
export function withoutMedia(text: string): string {
  return text
    .replaceAll(/\[(?:图片|文件|语音|视频|动画表情|语音转文字|表情|位置|名片|链接|微笑|抱拳|强|玫瑰|ok)\]/gu, " ")
    .trim();
}

/** Whether the message brings something that is not text. */
export function hasMedia(text: string): boolean {
  return /\[(?:图片|文件|语音|视频|位置)\]/u.test(text);
}
