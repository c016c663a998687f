import { wordFeatures } from "../../src/assistant/gates/alarm.ts";
import type { WordModel } from "../../src/assistant/gates/alarm.ts";

/** A sentence and whether it is what the ear listens for. */
interface Heard {
  readonly text: string;
  readonly yes: boolean;
}

interface Row {
  readonly features: ReadonlyMap<string, number>;
  readonly yes: boolean;
}

/** Features kept of what is learned: what a Worker's bundle has room for. Held-out recall hardly grows with more. */
export const KEPT = { danger: 2300, conduct: 900 };
const ROUNDS = 25;
const RATE = 0.5;
const DECAY = 2e-4;
/** What is not heard weighs as much as this many alarms too many. */
const MISSED = 2;
/** Weights are rounded to this, smaller ones left out. */
const STEP = 0.5;

/** Logistic regression by AdaGrad in a fixed shuffled order; `only` = the features it may use. */
function descend(rows: readonly Row[], only: ReadonlySet<string>): WordModel {
  const at = new Map([...only].map((feature, i) => [feature, i] as const));
  const weights = new Float64Array(at.size);
  const seen = new Float64Array(at.size).fill(1e-3);
  let bias = 0;
  let biasSeen = 1e-3;
  const sparse = rows.map(({ features, yes }) => ({
    yes,
    terms: [...features].flatMap(([feature, share]) => {
      const index = at.get(feature);
      return index === undefined ? [] : [{ index, share }];
    }),
  }));
  const order = sparse.map((_, i) => i);
  let seed = 7;
  const below = (limit: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return seed % limit;
  };
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = below(i + 1);
      [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
    }
    for (const i of order) {
      const row = sparse[i];
      if (!row) continue;
      let sum = bias;
      for (const { index, share } of row.terms) sum += (weights[index] ?? 0) * share;
      const error = (1 / (1 + Math.exp(-sum)) - (row.yes ? 1 : 0)) * (row.yes ? MISSED : 1);
      for (const { index, share } of row.terms) {
        const slope = error * share + DECAY * (weights[index] ?? 0);
        seen[index] = (seen[index] ?? 0) + slope * slope;
        weights[index] = (weights[index] ?? 0) - (RATE * slope) / Math.sqrt(seen[index] ?? 1);
      }
      biasSeen += error * error;
      bias -= (RATE * error) / Math.sqrt(biasSeen);
    }
  }
  return { bias, weights: new Map([...at].map(([feature, i]) => [feature, weights[i] ?? 0])) };
}

/** Trained twice: with all features, then with the `kept` ones that say most; the same every time. */
export function train(all: readonly Heard[], kept: number): WordModel {
  const rows = all.map(({ text, yes }) => ({ features: wordFeatures(text), yes }));
  const times = new Map<string, number>();
  for (const { features } of rows)
    for (const feature of features.keys()) times.set(feature, (times.get(feature) ?? 0) + 1);
  const common = new Set([...times].filter(([, count]) => count > 1).map(([feature]) => feature));
  const first = descend(rows, common);
  const telling = [...first.weights]
    .map(([feature, weight]) => ({ feature, says: Math.abs(weight) * Math.sqrt(times.get(feature) ?? 0) }))
    .sort((a, b) => b.says - a.says || (a.feature < b.feature ? -1 : 1))
    .slice(0, kept);
  const { bias, weights } = descend(rows, new Set(telling.map(({ feature }) => feature).sort()));
  const rounded = [...weights].map(([feature, weight]) => [feature, Math.round(weight / STEP) * STEP] as const);
  return { bias: Math.round(bias * 10) / 10, weights: new Map(rounded.filter(([, weight]) => weight !== 0)) };
}

/** The form `src/assistant/gates/alarm.ts` reads: the bias, then a line for each weight with its features. */
export function modelText({ bias, weights }: WordModel): string {
  const byWeight = new Map<number, string[]>();
  for (const [feature, weight] of weights) byWeight.set(weight, [...(byWeight.get(weight) ?? []), feature]);
  const rows = [...byWeight].sort(([a], [b]) => a - b).map(([weight, list]) => [weight, ...list.sort()].join(" "));
  return [bias, ...rows].join("\n");
}
