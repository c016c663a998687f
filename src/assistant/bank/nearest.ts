import { DATA } from "../data.gen.ts";
import { lexiconScore } from "../category/lexicon.ts";
import { keepingLast } from "../text/keeping-last.ts";
import { read } from "../text/read.ts";
import type { Intent } from "../types.ts";
import { parseBank } from "./expand.ts";

/** A message that a person has judged; `id` lets an admin take it back. */
export interface LearnedExample {
  readonly id: string;
  readonly text: string;
  /** What the message is as a whole; `other` = 不是诉求. */
  readonly intent: Intent;
  readonly category: string | null;
}

export interface Neighbour {
  readonly text: string;
  readonly category: string | null;
  readonly intent: Intent;
  /** Cosine of weighted features, 0–1. */
  readonly similarity: number;
  readonly learned: boolean;
}

interface Entry {
  readonly text: string;
  readonly category: string | null;
  readonly intent: Intent;
  readonly learned: boolean;
}

/** Sentences kept of one template: more are near copies of each other and only cost time. */
const WAYS = 3;
/** Less alike than this, an example shows a model nothing. */
const TELLING = 0.15;
let words: Intl.Segmenter | null = null;

/** Pairs of neighbouring characters, words, and lexicon words; what the search looks at. */
const features = keepingLast((text): readonly string[] => {
  const plain = text.replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim();
  const out = new Set<string>();
  for (let i = 0; i + 1 < plain.length; i++) {
    const pair = plain.slice(i, i + 2);
    if (!pair.includes(" ")) out.add(pair);
  }
  words ??= new Intl.Segmenter("zh", { granularity: "word" });
  for (const { segment, isWordLike } of words.segment(plain))
    if (isWordLike === true && segment.length > 1) out.add(`w${segment}`);
  for (const word of lexiconScore(plain).words) out.add(`l${word}`);
  return [...out];
});

/** An inverted index over examples. Own code, because it needs cosine with idf in one pass over typed arrays at index time and query time. */
export class ExampleIndex {
  readonly #postings = new Map<string, number[]>();
  readonly #entries: Entry[] = [];
  readonly #features: (readonly string[])[] = [];
  readonly #norms: number[] = [];

  add(text: string, judged: Omit<Entry, "text">): void {
    const entry = { ...judged, text };
    const found = features(text);
    const at = this.#entries.length;
    this.#entries.push(entry);
    this.#features.push(found);
    for (const feature of found) {
      const list = this.#postings.get(feature);
      if (list) list.push(at);
      else this.#postings.set(feature, [at]);
    }
  }

  #idf(count: number): number {
    return Math.log(1 + this.#entries.length / (1 + count));
  }

  #norm(at: number): number {
    const known = this.#norms[at];
    if (known !== undefined) return known;
    let sum = 0;
    for (const feature of this.#features[at] ?? []) sum += this.#idf(this.#postings.get(feature)?.length ?? 0) ** 2;
    const norm = Math.sqrt(sum) || 1;
    this.#norms[at] = norm;
    return norm;
  }

  /** Near examples to show a model, at most two of a category. */
  examples(text: string, count: number): readonly Neighbour[] {
    const seen = new Map<string, number>();
    return this.nearest(text, count * 4)
      .filter((one) => {
        const key = one.category ?? "none";
        const times = seen.get(key) ?? 0;
        seen.set(key, times + 1);
        return one.similarity >= TELLING && times < 2;
      })
      .slice(0, count);
  }

  /** The nearest examples, best first. */
  nearest(text: string, count: number): readonly Neighbour[] {
    const found = features(text);
    const sums = new Float64Array(this.#entries.length);
    const touched: number[] = [];
    let own = 0;
    for (const feature of found) {
      const list = this.#postings.get(feature);
      const weight = this.#idf(list?.length ?? 0) ** 2;
      own += weight;
      for (const at of list ?? []) {
        const sum = sums[at] ?? 0;
        if (sum === 0) touched.push(at);
        sums[at] = sum + weight;
      }
    }
    const norm = Math.sqrt(own) || 1;
    // Thousands share a feature and a few are wanted: these are kept in order, the rest is not sorted.
    const best: { readonly at: number; readonly similarity: number }[] = [];
    for (const at of touched) {
      const similarity = (sums[at] ?? 0) / (norm * this.#norm(at));
      let place = best.length;
      while (place > 0 && similarity > (best[place - 1]?.similarity ?? 0)) place--;
      if (place >= count) continue;
      best.splice(place, 0, { at, similarity });
      if (best.length > count) best.pop();
    }
    return best.map(({ at, similarity }) => ({
      ...(this.#entries[at] ?? { text: "", category: null, intent: "other", learned: false }),
      similarity,
    }));
  }
}

let shared: ExampleIndex | null = null;

/** The index over the bank, built at first use and shared: it holds no state of any office. */
export function bankIndex(): ExampleIndex {
  if (shared) return shared;
  shared = new ExampleIndex();
  for (const example of parseBank(DATA.requests, WAYS)) {
    shared.add(example.text, {
      category: example.category,
      intent: example.question ? "question" : "new_request",
      learned: false,
    });
  }
  return shared;
}

/** A small index over what people corrected, beside the shared one. */
export function learnedIndex(examples: readonly LearnedExample[]): ExampleIndex | null {
  if (examples.length === 0) return null;
  const index = new ExampleIndex();
  for (const example of examples.toReversed()) {
    index.add(read(example.text).meaning, { category: example.category, intent: example.intent, learned: true });
  }
  return index;
}
