import { and, eq, sql } from "drizzle-orm";
import { jobs, tickets } from "../../db/schema/index.ts";
import type { SQL } from "drizzle-orm";
import { compiled } from "./compiled.ts";
import type { Slot } from "./compiled.ts";
import type { Database } from "./database.ts";

/** Work to be added; `key` makes adding it again move it instead of doubling it. */
export interface NewJob {
  readonly id: string;
  readonly kind: string;
  readonly key: string | null;
  /** One at a time, in order of ids, per value. */
  readonly serial: string | null;
  readonly payload: unknown;
  /** UTC ms. */
  readonly runAt: number;
  readonly maxAttempts: number;
  readonly createdAt: number;
  /** Set when the maker will run it at once: nobody else may take it before the lease ends. Not given behind one that is failing. */
  readonly lease?: Lease | undefined;
  /** True = waits for nothing that is before it in its lane: it saves a life. */
  readonly ahead?: boolean | undefined;
}

export interface Lease {
  readonly token: string;
  /** UTC ms. */
  readonly until: number;
}

export interface ClaimedJob {
  readonly id: string;
  readonly kind: string;
  readonly key: string | null;
  readonly serial: string | null;
  readonly payload: unknown;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly revision: number;
  readonly token: string;
  readonly createdAt: number;
  /** UTC ms; as in the schema. */
  readonly failingSince: number | null;
  /** As in the schema. */
  readonly outageTries: number;
  readonly ahead: boolean;
}

/** How long a claim lasts, ms. Longer than any run: the model's deadline and a platform time-out with its retry fit in. */
export const LEASE_MS = 60_000;

/** Failed tries after which a job no longer holds up its successors: better out of order than silent. */
const BLOCKS_FOR_ATTEMPTS = 3;

/** What a claim looks at, one after the other; each look has an index of its own, in whose order it is read. */
const LOOKS = [sql`ahead = 1`, sql`ahead = 0 and failing_since is null`, sql`ahead = 0 and failing_since is not null`];

interface Claim {
  readonly now: number;
  readonly lease: Lease;
  readonly limit: number;
  readonly serial?: string;
}

type Among = { readonly [K in "now" | "limit"]: number | SQL } & { readonly serial?: string | SQL };

/** Ids of the jobs that a claim takes. */
export function claimable({ now, limit, serial }: Among): SQL {
  const only = serial === undefined ? sql`` : sql` and j.serial = ${serial}`;
  // A limit in each look: with thousands due, only the first few are looked at.
  const looks = LOOKS.map(
    (which, i) => sql`select * from (select j.id, j.run_at, ${sql.raw(`${i}`)} as look from jobs j
        where j.state = 'waiting' and ${which} and j.run_at <= ${now} and (j.locked_until is null or j.locked_until <= ${now})${only}
          and (j.ahead = 1 or not exists (
            select 1 from jobs o where o.state = 'waiting' and o.serial = j.serial and o.id < j.id
              and ((o.attempts < ${BLOCKS_FOR_ATTEMPTS} and o.outage_tries < ${BLOCKS_FOR_ATTEMPTS} and (o.run_at <= ${now} or o.attempts > 0 or o.last_error is not null))
                or (o.failing_since is not null and o.run_at <= ${now}))))
        order by j.run_at, j.id limit ${limit})`,
  );
  return sql`select id from (${sql.join(looks, sql` union all `)}) order by look, run_at, id limit ${limit}`;
}

/**
 * Takes due jobs under a lease, in one statement; attempts are counted here, so a crash counts as one. What has not met a
 * platform that is down goes first, and in its lane what has is tried before what came after it.
 */
