import type { DeskDeps } from "../desk/deps.ts";
import type { Directory } from "../domain/people/directory.ts";
import { guardRefused } from "../store/errors.ts";
import type { MirrorState, Turn } from "../store/mirror.ts";
import { endTurn, noteMoved, takeTurn, waitingTickets } from "../store/mirror.ts";
import { directoryVersion } from "../store/people.ts";
import type { BaseTable } from "./base-table.ts";
import { columnProblem } from "./columns.ts";
import type { Stop } from "./fault.ts";
import { EVERY_MS, afterFault, faultOf, storedFault } from "./fault.ts";
import { findUnknown } from "./find-unknown.ts";
import { planOf } from "./plan.ts";
import { writePlan } from "./write.ts";

/** Where tickets are mirrored to. */
export interface Mirror {
  /** Names base and table: records known from another one are worth nothing. */
  readonly target: string;
  readonly table: BaseTable;
  /** A version 4 UUID, never the same. */
  readonly uuid: () => string;
}

export type MirrorDeps = Pick<DeskDeps, "db" | "clock" | "ids" | "sleep" | "log" | "directory">;

/** What one turn has in hand. */
export interface TurnContext {
  readonly deps: MirrorDeps;
  readonly mirror: Mirror;
  readonly directory: Directory;
  /** The turn, prolonged to now: first part of everything it writes. */
  turn(): Turn;
  /** Waits between two calls: the platform asks for half a second (1254291). */
  pace(): Promise<void>;
  readonly isOver: () => boolean;
}

/** Longer than the longest call with its second try, each with a new token and a time-out. */
const TURN_MS = 120_000;
const PACE_MS = 500;
/** Rows of one call; the platform takes 1,000, but large ones run into its time-out (1254607, 1255040). */
const BATCH = 200;
/** Calls of one turn at most: with its reads and writes of the database still few enough for a Worker. */
const MOST_CALLS = 12;

/** not_due = nobody's turn, or somebody else's · lost = it took too long and somebody else went on. */
export type TurnEnd = "not_due" | "lost" | "stopped" | "done" | "more";

/**
 * One turn of the one-way mirror: notes what has moved, finds out about creations nobody knows the end of, writes what
 * waits. One writer at a time; after a crash the next turn goes on from what was noted. Never part of a message's way.
 * @param isOver asked between calls; true = leave the rest to the next turn.
 */
export async function mirrorTurn(
  deps: MirrorDeps,
  mirror: Mirror,
  isOver: () => boolean = () => false,
): Promise<TurnEnd> {
  const now = deps.clock.now();
  const token = deps.ids.next("run");
  const state = await takeTurn(deps.db, mirror.target, { token, until: now + TURN_MS }, now);
  if (state === null) return "not_due";
  const [version] = await directoryVersion(deps.db);
  let calls = 0;
  const context: TurnContext = {
    deps,
    mirror,
    directory: await deps.directory.get(Number(version?.value ?? 0)),
    turn: () => ({ token, until: deps.clock.now() + TURN_MS }),
    pace: async () => {
      calls += 1;
      if (calls > 1) await deps.sleep(PACE_MS);
    },
    isOver: () => calls >= MOST_CALLS || isOver(),
  };
  try {
    return await end(context, state, await work(context, state));
  } catch (error) {
    if (guardRefused(error) === "mirror_state") return "lost";
    // Shown like any other fault; where even that cannot be written the turn runs out by itself.
    const stop: Stop = { kind: "other", code: 0, waitMs: 0 };
    await end(context, state, { stop, checked: state.checked, wrote: false, left: true }).catch(() => undefined);
    throw error;
  }
}

interface Worked {
  readonly stop: Stop | null;
  /** The columns are known to be right. */
  readonly checked: boolean;
  readonly wrote: boolean;
  readonly left: boolean;
}

async function work(context: TurnContext, state: MirrorState): Promise<Worked> {
  const { deps } = context;
  const wrong = state.checked ? null : await wrongColumns(context);
  if (wrong !== null) return { stop: wrong, checked: false, wrote: false, left: true };
  const stopped = (stop: Stop, wrote = false): Worked => ({
    stop,
    checked: stop.kind !== "columns",
    wrote,
    left: true,
  });
  await noteMoved(deps.db, context.turn(), deps.clock.now(), BATCH * 2);
  const lost = await findUnknown(context);
  if (lost !== null) return stopped(await explained(context, lost));
  let wrote = false;
  let full: Stop | null = null;
  while (!context.isOver()) {
    const waiting = await waitingTickets(deps.db, BATCH, full !== null);
    if (waiting.length === 0) {
      await noteMoved(deps.db, context.turn(), deps.clock.now(), BATCH * 2);
      if ((await waitingTickets(deps.db, 1, full !== null)).length === 0)
        return { stop: full, checked: true, wrote, left: false };
      continue;
    }
    const { stop } = await writePlan(context, await planOf(context, waiting));
    // What has a record already still changes when the table takes no more.
    if (stop?.kind === "full" && full === null) full = stop;
    else if (stop !== null) return stopped(await explained(context, stop), wrote);
    wrote = true;
  }
  return { stop: full, checked: true, wrote, left: true };
}

async function wrongColumns(context: TurnContext): Promise<Stop | null> {
  await context.pace();
  const columns = await context.mirror.table.columns();
  if (!columns.ok) return columns.error;
  const problem = columnProblem(columns.value);
  return problem === null ? null : { kind: "columns", code: 0, waitMs: 0, columns: problem };
}

/** Says which columns, where a call failed because of one. */
async function explained(context: TurnContext, stop: Stop): Promise<Stop> {
  if (stop.kind !== "columns" || stop.columns !== undefined) return stop;
  const wrong = await wrongColumns(context);
  return wrong?.kind === "columns" ? { ...wrong, code: stop.code } : (wrong ?? stop);
}

async function end(context: TurnContext, state: MirrorState, { stop, checked, wrote, left }: Worked): Promise<TurnEnd> {
  const { deps } = context;
  const now = deps.clock.now();
  const written = wrote ? { writtenAt: now } : {};
  if (stop === null) {
    const nextAt = left ? now : now + EVERY_MS;
    await endTurn(deps.db, context.turn(), { nextAt, fault: null, checked, ...written });
    return left ? "more" : "done";
  }
  const fault = faultOf(storedFault(state.fault), stop, now);
  const nextAt = afterFault(fault, stop.waitMs);
  await endTurn(deps.db, context.turn(), { nextAt, fault, checked, ...written });
  deps.log.warn("mirror.stopped", { kind: fault.kind, code: fault.code, times: fault.times });
  return "stopped";
}
