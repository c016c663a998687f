import type { Result } from "../domain/result.ts";
import { fail, ok } from "../domain/result.ts";
import { noteNotMade, noteRecords, noteTrying, noteWritten } from "../store/mirror.ts";
import { columnProblem } from "./columns.ts";
import type { TableFailure } from "./failure.ts";
import type { Stop } from "./fault.ts";
import type { Plan, Row } from "./plan.ts";
import type { TurnContext } from "./turn.ts";

/** Ids of one `absent` call, and of one deletion. */
const ABSENT_MAX = 100;

type Known = Row & { readonly recordId: string };

/** Writes a plan, a call for each kind of change. `stop` = what ended it early; what was written until then is noted. */
export async function writePlan(context: TurnContext, plan: Plan): Promise<{ readonly stop: Stop | null }> {
  const { deps } = context;
  const nothing = [...plan.drop].map((one) => ({ ...one, version: 0 }));
  if (nothing.length > 0) await noteWritten(deps.db, context.turn(), nothing);
  const stop =
    (await remove(context, plan.remove)) ??
    (await update(context, plan.update)) ??
    (await create(context, plan.create));
  return { stop };
}

async function remove(context: TurnContext, rows: Plan["remove"]): Promise<Stop | null> {
  if (rows.length === 0) return null;
  const { deps, mirror } = context;
  await context.pace();
  const result = await mirror.table.remove(rows.map(({ recordId }) => recordId));
  if (!result.ok) return result.error.kind === "record_gone" ? forgetAbsent(context, rows, result.error) : result.error;
  await noteWritten(
    deps.db,
    context.turn(),
    rows.map((one) => ({ ...one, recordId: null, version: 0 })),
  );
  return null;
}

async function update(context: TurnContext, rows: readonly Known[], sure = false): Promise<Stop | null> {
  if (rows.length === 0) return null;
  const { deps, mirror } = context;
  await context.pace();
  const result = await mirror.table.update(rows);
  if (result.ok) {
    await noteWritten(deps.db, context.turn(), rows);
    return null;
  }
  if (result.error.kind === "record_gone") return forgetAbsent(context, rows, result.error);
  return isolate(context, rows, { failure: result.error, sure, again: update });
}

/** Somebody has deleted rows in the base by hand: they are made again. */
async function forgetAbsent(
  context: TurnContext,
  rows: readonly { readonly ticketId: string; readonly recordId: string }[],
  because: TableFailure,
): Promise<Stop | null> {
  const gone = new Set<string>();
  for (let i = 0; i < rows.length; i += ABSENT_MAX) {
    await context.pace();
    const result = await context.mirror.table.absent(rows.slice(i, i + ABSENT_MAX).map(({ recordId }) => recordId));
    if (!result.ok) return result.error;
    for (const id of result.value) gone.add(id);
  }
  if (gone.size === 0) return because;
  const forgotten = rows.filter(({ recordId }) => gone.has(recordId));
  await noteRecords(
    context.deps.db,
    context.turn(),
    forgotten.map(({ ticketId }) => ({ ticketId, recordId: null })),
  );
  return null;
}

/**
 * Makes records. That it is tried is noted first, so that after a crash or a lost answer they are looked for before they are
 * made again; a lost answer is asked for once more with the same token, which makes nothing twice.
 */
async function create(context: TurnContext, rows: readonly Row[], sure = false): Promise<Stop | null> {
  if (rows.length === 0) return null;
  const { deps, mirror } = context;
  const ids = rows.map(({ ticketId }) => ticketId);
  const token = mirror.uuid();
  await noteTrying(deps.db, context.turn(), ids, token, deps.clock.now());
  const cells = rows.map((row) => row.cells);
  await context.pace();
  let result = await mirror.table.create(cells, token);
  if (!result.ok && result.error.kind === "unknown") {
    await context.pace();
    result = settled(await mirror.table.create(cells, token));
  }
  if (result.ok) {
    const made = result.value;
    await noteWritten(
      deps.db,
      context.turn(),
      rows.map((row, i) => ({ ...row, recordId: made[i] ?? null })),
    );
    return null;
  }
  if (result.error.kind === "unknown") return result.error;
  await noteNotMade(deps.db, context.turn(), ids);
  return isolate(context, rows, { failure: result.error, sure, again: create });
}

/** Refused at the second try says nothing about the first: the first may have been carried out. */
const settled = <T>(result: Result<T, TableFailure>): Result<T, TableFailure> =>
  result.ok ? ok(result.value) : fail({ ...result.error, kind: "unknown" });

interface Refusal<R> {
  readonly failure: TableFailure;
  /** The columns have been looked at and are right: it is what is in a record. */
  readonly sure: boolean;
  readonly again: (context: TurnContext, rows: readonly R[], sure: boolean) => Promise<Stop | null>;
}

/**
 * One record that is refused must not hold up the others: halves are tried, down to the one. But a column of another type
 * refuses every record, and then it is the column that is told.
 */
async function isolate<R extends Row>(
  context: TurnContext,
  rows: readonly R[],
  { failure, sure, again }: Refusal<R>,
): Promise<Stop | null> {
  if (failure.kind !== "cell" && failure.kind !== "columns") return failure;
  if (!sure) {
    await context.pace();
    const columns = await context.mirror.table.columns();
    if (!columns.ok) return columns.error;
    const problem = columnProblem(columns.value);
    if (problem !== null) return { ...failure, kind: "columns", columns: problem };
  }
  const [only] = rows;
  if (rows.length === 1 && only !== undefined) {
    await noteWritten(context.deps.db, context.turn(), [{ ...only, refused: failure.code }]);
    context.deps.log.warn("mirror.refused", { ticket: only.ticketId, code: failure.code });
    return null;
  }
  // What is left waits for the next turn.
  if (context.isOver()) return null;
  const half = Math.ceil(rows.length / 2);
  return (await again(context, rows.slice(0, half), true)) ?? (await again(context, rows.slice(half), true));
}