export async function claimJobs(db: Database, { lease, serial, ...claim }: Claim): Promise<ClaimedJob[]> {
  const values = { ...claim, token: lease.token, until: lease.until };
  const rows = await (serial === undefined ? claimedAny(db, values) : claimedOf(db, { ...values, serial }));
  return rows
    .map((row) => ({
      id: row.id,
      kind: row.kind,
      key: row.key,
      serial: row.serial,
      payload: row.payload,
      attempts: row.attempts,
      maxAttempts: row.maxAttempts,
      revision: row.revision,
      token: lease.token,
      createdAt: row.createdAt,
      failingSince: row.failingSince,
      outageTries: row.outageTries,
      ahead: row.ahead === 1,
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

interface ClaimValues {
  readonly now: number;
  readonly limit: number;
  readonly token: string;
  readonly until: number;
}

const claiming = (db: Database, slot: Slot<ClaimValues>, serial: { readonly serial?: SQL }) =>
  db
    .update(jobs)
    .set({ lockedBy: slot("token"), lockedUntil: slot("until"), attempts: sql`${jobs.attempts} + 1` })
    .where(sql`${jobs.id} in (${claimable({ now: slot("now"), limit: slot("limit"), ...serial })})`)
    .returning();
const claimedAny = compiled((db, slot: Slot<ClaimValues>) => claiming(db, slot, {}));
const claimedOf = compiled((db, slot: Slot<ClaimValues & { serial: string }>) =>
  claiming(db, slot, { serial: slot("serial") }),
);

/**
 * Ends a job inside the transaction that holds its effects. When the lease has passed to somebody else the NOT NULL of
 * `state` refuses and the whole transaction falls: effects and end are one.
 */
export const finishJobGuarded = (db: Database, job: Finishing, now: number) => finishedGuarded(db, { ...job, now });

type Finishing = Pick<ClaimedJob, "id" | "token" | "revision">;

const finishedGuarded = compiled((db, slot: Slot<Finishing & { now: number }>) =>
  db
    .update(jobs)
    .set({
      state: sql`case when ${jobs.state} = 'waiting' and ${jobs.lockedBy} = ${slot("token")} then case when ${jobs.revision} = ${slot("revision")} then 'done' else 'waiting' end else null end`,
      lockedBy: null,
      lockedUntil: null,
      failingSince: null,
      outageTries: 0,
      finishedAt: slot("now"),
    })
    .where(eq(jobs.id, slot("id"))),
);

/** Ends a job that left no other effects; added again meanwhile = it runs once more. @param unsent true = the platform was not asked. */
export const finishJob = (db: Database, job: Finishing, now: number, unsent = false) =>
  finished(db, { ...job, now, unsent: unsent ? 1 : 0 });

const finished = compiled((db, slot: Slot<Finishing & { now: number; unsent: number }>) =>
  ended(db, slot, sql`${jobs.revision} = ${slot("revision")}`, sql`${slot("unsent")}`),
);

/** As `finishJob`; a ticket that has moved on from the version that was worked with = it runs once more, too. */
export const finishJobUnlessMoved = (
  db: Database,
  job: Finishing,
  ticket: { readonly id: string; readonly version: number },
  now: number,
) => finishedUnlessMoved(db, { ...job, now, ticketId: ticket.id, version: ticket.version });

const finishedUnlessMoved = compiled(
  (db, slot: Slot<Finishing & { now: number; ticketId: string; version: number }>) => {
    const moved = sql`exists (select 1 from ${tickets} where ${tickets.id} = ${slot("ticketId")} and ${tickets.version} > ${slot("version")})`;
    return ended(db, slot, sql`${jobs.revision} = ${slot("revision")} and not ${moved}`);
  },
);

const ended = (db: Database, slot: Slot<Finishing & { now: number }>, done: SQL, unsent = sql`0`) =>
  db
    .update(jobs)
    .set({
      unsent,
      state: sql`case when ${done} then 'done' else 'waiting' end`,
      attempts: sql`case when ${done} then ${jobs.attempts} else 0 end`,
      lockedBy: null,
      lockedUntil: null,
      failingSince: null,
      outageTries: 0,
      finishedAt: slot("now"),
    })
    .where(and(eq(jobs.id, slot("id")), eq(jobs.lockedBy, slot("token"))));

/** Ends a job that will never succeed; kept for the operator. Added again meanwhile = it begins anew. */
export const buryJob = (db: Database, job: ClaimedJob, error: string, now: number) => {
  const end = sql`${jobs.revision} = ${job.revision}`;
  return db
    .update(jobs)
    .set({
      state: sql`case when ${end} then 'buried' else 'waiting' end`,
      attempts: sql`case when ${end} then ${jobs.attempts} else 0 end`,
      failingSince: sql`case when ${end} then ${jobs.failingSince} else null end`,
      outageTries: 0,
      lastError: error,
      lockedBy: null,
      lockedUntil: null,
      finishedAt: now,
    })
    .where(and(eq(jobs.id, job.id), eq(jobs.lockedBy, job.token)))
    .returning({ state: jobs.state });
};
