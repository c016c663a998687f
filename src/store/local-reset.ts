import { sql } from "drizzle-orm";
import {
  cards,
  commands,
  conversations,
  counters,
  guideCounts,
  guideGaps,
  identityClaims,
  inbound,
  jobs,
  learnedExamples,
  reminders,
  rota,
  ticketEvents,
  tickets,
} from "../../db/schema/index.ts";
import type { Database, Statement } from "./database.ts";
import { writeAll } from "./database.ts";

/** Empties everything that happened; the directory stays. For the local Feishu's reset only. */
export async function emptyOffice(db: Database): Promise<void> {
  const tables = [
    cards,
    commands,
    conversations,
    counters,
    guideCounts,
    guideGaps,
    identityClaims,
    inbound,
    jobs,
    learnedExamples,
    reminders,
    rota,
    ticketEvents,
    tickets,
  ];
  await writeAll(
    db,
    tables.map((table): Statement => db.delete(table)),
  );
}

/** How many jobs wait that may run at `now`, leased ones included. */
export async function busyJobs(db: Database, now: number): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(*)` })
    .from(jobs)
    .where(sql`${jobs.state} = 'waiting' and (${jobs.runAt} <= ${now} or ${jobs.lockedUntil} > ${now})`);
  return row?.n ?? 0;
}
