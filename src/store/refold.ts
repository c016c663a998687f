import type { tickets } from "../../db/schema/index.ts";
import { replay } from "../domain/ticket/evolve.ts";
import type { TicketState } from "../domain/ticket/state.ts";
import { partsOf } from "../domain/ticket/todo.ts";
import { canonical, hashContent } from "./event-chain.ts";
import type { EventRow } from "./tickets.ts";
import { indexColumns } from "./tickets.ts";

export type TicketRow = typeof tickets.$inferSelect;

/** What a ticket's events make of it; `cannot` says why they make nothing. */
export type Refolded = { readonly state: TicketState } | { readonly cannot: string };

/** Folds a ticket from its first event on. */
export function refold(rows: readonly EventRow[]): Refolded {
  try {
    return { state: replay(rows.map(({ event }) => event)) };
  } catch (error) {
    return { cannot: `the events cannot be replayed: ${error instanceof Error ? error.message : "error"}` };
  }
}

/** Instant of a rebuilding, carried on by the state: the mark by which the database knows what was decided on the one before. */
const MARK = "rebuilt";

/** Fields of a stored state that hold something else than the rebuilt one; one that is lacking is as empty as null. */
export function differingFields(stored: unknown, rebuilt: TicketState): string[] {
  const left = fieldsOf(stored);
  const right = fieldsOf(rebuilt);
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].filter(
    // A field that is younger than the row is as empty in the row as in a state that never used it.
    (key) => key !== MARK && canonical(left[key] ?? null) !== canonical(right[key] ?? null),
  );
}

/** Fields that a stored state has not at all: those that are younger than it. */
export const lackingFields = (stored: unknown, rebuilt: TicketState): string[] =>
  Object.keys(rebuilt).filter((key) => !(key in fieldsOf(stored)));

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

/** The state as it is stored by a rebuilding. @param at UTC ms. */
export const marked = (state: TicketState, at: number): TicketState => Object.assign({ ...state }, { [MARK]: at });

/** Columns beside the state that do not say what it says. */
export function differingColumns(row: TicketRow, state: TicketState): string[] {
  const columns: Partial<TicketRow> = { id: state.id, no: state.no, openedAt: state.openedAt, ...indexColumns(state) };
  return Object.entries(columns).flatMap(([key, value]) => (row[key as keyof TicketRow] === value ? [] : [key]));
}

export interface PartRow {
  readonly personId: string;
  readonly unitId: string | null;
}

/** Whether the list of those it waits for is what its state makes of it. */
export const hasParts = (written: readonly PartRow[], state: TicketState): boolean =>
  canonical(sorted(partsOf(state))) ===
  canonical(sorted(written.map(({ personId, unitId }) => ({ personId, unitId }))));

const sorted = (parts: readonly PartRow[]) => parts.toSorted((a, b) => (a.personId < b.personId ? -1 : 1));

/** Its text was taken away later; the hash says that there was one. */
export const isRedacted = (row: EventRow): boolean => row.content === null && row.contentHash !== EMPTY_CONTENT;
const EMPTY_CONTENT = await hashContent(null);
