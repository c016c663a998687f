import type { Directory } from "../../domain/people/directory.ts";
import { factsOf } from "../../domain/stats/fact-change.ts";
import { replay } from "../../domain/ticket/evolve.ts";
import type { TicketEvent } from "../../domain/ticket/events.ts";
import type { Database, Statement } from "../../store/database.ts";
import { writeAll } from "../../store/database.ts";
import { indexImported } from "../../store/imported-ledger.ts";
import { ticketsWithoutFacts } from "../../store/report-ledger.ts";
import { factWrites, searchWrites } from "../../store/reports.ts";
import { eventsOf } from "../../store/tickets.ts";

const PAGE = 100;

/** Makes the facts of tickets that were written before there were any. Safe to run again. Returns how many it made. */
export async function rebuildFacts(db: Database, directory: Directory): Promise<number> {
  let made = 0;
  for (;;) {
    const ids = (await ticketsWithoutFacts(db, PAGE)).map(({ id }) => id);
    if (ids.length === 0) return made;
    const histories = new Map<string, TicketEvent[]>();
    for (const { event } of await eventsOf(db, ids)) {
      const own = histories.get(event.ticketId);
      if (own === undefined) histories.set(event.ticketId, [event]);
      else own.push(event);
    }
    const statements: Statement[] = [];
    for (const events of histories.values())
      statements.push(
        ...factWrites(db, { rounds: factsOf(directory, events), earlier: null }),
        ...searchWrites(db, directory, null, replay(events)),
      );
    // A ticket without events would come back for ever.
    if (statements.length === 0) throw new Error("tickets without events");
    await writeAll(db, statements);
    made += histories.size;
  }
}

/** Makes the search words of rows taken over before they could be looked for. Safe to run again. Returns how many it made. */
export async function rebuildImportedSearch(db: Database): Promise<number> {
  let made = 0;
  for (;;) {
    const page = await indexImported(db, PAGE, (statements) => writeAll(db, statements));
    made += page;
    if (page < PAGE) return made;
  }
}
