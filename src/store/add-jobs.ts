import { and, isNotNull, sql } from "drizzle-orm";
import { jobs } from "../../db/schema/index.ts";
import { compiled } from "./compiled.ts";
import type { Slot } from "./compiled.ts";
import type { Database } from "./database.ts";
import type { NewJob } from "./jobs.ts";

/** What has become of an added job: whose it is now, and under which id and revision. */
export interface AddedJob {
  readonly id: string;
  readonly key: string | null;
  readonly lockedBy: string | null;
  readonly attempts: number;
  readonly revision: number;
}

/**
 * Adds jobs, or moves the waiting ones of the same keys, in one statement: a change has several, and each statement has its
 * price. One that nobody runs passes to the maker's lease; one that is running stays its runner's, who finds the revision
 * risen and runs it once more.
 * @param added at least one, no two of the same key.
 */
export function addJobs(db: Database, added: readonly NewJob[]) {
  const values: Record<string, unknown> = {};
  for (const [row, { lease, ahead, ...job }] of added.entries()) {
    for (const [name, value] of Object.entries(job)) values[`${name}${row}`] = value;
    values[`ahead${row}`] = ahead === true ? 1 : 0;
    values[`lockedBy${row}`] = lease?.token ?? null;
    values[`lockedUntil${row}`] = lease?.until ?? null;
    values[`attempts${row}`] = lease === undefined ? 0 : 1;
  }
  return inserted(added.length)(db, values);
}

/** As `addJobs`. */
export const addJob = (db: Database, job: NewJob) => addJobs(db, [job]);

/** Of what `addJobs` returned, the row that belongs to a job. */
export const addedAs = (rows: readonly AddedJob[], job: Pick<NewJob, "id" | "key">): AddedJob | undefined =>
  rows.find(({ id, key }) => (job.key === null ? id === job.id : key === job.key));

/** One statement for each number of jobs that a change may add. */
const insertedByCount = new Map<number, ReturnType<typeof insertStatement>>();
const inserted = (count: number): ReturnType<typeof insertStatement> => {
  const known = insertedByCount.get(count) ?? insertStatement(count);
  insertedByCount.set(count, known);
  return known;
};

const insertStatement = (count: number) =>
  compiled((db, slot: Slot<Record<string, unknown>>) => {
    const rowOf = (row: number) => {
      // In front of one that waits for the platform it would be read in the wrong order.
      const behind = sql`(${slot(`ahead${row}`)} = 0 and exists (select 1 from jobs o where o.state = 'waiting'
        and o.serial = ${slot(`serial${row}`)} and o.failing_since is not null and o.id < ${slot(`id${row}`)}))`;
      return {
        id: slot(`id${row}`),
        kind: slot(`kind${row}`),
        key: slot(`key${row}`),
        serial: slot(`serial${row}`),
        ahead: slot(`ahead${row}`),
        payload: slot(`payload${row}`, jobs.payload),
        state: "waiting" as const,
        runAt: slot(`runAt${row}`),
        maxAttempts: slot(`maxAttempts${row}`),
        createdAt: slot(`createdAt${row}`),
        lockedBy: sql`case when ${behind} then null else ${slot(`lockedBy${row}`)} end`,
        lockedUntil: sql`case when ${behind} then null else ${slot(`lockedUntil${row}`)} end`,
        attempts: sql`case when ${behind} then 0 else ${slot(`attempts${row}`)} end`,
      };
    };
    const free = sql`(${jobs.lockedUntil} is null or ${jobs.lockedUntil} <= excluded.created_at)`;
    return db
      .insert(jobs)
      .values(Array.from({ length: count }, (_, row) => rowOf(row)))
      .onConflictDoUpdate({
        target: jobs.key,
        targetWhere: sql`state = 'waiting' and key is not null`,
        set: {
          runAt: sql`min(${jobs.runAt}, excluded.run_at)`,
          // What only reminds does not make wait what does not.
          payload: sql`case when json_extract(excluded.payload, '$.holds') = 1 then ${jobs.payload} else excluded.payload end`,
          revision: sql`${jobs.revision} + 1`,
          // The new wish is waited for as long as any other.
          failingSince: sql`case when ${jobs.failingSince} is null then null else excluded.created_at end`,
          lockedBy: sql`case when ${free} then excluded.locked_by else ${jobs.lockedBy} end`,
          lockedUntil: sql`case when ${free} then excluded.locked_until else ${jobs.lockedUntil} end`,
          attempts: sql`${jobs.attempts} + case when ${free} and excluded.locked_by is not null then 1 else 0 end`,
        },
      })
      .returning({
        id: jobs.id,
        key: jobs.key,
        lockedBy: jobs.lockedBy,
        attempts: jobs.attempts,
        revision: jobs.revision,
      });
  });

/** Lets the jobs of lanes that wait for the platform be tried at once, in their order: something new is to follow them. */
export const wakeLanes = (db: Database, serials: readonly string[], now: number) =>
  wokenLanes(db, { serials: JSON.stringify(serials), now });

const wokenLanes = compiled((db, slot: Slot<{ serials: string; now: number }>) =>
  db
    .update(jobs)
    .set({ runAt: sql`${slot("now")}` })
    .where(
      and(
        sql`${jobs.state} = 'waiting'`,
        sql`${jobs.serial} in (select value from json_each(${slot("serials")}))`,
        isNotNull(jobs.failingSince),
        sql`${jobs.runAt} > ${slot("now")}`,
      ),
    ),
);
