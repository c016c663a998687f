import type { WorkingCalendar } from "../../domain/calendar/index.ts";
import type { LimitPolicy } from "../../domain/limits/index.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { recompute } from "../../domain/ticket/verbs/recompute.ts";
import type { Database } from "../../store/database.ts";
import { openTicketIds, ticketsByIds, toStored } from "../../store/tickets.ts";

/** A row of a file that an office loads, by the names of its columns; "" = empty. */
export interface LoadedRow {
  /** Where it stands, for people: its line in the file. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** One thing wrong with a file; all of them at once, so that it is corrected once. */
export interface LoadProblem {
  /** 0 = the file as a whole. */
  readonly line: number;
  readonly column: string;
  readonly what: string;
}

/** A local day that exists, YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export interface Effect {
  readonly open: number;
  /** Open tickets with a limit that moves. */
  readonly moved: number;
  /** Of those: the final limit comes sooner than people were told. */
  readonly sooner: number;
}

const PAGE = 500;

/** What new limits or a new calendar would do to the open tickets, by the very rule that will be applied to them. Reads only. */
export async function effectOn(
  db: Database,
  directory: Directory,
  change: { readonly calendar?: WorkingCalendar; readonly policies?: ReadonlyMap<string, readonly LimitPolicy[]> },
  now: number,
): Promise<Effect> {
  const context = { now, directory: { ...directory, ...change }, actor: { type: "system", job: "recompute" } } as const;
  const because = change.calendar === undefined ? "policy" : "calendar";
  const effect = { open: 0, moved: 0, sooner: 0 };
  for (let after = ""; ;) {
    const ids = (await openTicketIds(db, after, PAGE)).map(({ id }) => id);
    const last = ids.at(-1);
    if (last === undefined) return effect;
    after = last;
    for (const { state } of toStored(await ticketsByIds(db, ids))) {
      effect.open += 1;
      const decision = recompute(context, state, { because });
      const [fact] = decision.ok ? decision.value : [];
      if (fact?.type !== "recomputed") continue;
      effect.moved += 1;
      if (fact.data.deadlines.resolveBy < state.deadlines.resolveBy) effect.sooner += 1;
    }
  }
}
