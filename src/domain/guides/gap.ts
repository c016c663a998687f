import { subjects } from "./words.ts";

/** Longest a gap is kept; what it is about is in the first words. */
const MOST = 40;

/**
 * What a question without a guide was about, for the people who write guides. Who asked is not in it: digits, letters, and
 * every name the directory knows are taken out, and what stays is only the subject.
 * @param names of people and enterprises.
 */
export function gapWords(question: string, names: Iterable<string>): string {
  let text = question.replace(/(?:我叫|我是|联系人|姓名)[^，。,.\s]{1,12}/gu, " ");
  for (const name of names) if (name.length > 1) text = text.replaceAll(name, " ");
  const words = subjects(text.replace(/[a-z0-9@._-]+/giu, " ")).filter((run) => Array.from(run).length > 1);
  return Array.from(words.join(" ")).slice(0, MOST).join("");
}
