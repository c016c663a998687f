import type { Directory } from "../../domain/people/directory.ts";
import type { Lesson } from "../../store/examples.ts";

/** Shorter words mean something only where they were said. */
const LEAST = 5;
const MOST = 300;

/** Numbers by which somebody could be found are not needed to recognise a matter again. */
const withoutNumbers = (text: string): string => text.replace(/\d[\d\s-]{5,}\d/gu, " ");

/**
 * What is to be learned from a correction; null = nothing. Confidential matters teach nothing: neither a category that is, nor
 * words that the complaint gate stops (design.md, Invariants).
 * @param guarded whether the complaint gate stops these words.
 */
export function lessonOf(
  directory: Pick<Directory, "categories">,
  guarded: (text: string) => boolean,
  correction: Lesson,
): Lesson | null {
  const text = withoutNumbers(correction.text).trim().slice(0, MOST);
  const secret = [correction.category, correction.guessed].some(
    (code) => code !== null && directory.categories.get(code)?.confidential === true,
  );
  if (secret || guarded(correction.text)) return null;
  if (Array.from(text.replace(/[^\p{L}]/gu, "")).length < LEAST) return null;
  return { ...correction, text };
}
