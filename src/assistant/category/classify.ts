import { bankIndex } from "../bank/nearest.ts";
import type { ExampleIndex } from "../bank/nearest.ts";
import { CATEGORIES, lexiconScore } from "./lexicon.ts";
import { PATTERNS } from "./patterns.ts";

export interface CategoryGuess {
  /** Null when nothing in the words speaks for any. */
  readonly category: string | null;
  /** 0–1 */
  readonly probability: number;
  /** Weight of the words that speak for it; a strong word brings about 3. */
  readonly evidence: number;
  /** Next best, best first. */
  readonly alternatives: readonly string[];
  readonly words: readonly string[];
  readonly scores: Float64Array;
}

const NEIGHBOURS = 8;
/** How much a turn of speech weighs against words; measured on the blind sets. */
const TURN = 0.5;
/** Less alike than this, an example says nothing. */
const FAR = 0.2;
/** With one clear word the examples only break ties; measured on the blind sets. */
const CLEAR = 2;

/** Which of the 25 categories a matter belongs to. `index` = the examples that vote; the whole bank unless part of it is held out. */
export function classify(text: string, index: ExampleIndex = bankIndex()): CategoryGuess {
  const { scores, words } = lexiconScore(text);
  for (const [category, weight, pattern] of PATTERNS) {
    const at = (CATEGORIES as readonly string[]).indexOf(category);
    if (pattern.test(text)) scores[at] = (scores[at] ?? 0) + weight * TURN;
  }
  const known = Math.max(...scores);
  const told = Float64Array.from(scores);
  const weight = known < CLEAR ? 2.5 : 0.6;
  for (const near of index.nearest(text, NEIGHBOURS)) {
    const at = (CATEGORIES as readonly string[]).indexOf(near.category ?? "");
    if (near.similarity >= FAR) scores[at] = (scores[at] ?? 0) + weight * near.similarity;
  }
  const order = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  const best = scores[order[0] ?? 0] ?? 0;
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - best);
  const names = order.filter((at) => (scores[at] ?? 0) > 0).map((at) => CATEGORIES[at] ?? "other");
  return {
    category: best > 0 ? (names[0] ?? null) : null,
    probability: best > 0 ? 1 / sum : 0,
    evidence: best > 0 ? (told[order[0] ?? 0] ?? 0) : 0,
    alternatives: names.slice(1, 4),
    words,
    scores,
  };
}
