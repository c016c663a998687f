import { addWorkingDays } from "../calendar/index.ts";
import type { Directory } from "../people/directory.ts";
import type { TicketState } from "./state.ts";

/** When it was returned and nobody has decided on that yet; UTC ms, null = it was not. */
export function returnedAt(ticket: TicketState): number | null {
  const at = ticket.notes.findLast(({ kind }) => kind === "returned")?.at ?? null;
  return ticket.stage === "triage" && at !== null && at >= ticket.clockStartedAt ? at : null;
}

/**
 * Until when somebody accepts it or decides where it goes, UTC ms: the limit of acceptance; for a return the close of the
 * working day on which it came back (domain.md B.3), where the return gave no limit of its own.
 */
export function dispatchBy({ calendar }: Pick<Directory, "calendar">, ticket: TicketState): number {
  const at = returnedAt(ticket);
  const { acceptBy } = ticket.deadlines;
  return at === null || acceptBy > at ? acceptBy : addWorkingDays(calendar, at, 0).at;
}
