import { read } from "../text/read.ts";
import { QUESTION } from "./cues.ts";

/** Words that want to know something (要原件还是复印件?) rather than bring it. */
export function wantsToKnow(text: string): boolean {
  const { meaning } = read(text);
  return /\?\s*$/u.test(meaning) || QUESTION.test(meaning);
}
