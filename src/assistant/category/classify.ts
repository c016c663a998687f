import { CATEGORIES, lexiconScore } from "./lexicon.ts";

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

/** Which of the 25 categories a matter belongs to. */
export function classify(text: string): CategoryGuess {
  const { scores, words } = lexiconScore(text);
  const order = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  const best = scores[order[0] ?? 0] ?? 0;
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - best);
  const names = order.filter((at) => (scores[at] ?? 0) > 0).map((at) => CATEGORIES[at] ?? "other");
  return {
    category: best > 0 ? (names[0] ?? null) : null,
    probability: best > 0 ? 1 / sum : 0,
    evidence: best,
    alternatives: names.slice(1, 4),
    words,
    scores,
  };
}
