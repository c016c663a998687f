import { DATA } from "../data.gen.ts";
import { read } from "../text/read.ts";

/**
 * Above this the words together sound like danger though no rule knows the sentence. Chosen by leaving out one whole set of messages
 * at a time: half of all dangers are heard by words alone, at about one alarm too many in three hundred messages.
 */
const LOUD = 2.7;
let weights: Map<string, number> | null = null;

function table(): Map<string, number> {
  weights ??= new Map(
    DATA.alarm.split(" ").map((entry) => {
      const at = entry.indexOf("=");
      return [entry.slice(0, at), Number(entry.slice(at + 1)) / 10] as const;
    }),
  );
  return weights;
}

/** Characters and neighbouring pairs. */
export function alarmFeatures(text: string): readonly string[] {
  const plain = read(text).meaning.replaceAll(/[^\u4e00-\u9fff]+/gu, "|");
  const out = new Set<string>();
  for (let i = 0; i < plain.length; i++) {
    if (plain[i] === "|") continue;
    out.add(plain.charAt(i));
    if (i + 1 < plain.length && plain[i + 1] !== "|") out.add(plain.slice(i, i + 2));
  }
  return [...out];
}

/** How much the words of a text are those of danger rather than of everyday matters (naive Bayes, log odds, damped by length). */
function alarmScore(text: string): number {
  const found = alarmFeatures(text);
  let sum = 0;
  for (const feature of found) sum += table().get(feature) ?? 0;
  return sum / Math.sqrt(found.length + 4);
}

export function soundsLikeDanger(text: string): boolean {
  return alarmScore(text) > LOUD;
}
