import { eq, inArray, sql } from "drizzle-orm";
import { inbound, jobs } from "../../db/schema/index.ts";
import type { Database } from "./database.ts";
import type { NewJob } from "./jobs.ts";

export interface InboundRow {
  readonly id: string;
  readonly appId: string;
  readonly eventKey: string;
  readonly contentKey: string | null;
  readonly kind: string;
  readonly senderOpenId: string | null;
  readonly chatId: string | null;
  readonly receivedAt: number;
  readonly payload: unknown;
}

/**
 * Stores arrivals with their jobs in one transaction. An arrival known already (same message id, or same sender, chat, time
 * and content under a new id) adds neither row nor job.
 */
export async function storeInbound(
  db: Database,
  arrivals: readonly { readonly row: InboundRow; readonly job: NewJob }[],
): Promise<void> {
  const rows = arrivals.map((a) => a.row);
  // Two statements whatever the number of arrivals: many deliveries at once share one commit.
  await db.batch([
    db
      .insert(inbound)
      .values(rows.map((row) => ({ ...row })))
      .onConflictDoNothing(),
    db.run(sql`
      insert or ignore into ${jobs} (id, kind, key, serial, payload, state, run_at, attempts, max_attempts, revision, created_at)
      select j.value ->> 'id', j.value ->> 'kind', j.value ->> 'key', j.value ->> 'serial', j.value ->> 'payload', 'waiting',
        j.value ->> 'runAt', 0, j.value ->> 'maxAttempts', 1, j.value ->> 'createdAt'
      from json_each(${JSON.stringify(
        arrivals.map(({ row, job }) => ({ ...job, payload: JSON.stringify(job.payload), inboundId: row.id })),
      )}) j
      where exists (select 1 from ${inbound} i where i.id = j.value ->> 'inboundId')`),
  ]);
}

export async function loadInbound(db: Database, id: string): Promise<InboundRow | null> {
  const rows = await db.select().from(inbound).where(eq(inbound.id, id)).limit(1);
  return rows[0] ?? null;
}

export async function loadInboundMany(db: Database, ids: readonly string[]): Promise<InboundRow[]> {
  return db
    .select()
    .from(inbound)
    .where(inArray(inbound.id, [...ids]));
}

export function noteOutcome(db: Database, id: string, outcome: string) {
  return db.update(inbound).set({ outcome }).where(eq(inbound.id, id));
}
