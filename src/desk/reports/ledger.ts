import type { Directory } from "../../domain/people/directory.ts";
import type { Result } from "../../domain/result.ts";
import { fail, ok } from "../../domain/result.ts";
import type { Database } from "../../store/database.ts";
import type { ImportedTicket } from "../../store/imported-ledger.ts";
import { importedCount, importedPage } from "../../store/imported-ledger.ts";
import type { LedgerCursor, LedgerFilter } from "../../store/report-ledger.ts";
import { ledgerCount, ledgerPage, roundsOfTickets, traceExport } from "../../store/report-ledger.ts";
import { ticketsByIds, toStored } from "../../store/tickets.ts";
import type { ImportedRow, LedgerRow } from "./ledger-row.ts";
import { ledgerRow } from "./ledger-row.ts";

/** Where the next page begins, in each of the two parts; "end" = nothing is left there. */
export interface LedgerPosition {
  readonly tickets: LedgerCursor | "end" | null;
  readonly imported: LedgerCursor | "end" | null;
}

type LedgerEntry = LedgerRow | ImportedRow;

const START: LedgerPosition = { tickets: null, imported: null };

/**
 * A page of the ledger with everything a row shows, newest first: the desk's own tickets and the rows taken over from former
 * years, each saying which it is. @param limit 1–1000.
 */
export async function ledgerRows(
  db: Database,
  directory: Directory,
  filter: LedgerFilter,
  page: { readonly after: LedgerPosition | null; readonly limit: number; readonly now: number },
): Promise<{ readonly rows: readonly LedgerEntry[]; readonly next: LedgerPosition | null }> {
  const { limit, now } = page;
  const after = page.after ?? START;
  const [own, old] = await Promise.all([
    after.tickets === "end"
      ? { ticketIds: [], cursors: [], next: null }
      : ledgerPage(db, directory, filter, { after: after.tickets, limit, now }),
    after.imported === "end"
      ? { rows: [], more: false }
      : importedPage(db, directory, filter, { after: after.imported, limit }),
  ]);
  // The newer of the two heads, until the page is full.
  let [tickets, imported] = [0, 0];
  const order: ({ readonly ticketId: string } | ImportedTicket)[] = [];
  while (order.length < limit) {
    const [ticketId, cursor, row] = [own.ticketIds[tickets], own.cursors[tickets], old.rows[imported]];
    if (ticketId !== undefined && cursor !== undefined && (row === undefined || cursor.startedAt >= row.openedAt)) {
      order.push({ ticketId });
      tickets += 1;
    } else if (row !== undefined) {
      order.push(row);
      imported += 1;
    } else break;
  }
  const last = old.rows[imported - 1];
  const next: LedgerPosition = {
    tickets:
      tickets === own.ticketIds.length && own.next === null ? "end" : (own.cursors[tickets - 1] ?? after.tickets),
    imported:
      imported === old.rows.length && !old.more
        ? "end"
        : last === undefined
          ? after.imported
          : { startedAt: last.openedAt, id: last.id },
  };
  const rows = await ticketRows(db, directory, own.ticketIds.slice(0, tickets), now);
  return {
    rows: order.flatMap((one): LedgerEntry[] => {
      if (!("ticketId" in one)) return [{ ...one, source: "imported" }];
      const row = rows.get(one.ticketId);
      return row === undefined ? [] : [row];
    }),
    next: next.tickets === "end" && next.imported === "end" ? null : next,
  };
}

async function ticketRows(
  db: Database,
  directory: Directory,
  ticketIds: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, LedgerRow>> {
  if (ticketIds.length === 0) return new Map();
  const rounds = await roundsOfTickets(db, ticketIds);
  const tickets = toStored(await ticketsByIds(db, ticketIds));
  return new Map(tickets.map(({ state }) => [state.id, ledgerRow(directory, state, rounds.get(state.id) ?? [], now)]));
}

/** How many rows a filter finds, and how many of them are of former years; each counts no further than `most`. */
export async function countLedger(
  db: Database,
  directory: Directory,
  filter: LedgerFilter,
  { now, most }: { readonly now: number; readonly most: number },
): Promise<{ readonly tickets: number; readonly imported: number }> {
  const [tickets, imported] = await Promise.all([
    ledgerCount(db, directory, filter, { now, most }),
    importedCount(db, directory, filter, most),
  ]);
  return { tickets, imported };
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

/** All rows of a filter, newest first, in their two kinds. */
export interface ExportedLedger {
  readonly tickets: readonly LedgerRow[];
  readonly imported: readonly ImportedRow[];
}

/**
 * All rows of a filter for a sheet. Needs a role and a reason, and leaves a trace row before anything is handed out; the rows
 * are those a search would show, nothing confidential among them.
 */
export async function exportLedger(
  db: Database,
  directory: Directory,
  { id, personId, reason, filter, format, now }: Exporting,
): Promise<Result<ExportedLedger, ExportProblem>> {
  if (!mayExport(directory, personId)) return fail("not_allowed");
  if (reason.trim() === "") return fail("reason_missing");
  const tickets: LedgerRow[] = [];
  const imported: ImportedRow[] = [];
  let after: LedgerPosition | null = null;
  do {
    const page: Awaited<ReturnType<typeof ledgerRows>> = await ledgerRows(db, directory, filter, {
      after,
      limit: PAGE,
      now,
    });
    for (const row of page.rows) {
      if (row.source === "desk") tickets.push(row);
      else imported.push(row);
    }
    after = page.next;
  } while (after !== null);
  await traceExport(db, {
    id,
    personId,
    reason: reason.trim(),
    filter: { ...filter },
    format,
    rows: tickets.length + imported.length,
    at: now,
  });
  return ok({ tickets, imported });
}
