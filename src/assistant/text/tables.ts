import { DATA } from "../data.gen.ts";

/** Characters by reading: lines of "reading characters". */
export function pinyinLines(): string {
  return DATA.pinyin;
}

/** Blank-separated pairs of a Traditional character and its Simplified form. */
export function traditionalPairs(): string {
  return DATA.traditional;
}

let typos: readonly (readonly [string, string])[] | null = null;

/** Frequent slips, each with what was meant; both of equal length. */
export function typoPairs(): readonly (readonly [string, string])[] {
  typos ??= DATA.typos.split("\n").map((line) => {
    const [wrong = "", right = ""] = line.split(" ");
    return [wrong, right] as const;
  });
  return typos;
}
