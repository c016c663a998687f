import type { ExampleIndex } from "./bank/nearest.ts";
import { read } from "./text/read.ts";
import type { Intent, Understanding } from "./types.ts";

/** As alike as the same complaint told twice; a looser bound would let one correction rule over its neighbours. */
const SAME = 0.62;
const VERY = 0.9;
const NO_MATTER = new Set<Intent>(["other", "greeting"]);

/**
 * What people corrected outweighs rules and bank, but never a gate: the same mistake is not made twice. The newest correction of the
 * nearest words wins.
 */
export function applyLearned(own: Understanding, text: string, learned: ExampleIndex): Understanding {
  const gated = own.intent === "emergency" || own.intent === "complaint" || own.flags.includes("injection");
  if (gated) return own;
  const whole = learned.nearest(read(text).meaning, 1)[0];
  // What reads as urgent is only quieted by the very same words.
  const enough = own.urgency === "high" || own.urgency === "emergency" ? VERY : SAME;
  if (whole && whole.similarity >= enough && whole.intent === "question" && own.intent === "new_request") {
    const items = own.items.map((item) => ({ ...item, intent: whole.intent, urgency: "low" as const }));
    return { ...own, intent: whole.intent, urgency: "low", items, confidence: 0.9, by: "examples" };
  }
  if (whole && whole.similarity >= enough && NO_MATTER.has(whole.intent)) {
    return {
      ...own,
      intent: whole.intent,
      also: [],
      category: null,
      urgency: "low",
      items: [],
      confidence: 0.9,
      by: "examples",
    };
  }
  if (
    whole &&
    whole.similarity >= SAME &&
    own.items.length === 0 &&
    whole.intent !== own.intent &&
    whole.intent !== "new_request" &&
    whole.intent !== "question"
  ) {
    return { ...own, intent: whole.intent, confidence: 0.85, by: "examples" };
  }
  let changed = false;
  const items = own.items.map((item) => {
    const near = learned.nearest(read(item.text).meaning, 1)[0];
    if (!near || near.similarity < SAME || near.category === null || near.category === item.category) return item;
    changed = true;
    return { ...item, category: near.category };
  });
  if (!changed) return own;
  const alternatives = own.category === null ? own.alternatives : [own.category, ...own.alternatives];
  return {
    ...own,
    items,
    category: items[0]?.category ?? null,
    alternatives: [...new Set(alternatives)].slice(0, 3),
    confidence: 0.9,
    by: "examples",
  };
}
