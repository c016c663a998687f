import type { Directory } from "../../domain/people/directory.ts";
import { factsOf } from "../../domain/stats/fact-change.ts";
import type { RoundFacts } from "../../domain/stats/facts.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { Database, Statement } from "../../store/database.ts";
import type { StoredWhole } from "../../store/rebuild.ts";
import { droppedRounds, rebuiltRound, rebuiltTicket } from "../../store/rebuild.ts";
import { differingColumns, differingFields, hasParts, isRedacted, lackingFields, refold } from "../../store/refold.ts";
import { searchWrites } from "../../store/reports.ts";
import { newParts } from "../../store/tickets.ts";
import { differing } from "../reports/check-facts.ts";
import { replanned } from "./reminders.ts";

/**
 * same = it is what its events say · moved = it changed while it was read · left = its events cannot be folded any more, and
 * why · differs = what makes it right again.
 */
export type Compared =
  | { readonly type: "same" | "moved" }
  | { readonly type: "left"; readonly why: string }
  | {
      readonly type: "differs";
      /** Names of fields, never what is in them. */
      readonly fields: readonly string[];
      /** What people are shown elsewhere is another. */
      readonly shown: boolean;
      readonly reminders: boolean;
      readonly statements: readonly Statement[];
    };

/** Compares all that is stored of a ticket with what its events make of it under the present rules. @param now UTC ms. */
export function compare(db: Database, directory: Directory, whole: StoredWhole, now: number): Compared {
  const { row, events } = whole;
  if (events.length !== row.version) return { type: "moved" };
  // A text that is gone cannot be folded into the state again.
  if (events.some(isRedacted)) return { type: "left", why: "texts were redacted" };
  const folded = refold(events);
  if ("cannot" in folded) return { type: "left", why: folded.cannot };
  const { state } = folded;

  const statements: Statement[] = [];
  const changed = differingFields(row.state, state);
  const fields = new Set([...changed, ...lackingFields(row.state, state)].map((key) => `state.${key}`));
  for (const key of differingColumns(row, state)) fields.add(`column.${key}`);
  if (fields.size > 0) statements.push(rebuiltTicket(db, state, row.headHash, now));
  if (!hasParts(whole.parts, state)) {
    fields.add("parts");
    statements.push(...newParts(db, state));
  }
  const rounds = comparedRounds(directory, whole);
  for (const name of rounds.fields) fields.add(name);
  statements.push(...rounds.rows.map((round) => rebuiltRound(db, round)));
  if (rounds.dropped) statements.push(droppedRounds(db, row.id, rounds.count));
  if (!whole.searchable || changed.some((key) => WORDS.has(key))) {
    fields.add("search");
    statements.push(...searchWrites(db, directory, null, state));
  }
  const planned = replanned(db, directory, state, whole.reminders, now);
  statements.push(...planned);
  if (statements.length === 0) return { type: "same" };
  const shown = changed.length > 0 || rounds.rows.length > 0;
  return { type: "differs", fields: [...fields], shown, reminders: planned.length > 0, statements };
}

/** What its words for the search are made of. */
const WORDS: ReadonlySet<string> = new Set<keyof TicketState>(["no", "title", "place", "requester"]);

function comparedRounds(directory: Directory, { facts, events }: StoredWhole) {
  const rounds = factsOf(
    directory,
    events.map(({ event }) => event),
  );
  const fields: string[] = [];
  const rows: RoundFacts[] = [];
  for (const round of rounds) {
    const found = facts.find((one) => one.round === round.round);
    const names = differing(found, round);
    if (names.length === 0) continue;
    fields.push(...names.map((name) => `facts.${name}`));
    // Office minutes were reckoned by the calendar of their day, which may have been corrected since.
    const kept = found?.resolvedAt === round.resolvedAt ? found.handledMinutes : round.handledMinutes;
    rows.push({ ...round, handledMinutes: kept });
  }
  const count = Math.max(...rounds.map(({ round }) => round)) + 1;
  const dropped = facts.some(({ round }) => round >= count);
  if (dropped) fields.push("facts.round");
  return { fields, rows, dropped, count };
}
