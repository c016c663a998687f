import { gist } from "../../../domain/ticket/gist.ts";
import { texts } from "../../../texts/index.ts";
import { panel, paragraph } from "../elements.ts";
import { cut, oneLine } from "../escape.ts";
import type { Budget } from "../fit.ts";
import type { Element } from "../types.ts";

/** What fits in sight before a text is folded. */
const IN_SIGHT = 120;

/** A short request as it is; of a long story the gist, the whole of it one tap away. */
export function story(text: string, budget: Budget, title: string): Element[] {
  const whole = cut(text.trim(), budget.text);
  if (cut(whole, IN_SIGHT) === whole) return paragraph(whole);
  return [...paragraph(texts.guides.gist(cut(oneLine(gist(text)), IN_SIGHT))), ...panel(title, paragraph(whole))];
}
