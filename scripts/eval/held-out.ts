import { expand } from "../../src/assistant/bank/expand.ts";
import { ExampleIndex } from "../../src/assistant/bank/nearest.ts";
import { classify } from "../../src/assistant/category/classify.ts";
import { DATA } from "../../src/assistant/data.gen.ts";

const FOLDS = 5;
const WAYS = 3;

interface Line {
  readonly category: string;
  readonly texts: readonly string[];
}

function lines(): readonly Line[] {
  const out: Line[] = [];
  let category = "other";
  for (const line of DATA.requests.split("\n")) {
    const section = /^\[(.+)\]$/u.exec(line);
    if (section) category = section[1] ?? category;
    else if (!line.startsWith("## ")) out.push({ category, texts: expand(line.replace(/^[?!]/u, ""), WAYS) });
  }
  return out;
}

/**
 * Category of the bank's own lines, each fifth judged by the other four: no line votes for its own copies. The words of the lexicon
 * are not held out, and these are bare fragments, so read it as a bound from both sides.
 */
export function heldOut(): {
  readonly right: number;
  readonly second: number;
  readonly all: number;
  readonly lines: number;
} {
  const every = lines();
  let right = 0;
  let second = 0;
  let all = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const index = new ExampleIndex();
    for (const [at, line] of every.entries())
      if (at % FOLDS !== fold)
        for (const text of line.texts)
          index.add(text, { category: line.category, intent: "new_request", learned: false });
    for (const [at, line] of every.entries()) {
      if (at % FOLDS !== fold) continue;
      for (const text of line.texts) {
        const guess = classify(text, index);
        all++;
        if (guess.category === line.category) right++;
        if (guess.category === line.category || guess.alternatives[0] === line.category) second++;
      }
    }
  }
  return { right, second, all, lines: every.length };
}
