import type { Card } from "./types.ts";

/** How much of people's own words a card shows. */
export interface Budget {
  /** Characters of the request, of a result, of a reason. */
  readonly text: number;
  /** Characters of one line of history. */
  readonly note: number;
  /** Lines of history. */
  readonly notes: number;
}

const BUDGETS: readonly Budget[] = [
  { text: 2000, note: 300, notes: 20 },
  { text: 800, note: 150, notes: 12 },
  { text: 300, note: 80, notes: 8 },
  { text: 100, note: 40, notes: 4 },
];

/** The platform refuses cards above 30 KB (feishu.md 4.2); what our estimate may miss stays free. */
const MAX_BYTES = 27 * 1024;

export const cardBytes = (card: Card): number => bytesOf(JSON.stringify(card));
const bytesOf = (json: string): number => new TextEncoder().encode(json).length;

/** A card and its JSON, which its size was taken from: made once, for who needs both. */
export interface Fitted {
  readonly card: Card;
  readonly json: string;
}

/** The fullest rendering that the platform takes. */
export const fitted = (render: (budget: Budget) => Card): Card => fittedJson(render).card;

export function fittedJson(render: (budget: Budget) => Card): Fitted {
  let last: Fitted | null = null;
  for (const budget of BUDGETS) {
    const card = render(budget);
    const json = JSON.stringify(card);
    last = { card, json };
    // No character takes more than three bytes: most cards need no counting.
    if (json.length * 3 <= MAX_BYTES || bytesOf(json) <= MAX_BYTES) return last;
  }
  if (last === null) throw new Error("no budget");
  return last;
}
