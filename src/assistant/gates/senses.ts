import { DATA } from "../data.gen.ts";

/** One letter a meaning, in the order of db/examples/gates/senses.txt: what a learned weight is filed under. */
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz123456789";

interface Senses {
  readonly words: ReadonlyMap<string, string>;
  readonly longest: number;
  readonly letters: ReadonlyMap<string, string>;
}

let table: Senses | null = null;

function senses(): Senses {
  if (table) return table;
  const words = new Map<string, string>();
  const letters = new Map<string, string>();
  let longest = 1;
  for (const [at, line] of DATA.senses.split("\n").entries()) {
    const [name = "", ...members] = line.split(" ");
    const letter = LETTERS.charAt(at);
    letters.set(name, letter);
    for (const word of members) {
      const known = words.get(word) ?? "";
      if (!known.includes(letter)) words.set(word, known + letter);
      longest = Math.max(longest, word.length);
    }
  }
  table = { words, longest, letters };
  return table;
}

/** Letters of the meanings that meet in a clause, each once, in the order of the table; longest words first. */
export function meanings(clause: string): string {
  const { words, longest } = senses();
  let found = "";
  for (let at = 0; at < clause.length;) {
    let length = Math.min(longest, clause.length - at);
    while (length > 0 && !words.has(clause.slice(at, at + length))) length--;
    found += words.get(clause.slice(at, at + length)) ?? "";
    at += Math.max(1, length);
  }
  return [...new Set(found)].sort().join("");
}

/** The letter of a meaning by its name in the table. */
export function letterOf(name: string): string {
  const letter = senses().letters.get(name);
  if (letter === undefined) throw new Error(`no such meaning: ${name}`);
  return letter;
}
