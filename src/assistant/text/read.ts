import { fold, withoutMedia } from "./fold.ts";
import { gloss } from "./gloss.ts";
import type { Folded } from "./fold.ts";
import { keepingLast } from "./keeping-last.ts";

export interface Reading extends Folded {
  /** What rules and examples look at: folded, without media marks, English and pinyin put into Chinese. */
  readonly meaning: string;
}

/** Longer than anybody writes on a phone; what comes after is not looked at, so that no message costs seconds. */
const LONGEST = 4000;

export const read = keepingLast((raw: string): Reading => {
  const folded = fold(raw.slice(0, LONGEST));
  return { ...folded, meaning: gloss(withoutMedia(folded.text)) };
});
