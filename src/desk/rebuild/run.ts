import { FOLD_VERSION } from "../../domain/ticket/fold-version.ts";
import type { Database } from "../../store/database.ts";
import { directoryVersion } from "../../store/people.ts";
import type { ReminderState, StoredWhole } from "../../store/rebuild.ts";
import {
  beginRebuild,
  endRebuild,
  foldMark,
  mirrorAgain,
  newestFold,
  noteRebuilt,
  remindersOf,
  wholeTickets,
  writeRebuilt,
} from "../../store/rebuild.ts";
import { countTickets, ticketIdsAfter } from "../../store/report-ledger.ts";
import type { DirectorySource } from "../deps.ts";
import { versionOf } from "../tickets/act.ts";
import type { Compared } from "./compare.ts";
import { compare } from "./compare.ts";

/** Tickets read, and written, together: few enough that nobody else waits long for the database. */
const PAGE = 100;
/** A ticket that changes each time it is looked at is not looked at for ever. */
const TRIES = 20;

export interface RebuildDeps {
  readonly db: Database;
  readonly directory: DirectorySource;
  /** UTC ms. */
  readonly now: () => number;
}

export interface RebuildOptions {
  /** False = only says what differs. */
  readonly write: boolean;
  /** Called after each page. */
  readonly onProgress?: (done: number, total: number) => void;
  /** A ticket that stays as it is, because its events cannot be folded. */
  readonly onLeft?: (no: string, why: string) => void;
  readonly page?: number;
  /** Default: the version of this code. */
  readonly version?: number;
}

export interface Rebuilt {
  /** Tickets looked at; fewer than all where an interrupted rebuilding was gone on with. */
  readonly tickets: number;
  /** Of those: not what their events say. */
  readonly differing: number;
  /** How many tickets differed in a field. */
  readonly fields: ReadonlyMap<string, number>;
  /** Reminders that were planned, moved or cancelled; when only looked at: tickets whose reminders would be. */
  readonly reminders: number;
  readonly left: number;
}

/** The database was folded by a newer release than this one, which must not write over what that one knew better. */
export class NewerFoldError extends Error {
  override readonly name = "NewerFoldError";
}

/**
 * Makes every ticket what its events say under the present rules: state, columns, parts, facts, search, reminders. Events stay
 * as they are. Page by page, so that it may run beside a service: whoever changes a ticket meanwhile wins, and it is read
 * again. What was begun is gone on with by the next one. Safe to run twice, and twice at once.
 * @throws NewerFoldError
 */
export async function rebuildTickets(deps: RebuildDeps, options: RebuildOptions): Promise<Rebuilt> {
  const { db } = deps;
  const { write, version = FOLD_VERSION, page = PAGE } = options;
  const run = { tickets: 0, differing: 0, fields: new Map<string, number>(), reminders: 0, left: 0 };
  if (newestFold(await foldMark(db)) > version) throw new NewerFoldError();
  const from = write ? await beginRebuild(db, version) : "";
  if (from === null) throw new NewerFoldError();
  const total = await countTickets(db, from);
  for (let after = from; ;) {
    const ids = (await ticketIdsAfter(db, after, page)).map(({ id }) => id);
    const last = ids.at(-1);
    if (last === undefined) break;
    await rebuildPage(ids);
    after = last;
    if (write) await noteRebuilt(db, version, after);
    options.onProgress?.(run.tickets, total);
  }
  if (write) await endRebuild(db, version);
  return run;

  async function rebuildPage(ids: readonly string[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const [known] = await db.batch([directoryVersion(db)]);
      const directory = await deps.directory.get(versionOf(known));
      const now = deps.now();
      const read = (await wholeTickets(db, ids)).map((whole) => ({ whole, found: compare(db, directory, whole, now) }));
      const isMoved = read.some(({ found }) => found.type === "moved");
      if (!isMoved && (!write || (await written(read, now)))) {
        for (const one of read) note(one);
        return;
      }
      if (newestFold(await foldMark(db)) > version) throw new NewerFoldError();
      if (ids.length > 1) {
        // Somebody was quicker with one of them: each alone, so that the others need not wait for his.
        for (const id of ids) await rebuildPage([id]);
        return;
      }
      if (attempt < TRIES) continue;
      const why = isMoved
        ? "it has not as many events as its version says"
        : "it changed each time it was to be written";
      for (const { whole } of read) note({ whole, found: { type: "left", why } });
      return;
    }
  }

  async function written(read: readonly Read[], now: number): Promise<boolean> {
    const differing = read.flatMap(({ whole, found }) => (found.type === "differs" ? [{ whole, found }] : []));
    if (differing.length === 0) return true;
    const shown = differing.flatMap(({ whole, found }) => (found.shown ? [whole.row.id] : []));
    const before = differing.map(({ whole }) => whole);
    const isDone = await writeRebuilt(db, version, before, [
      ...differing.flatMap(({ found }) => found.statements),
      ...(shown.length === 0 ? [] : [mirrorAgain(db, shown, now)]),
    ]);
    if (isDone) run.reminders += await movedReminders(db, before);
    return isDone;
  }

  function note({ whole, found }: Read): void {
    run.tickets += 1;
    if (found.type === "left") {
      run.left += 1;
      options.onLeft?.(whole.row.no, found.why);
    }
    if (found.type !== "differs") return;
    if (found.fields.length > 0) run.differing += 1;
    for (const field of found.fields) run.fields.set(field, (run.fields.get(field) ?? 0) + 1);
    if (!write && found.reminders) run.reminders += 1;
  }
}

interface Read {
  readonly whole: StoredWhole;
  readonly found: Compared;
}

/** How many reminders are not as they were read. */
async function movedReminders(db: Database, read: readonly StoredWhole[]): Promise<number> {
  const key = (ticketId: string, { kind, dueAt, state }: ReminderState): string =>
    [ticketId, kind, dueAt, state].join(" ");
  const before = new Set(read.flatMap(({ row, reminders }) => reminders.map((one) => key(row.id, one))));
  const after = await remindersOf(
    db,
    read.map(({ row }) => row.id),
  );
  return after.filter((one) => !before.has(key(one.ticketId, one))).length;
}
