import { noteNotMade, noteRecords, unknownTickets } from "../store/mirror.ts";
import { ticketsByIds, toStored } from "../store/tickets.ts";
import { NUMBER_COLUMN } from "./columns.ts";
import type { Stop } from "./fault.ts";
import { SETTLED_AFTER_MS } from "./fault.ts";
import type { TurnContext } from "./turn.ts";

/** Conditions of one search (bitable-v1/app-table-record/search). */
const FIND_MAX = 50;

/**
 * Looks for records whose creation nobody knows the end of, by the ticket's number: what is there is taken over, what is not
 * may be made. Only some time after the try, when nothing of it can still be on its way. Null = all that could be found
 * out has been.
 */
export async function findUnknown(context: TurnContext): Promise<Stop | null> {
  const { deps, mirror } = context;
  while (!context.isOver()) {
    const before = deps.clock.now() - SETTLED_AFTER_MS;
    const ids = (await unknownTickets(deps.db, before, FIND_MAX)).map(({ ticketId }) => ticketId);
    if (ids.length === 0) return null;
    const numbers = new Map(toStored(await ticketsByIds(deps.db, ids)).map(({ state }) => [state.no, state.id]));
    await context.pace();
    const found = numbers.size === 0 ? null : await mirror.table.find(NUMBER_COLUMN, [...numbers.keys()]);
    if (found?.ok === false) return found.error;
    const there = [...numbers].flatMap(([no, ticketId]) => {
      const [recordId, ...more] = found?.value.get(no) ?? [];
      // Rows somebody has copied by hand are his: only the first is ours.
      if (more.length > 0) deps.log.warn("mirror.number_twice", { ticket: ticketId, more: more.length });
      return recordId === undefined ? [] : [{ ticketId, recordId }];
    });
    const known = new Set(there.map(({ ticketId }) => ticketId));
    await noteRecords(deps.db, context.turn(), there);
    await noteNotMade(
      deps.db,
      context.turn(),
      ids.filter((id) => !known.has(id)),
    );
  }
  return null;
}
