import type { TicketLine } from "../../../desk/outgoing.ts";
import { cut, oneLine } from "../escape.ts";

const WORDS_MAX = 300;
const NAME_MAX = 40;

/** People's own words on one line and no longer than one reads under a card; the card has all of them. */
export function shortened(line: TicketLine): TicketLine {
  const fields = Object.entries(line).map(([key, value]: [string, unknown]) => {
    if (typeof value !== "string") return [key, value];
    return [key, cut(oneLine(value), ["text", "reason", "plan"].includes(key) ? WORDS_MAX : NAME_MAX)];
  });
  return Object.fromEntries(fields) as TicketLine;
}
