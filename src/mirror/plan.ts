import { roundsOfTickets } from "../store/report-ledger.ts";
import { ticketsByIds, toStored } from "../store/tickets.ts";
import type { WaitingTicket } from "../store/mirror.ts";
import type { Cells } from "./base-table.ts";
import { cellsOf } from "./columns.ts";
import type { TurnContext } from "./turn.ts";

/** A ticket with the row it is to be. */
export interface Row extends WaitingTicket {
  readonly version: number;
  readonly cells: Cells;
}

export interface Plan {
  /** Records of tickets that are gone or have become confidential. */
  readonly remove: readonly (WaitingTicket & { readonly recordId: string })[];
  /** Nothing of them stands in the base, and nothing shall. */
  readonly drop: readonly WaitingTicket[];
  readonly update: readonly (Row & { readonly recordId: string })[];
  readonly create: readonly Row[];
}

/** What each waiting ticket needs. Confidential matters never leave the house (domain.md B.10). */
export async function planOf({ deps, directory }: TurnContext, waiting: readonly WaitingTicket[]): Promise<Plan> {
  const ids = waiting.map(({ ticketId }) => ticketId);
  const tickets = new Map(toStored(await ticketsByIds(deps.db, ids)).map(({ state }) => [state.id, state]));
  const rounds = await roundsOfTickets(deps.db, ids);
  const now = deps.clock.now();
  const plan = { remove: [], drop: [], update: [], create: [] } as {
    -readonly [K in keyof Plan]: Plan[K][number][];
  };
  for (const one of waiting) {
    const { recordId } = one;
    const ticket = tickets.get(one.ticketId);
    const facts = rounds.get(one.ticketId) ?? [];
    const hidden =
      ticket === undefined ||
      facts.length === 0 ||
      directory.categories.get(ticket.category ?? "")?.confidential === true;
    if (hidden) {
      if (recordId === null) plan.drop.push(one);
      else plan.remove.push({ ...one, recordId });
      continue;
    }
    const row = { ...one, version: ticket.version, cells: cellsOf(directory, ticket, facts, now) };
    if (recordId === null) plan.create.push(row);
    else plan.update.push({ ...row, recordId });
  }
  return plan;
}
