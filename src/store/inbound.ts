import { eq, sql } from "drizzle-orm";
import { inbound } from "../../db/schema/index.ts";
import { compiled } from "./compiled.ts";
import type { Slot } from "./compiled.ts";
import type { Database, Statement } from "./database.ts";
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
  // Two statements whatever the number of arrivals, and written out: building them through the query builder took longer than
  // running them. Named "write", so that who waits to be answered goes first (gather.ts).
  await db.$client.batch(
    [
      {
        sql: `insert into inbound
            (id, app_id, event_key, content_key, kind, sender_open_id, chat_id, received_at, payload)
          values ${places(arrivals.length, 9)}
          on conflict do nothing`,
        args: arrivals.flatMap(({ row }) => [
          row.id,
          row.appId,
          row.eventKey,
          row.contentKey,
          row.kind,
          row.senderOpenId,
          row.chatId,
          row.receivedAt,
          JSON.stringify(row.payload),
        ]),
      },
      {
        sql: `with arrived (inbound_id, id, kind, key, serial, payload, run_at, max_attempts, created_at)
            as (values ${places(arrivals.length, 9)})
          insert into jobs
            (id, kind, key, serial, payload, state, run_at, attempts, max_attempts, revision, created_at)
          select a.id, a.kind, a.key, a.serial, a.payload, 'waiting', a.run_at, 0, a.max_attempts, 1, a.created_at
          from arrived a
          where exists (select 1 from inbound i where i.id = a.inbound_id)
          on conflict do nothing`,
        args: arrivals.flatMap(({ row, job }) => [
          row.id,
          job.id,
          job.kind,
          job.key,
          job.serial,
          JSON.stringify(job.payload),
          job.runAt,
          job.maxAttempts,
          job.createdAt,
        ]),
      },
    ],
    "write",
  );
}

const places = (rows: number, columns: number): string =>
  Array.from({ length: rows }, () => `(${"?,".repeat(columns).slice(0, -1)})`).join(",");

export async function loadInbound(db: Database, id: string): Promise<InboundRow | null> {
  const rows = await db.select().from(inbound).where(eq(inbound.id, id)).limit(1);
  return rows[0] ?? null;
}

/** What is said in a form, kept like a message that has been answered; beside whatever the form changes. */
export const keepInbound = (db: Database, row: InboundRow & { readonly outcome: string }): Statement =>
  db.insert(inbound).values(row);

/** Whether somebody has written the very same since an instant (UTC ms), with this outcome: who taps twice means it once. */
export async function writtenSince(
  db: Database,
  row: Pick<InboundRow, "senderOpenId" | "payload">,
  outcome: string,
  since: number,
): Promise<boolean> {
  const content = "'$.event.message.content'";
  const [known] = await db
    .select({ id: inbound.id })
    .from(inbound)
    .where(
      sql`${inbound.receivedAt} >= ${since} and ${inbound.senderOpenId} = ${row.senderOpenId} and ${inbound.outcome} = ${outcome}
        and json_extract(${inbound.payload}, ${sql.raw(content)}) = json_extract(${JSON.stringify(row.payload)}, ${sql.raw(content)})`,
    )
    .limit(1);
  return known !== undefined;
}

export const noteOutcome = (db: Database, id: string, outcome: string) => notedOutcome(db, { id, outcome });
const notedOutcome = compiled((db, slot: Slot<{ id: string; outcome: string }>) =>
  db
    .update(inbound)
    .set({ outcome: slot("outcome") })
    .where(eq(inbound.id, slot("id"))),
);
