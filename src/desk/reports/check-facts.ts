import type { Directory } from "../../domain/people/directory.ts";
import { factsOf } from "../../domain/stats/fact-change.ts";
import type { RoundFacts } from "../../domain/stats/facts.ts";
import type { TicketEvent } from "../../domain/ticket/events.ts";
import type { Database } from "../../store/database.ts";
import { roundsOfTickets, ticketIdsAfter } from "../../store/report-ledger.ts";
import { eventsOf } from "../../store/tickets.ts";

const PAGE = 100;

/** Where a stored fact is not what the events say. */
export interface FactDifference {
  readonly no: string;
  readonly round: number;
  readonly field: string;
}

/**
 * Compares every stored fact with the event log, a page of tickets at a time. Office minutes are left out: they were reckoned
 * by the calendar of their day, which may have been corrected since.
 */
export async function checkFacts(
  db: Database,
  directory: Directory,
  onDifference: (difference: FactDifference) => void,
): Promise<{ readonly tickets: number; readonly differences: number }> {
  let [tickets, differences, after] = [0, 0, ""];
  for (;;) {
    const ids = (await ticketIdsAfter(db, after, PAGE)).map(({ id }) => id);
    const last = ids.at(-1);
    if (last === undefined) return { tickets, differences };
    const stored = await roundsOfTickets(db, ids);
    const histories = new Map<string, TicketEvent[]>(ids.map((id) => [id, []]));
    for (const { event } of await eventsOf(db, ids)) histories.get(event.ticketId)?.push(event);
    for (const [id, events] of histories)
      for (const wanted of factsOf(directory, events)) {
        const found = stored.get(id)?.find(({ round }) => round === wanted.round);
        for (const field of differing(found, wanted)) {
          differences += 1;
          onDifference({ no: wanted.no, round: wanted.round, field });
        }
      }
    tickets += ids.length;
    after = last;
  }
}

/** Fields of a stored round that are not as wanted. */
export function differing(found: RoundFacts | undefined, wanted: RoundFacts): string[] {
  if (found === undefined) return ["missing"];
  return (Object.keys(wanted) as (keyof RoundFacts)[]).filter(
    (field) => field !== "handledMinutes" && found[field] !== wanted[field],
  );
}
