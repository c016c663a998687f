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

export interface LexiconScore {
  /** One sum per category, in the order of `CATEGORIES`. */
  readonly scores: Float64Array;
  readonly words: readonly string[];
}

const CAUSE = /^(?:因为|由于|主要是|关键是|就是因为)/u;
const TURN = /^(?:但是?|可是?|不过|然而|只是|现在|请|麻烦|想|希望|能不能|主要)/u;
const CONSEQUENCE = /导致|影响|搞得|害得|弄得|所以|结果|耽误|不然|否则|要不然?|再不|造成|说是|客户要|怕/u;

/** What is told first is mostly the matter; measured on the blind sets. */
const LATER = 0.85;

/** A cause says more about the matter than what follows from it. */
function weightOf(clause: string): readonly [number, number] {
  const after = CONSEQUENCE.exec(clause);
  const own = CAUSE.test(clause) ? 1.8 : TURN.test(clause) ? 1.1 : 1;
  return [own, after === null ? clause.length : after.index];
}

/** Sum over the clauses of a text; see `clauseScore`. */
export function lexiconScore(text: string): LexiconScore {
  const scores = new Float64Array(CATEGORIES.length);
  const words: string[] = [];
  for (const clause of text.split(/(?<=[,。!?;\n])/u)) {
    const [own, consequence] = weightOf(clause);
    const weight = words.length > 0 ? own * LATER : own;
    clauseScore(clause, weight, consequence, scores, words);
  }
  return { scores, words };
}

/** Sum of the weights of the words found; the longest word at a place hides the shorter ones, a repeated word counts once. */
function clauseScore(text: string, own: number, consequence: number, scores: Float64Array, words: string[]): void {
  const table = terms();
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
      const place = i >= consequence ? own * 0.6 : own;
      for (const [category, weight] of hit.votes) {
        if (category >= 0) scores[category] = (scores[category] ?? 0) + weight * share * length * place;
      }
    }
    i += hit.word.length;
  }
}
