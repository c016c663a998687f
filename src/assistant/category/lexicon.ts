import { DATA } from "../data.gen.ts";

export const CATEGORIES = [
  "land",
  "construction",
  "permit",
  "power",
  "water",
  "gas",
  "telecom",
  "road",
  "labor",
  "finance",
  "tax_fee",
  "policy",
  "environment",
  "safety",
  "inspection",
  "security",
  "village",
  "arrears",
  "investment",
  "market",
  "legal",
  "trade",
  "park",
  "integrity",
  "other",
] as const;

interface Term {
  readonly word: string;
  readonly votes: (readonly [number, number])[];
}

let byFirst: Map<string, Term[]> | null = null;

function terms(): Map<string, Term[]> {
  if (byFirst) return byFirst;
  const byWord = new Map<string, Term>();
  let category = -1;
  for (const line of DATA.lexicon.split("\n")) {
    const section = /^\[(.+)\]$/u.exec(line);
    if (section) {
      category = (CATEGORIES as readonly string[]).indexOf(section[1] ?? "");
      continue;
    }
    const [weight = "0", ...words] = line.split(" ");
    for (const word of new Set(words.map((one) => one.toLowerCase()))) {
      const term = byWord.get(word) ?? { word, votes: [] };
      if (!term.votes.some(([of]) => of === category)) term.votes.push([category, Number(weight)]);
      byWord.set(word, term);
    }
  }
  byFirst = new Map();
  for (const term of byWord.values()) {
    const first = term.word.charAt(0);
    byFirst.set(first, [...(byFirst.get(first) ?? []), term]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.word.length - a.word.length);
  return byFirst;
}

/** Words that are a place or a person before they are a matter: 到停车场 is no parking trouble. */
export interface LexiconScore {
  /** One sum per category, in the order of `CATEGORIES`. */
  readonly scores: Float64Array;
  readonly words: readonly string[];
}

/** Sum of the weights of the words found; the longest word at a place hides the shorter ones, a repeated word counts once. */
export function lexiconScore(text: string): LexiconScore {
  const table = terms();
  const scores = new Float64Array(CATEGORIES.length);
  const words: string[] = [];
  for (let i = 0; i < text.length;) {
    const hit = table.get(text.charAt(i))?.find((term) => text.startsWith(term.word, i));
    if (!hit) {
      i++;
      continue;
    }
    if (!words.includes(hit.word)) {
      words.push(hit.word);
      const share = hit.votes.length > 1 ? 0.7 : 1;
      const length = Math.min(1.6, 0.55 + hit.word.length * 0.2);
      for (const [category, weight] of hit.votes) {
        scores[category] = (scores[category] ?? 0) + weight * share * length;
      }
    }
    i += hit.word.length;
  }
  return { scores, words };
}
