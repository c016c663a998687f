import { TRAINED } from "../alarm.gen.ts";
import { keepingLast } from "../text/keeping-last.ts";
import { read } from "../text/read.ts";
import { withoutFigures } from "./figures.ts";
import { meanings } from "./senses.ts";

/** How much a feature counts by its kind: meanings carry over to words never seen, characters do not. */
const WEIGHT = { characters: 0.5, meaning: 1, together: 0.7, near: 0.42, mark: 0.5 };
/** Keeps a short message from being loud by one word. */
const CALM = 4;

export interface WordModel {
  readonly bias: number;
  readonly weights: ReadonlyMap<string, number>;
}

/** danger = somebody is in danger now · conduct = about the conduct of an official or a unit. */
type Ear = keyof typeof TRAINED;

const models = new Map<Ear, WordModel>();

/** First line the bias, then a weight and all features that carry it. */
function learned(ear: Ear): WordModel {
  const known = models.get(ear);
  if (known) return known;
  const [bias = "0", ...lines] = TRAINED[ear].split("\n");
  const weights = new Map<string, number>();
  for (const line of lines) {
    const [weight = "0", ...features] = line.split(" ");
    for (const feature of features) weights.set(feature, Number(weight));
  }
  const model = { bias: Number(bias), weights };
  models.set(ear, model);
  return model;
}

/**
 * What the learned ears look at, each with its share of a vector of length below 1: characters and pairs of them, meanings (one letter),
 * meanings that meet in a clause (two letters) or in neighbouring clauses (two letters and `'`), and the marks `!` and `?`.
 */
export const wordFeatures = keepingLast((text): ReadonlyMap<string, number> => {
  const meaning = withoutFigures(read(text).meaning).replaceAll(/[0-9]+/gu, "0");
  const out = new Map<string, number>();
  const plain = meaning.replaceAll(/[^\u4e00-\u9fff0]/gu, "|");
  for (let at = 0; at < plain.length; at++) {
    if (plain[at] === "|") continue;
    out.set(plain.charAt(at), WEIGHT.characters);
    if (at + 1 < plain.length && plain[at + 1] !== "|") out.set(plain.slice(at, at + 2), WEIGHT.characters);
  }
  for (const sentence of meaning.split(/[。!?;\n]+/u)) {
    let before = "";
    for (const clause of sentence.split(/[,、 ]/u)) {
      const here = meanings(clause);
      for (const [at, one] of Array.from(here).entries()) {
        out.set(one, WEIGHT.meaning);
        for (const other of here.slice(at + 1)) out.set(one + other, WEIGHT.together);
        for (const other of before) out.set(one < other ? `${one}${other}'` : `${other}${one}'`, WEIGHT.near);
      }
      before = here;
    }
  }
  if (meaning.includes("!")) out.set("!", WEIGHT.mark);
  if (/\?|吗|呢$/u.test(meaning)) out.set("?", WEIGHT.mark);
  let square = CALM;
  for (const share of out.values()) square += share * share;
  const length = Math.sqrt(square);
  for (const [feature, share] of out) out.set(feature, share / length);
  return out;
});

/** Log odds that the words together are what an ear listens for (logistic regression, see scripts/eval/train.ts). */
export function wordScore(text: string, { bias, weights }: WordModel): number {
  let sum = bias;
  for (const [feature, share] of wordFeatures(text)) sum += (weights.get(feature) ?? 0) * share;
  return sum;
}

export const alarmScore = (text: string): number => wordScore(text, learned("danger"));
export const conductScore = (text: string): number => wordScore(text, learned("conduct"));
