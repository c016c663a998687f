import type { Guide } from "./guide.ts";
import { answersOn } from "./guide.ts";
import { clauses, otherDoing, terms, weight } from "./words.ts";

/** Something that may answer: what it is called, and the words inside it. */
export interface Candidate<T> {
  readonly item: T;
  /** Breaks ties, so that the same question is always answered the same. */
  readonly id: string;
  readonly names: readonly string[];
  readonly inside: string;
}

/** One that is surely meant, a choice of those that may be, or none. */
export type NearestOf<T> =
  | { readonly type: "one"; readonly item: T; readonly score: number }
  | { readonly type: "several"; readonly items: readonly T[] }
  | { readonly type: "none" };

/** one = this guide answers · several = one of these may · none = nothing published is near. */
export type Nearest =
  | { readonly type: "one"; readonly guide: Guide }
  | { readonly type: "several"; readonly guides: readonly Guide[] }
  | { readonly type: "none" };

/** From here a guide answers by itself; below it is only offered by name; chosen on 106 questions about the sample town. */
const ANSWERS = 0.55;
const OFFERED = 0.4;
/** Its whole name was said. */
const CALLED = 0.7;
/** Two as near as this are both offered. */
const MARGIN = 0.1;
/** With "none of these" three buttons, as many as are read at once (voice.md 6). */
export const MOST_OFFERED = 2;
/** A guide in whose papers or steps all of the subject is named, without being called so. */
const NAMED_INSIDE = 0.5;

/** Nothing is put together from several answers and nothing is guessed: it is one that is surely meant, a choice, or none. */
export function nearestOf<T>(question: string, candidates: readonly Candidate<T>[]): NearestOf<T> {
  const ranked = candidates
    .map((candidate) => ({ candidate, score: nearness(question, candidate) }))
    .filter(({ score }) => score >= OFFERED)
    .toSorted((a, b) => b.score - a.score || (a.candidate.id < b.candidate.id ? -1 : 1));
  const [first, second] = ranked;
  if (first === undefined) return { type: "none" };
  const clear = second === undefined || first.score - second.score >= MARGIN;
  if (first.score >= ANSWERS && clear) return { type: "one", item: first.candidate.item, score: first.score };
  return { type: "several", items: ranked.slice(0, MOST_OFFERED).map(({ candidate }) => candidate.item) };
}

export const guideCandidate = (guide: Guide): Candidate<Guide> => ({
  item: guide,
  id: guide.id,
  names: [guide.title, ...guide.also],
  inside: [...guide.flow, ...guide.materials.map(({ name }) => name)].join(" "),
});

/**
 * Which published guide a question is about.
 * @param day local day; a guide that is over or not yet in force does not answer (003-03).
 */
export function nearest(question: string, candidates: readonly Guide[], day: string): Nearest {
  const found = nearestOf(
    question,
    candidates.filter((guide) => answersOn(guide, day)).map((guide) => guideCandidate(guide)),
  );
  if (found.type === "one") return { type: "one", guide: found.item };
  return found.type === "several" ? { type: "several", guides: found.items } : found;
}

/** 0–1: how much the names of an answer and the subject of a question are the same. */
function nearness(question: string, candidate: Candidate<unknown>): number {
  const { names } = candidate;
  const asked = [question, ...clauses(question)].map(terms).filter((found) => found.size > 0);
  const byName = Math.max(0, ...asked.flatMap((found) => names.map((name) => alike(found, terms(name)))));
  const doing = otherDoing(question);
  const elsewhere = doing !== null && !names.some((name) => name.includes(doing));
  const named = elsewhere ? Math.min(byName, ANSWERS - 0.01) : byName;
  return Math.max(named, inside(terms(question), candidate.inside));
}

function alike(asked: ReadonlySet<string>, name: ReadonlySet<string>): number {
  const shared = weight([...asked].filter((term) => name.has(term)));
  if (shared === 0) return 0;
  const ofAsked = shared / weight(asked);
  const ofName = shared / weight(name);
  const both = (2 * ofAsked * ofName) / (ofAsked + ofName);
  // Called by its whole name in the middle of a story; a name of common words alone is none.
  return ofName > 0.99 && shared >= 1 ? Math.max(both, CALLED + 0.05 * ofAsked) : both;
}

function inside(asked: ReadonlySet<string>, text: string): number {
  if (weight(asked) < 2) return 0;
  const words = terms(text);
  return weight([...asked].filter((term) => words.has(term))) / weight(asked) > 0.8 ? NAMED_INSIDE : 0;
}
