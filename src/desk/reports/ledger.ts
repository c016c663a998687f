import type { Directory } from "../../domain/people/directory.ts";
import type { Result } from "../../domain/result.ts";
import { fail, ok } from "../../domain/result.ts";
import type { Database } from "../../store/database.ts";
import type { LedgerCursor, LedgerFilter } from "../../store/report-ledger.ts";
import { ledgerPage, roundsOfTickets, traceExport } from "../../store/report-ledger.ts";
import { ticketsByIds, toStored } from "../../store/tickets.ts";
import type { LedgerRow } from "./ledger-row.ts";
import { ledgerRow } from "./ledger-row.ts";

/** A page of the ledger with everything a row shows. @param limit 1–1000. */
export async function ledgerRows(
  db: Database,
  directory: Directory,
  filter: LedgerFilter,
  page: { readonly after: LedgerCursor | null; readonly limit: number; readonly now: number },
): Promise<{ readonly rows: readonly LedgerRow[]; readonly next: LedgerCursor | null }> {
  const { ticketIds, next } = await ledgerPage(db, directory, filter, page);
  if (ticketIds.length === 0) return { rows: [], next: null };
  const rounds = await roundsOfTickets(db, ticketIds);
  const tickets = new Map(toStored(await ticketsByIds(db, ticketIds)).map(({ state }) => [state.id, state]));
  const rows = ticketIds.flatMap((id) => {
    const ticket = tickets.get(id);
    return ticket === undefined ? [] : [ledgerRow(directory, ticket, rounds.get(id) ?? [], page.now)];
  });
  return { rows, next };
}

export interface Exporting {
  readonly id: string;
  readonly personId: string;
  readonly reason: string;
  readonly filter: LedgerFilter;
  readonly format: "xlsx" | "csv";
  readonly now: number;
}

/** Why nothing was exported. */
export type ExportProblem = "not_allowed" | "reason_missing";

const PAGE = 500;

/** Roles that may take the ledger out of the house. */
const MAY_EXPORT = ["dispatcher", "leader", "admin"] as const;

export function mayExport(directory: Pick<Directory, "people">, personId: string): boolean {
  const person = directory.people.get(personId);
  return person?.active === true && MAY_EXPORT.some((role) => person.roles.includes(role));
}

/**
 * All rows of a filter for a sheet. Needs a role and a reason, and leaves a trace row before anything is handed out; the rows
 * are those a search would show, nothing confidential among them.
 */
export async function exportLedger(
  db: Database,
  directory: Directory,
  { id, personId, reason, filter, format, now }: Exporting,
): Promise<Result<readonly LedgerRow[], ExportProblem>> {
  if (!mayExport(directory, personId)) return fail("not_allowed");
  if (reason.trim() === "") return fail("reason_missing");
  const rows: LedgerRow[] = [];
  let after: LedgerCursor | null = null;
  do {
    const page: Awaited<ReturnType<typeof ledgerRows>> = await ledgerRows(db, directory, filter, {
      after,
      limit: PAGE,
      now,
    });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  await traceExport(db, {
    id,
    personId,
    reason: reason.trim(),
    filter: { ...filter },
    format,
    rows: rows.length,
    at: now,
  });
  return ok(rows);
}
