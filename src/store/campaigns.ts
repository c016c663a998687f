import { and, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
import { campaigns, ticketEvents } from "../../db/schema/index.ts";
import type { Campaign } from "../domain/stats/campaign.ts";
import type { Database } from "./database.ts";

const c = campaigns;
/** Few are kept a year; more than this is never shown. */
const MOST = 50;

/** Campaigns that had not ended at an instant (UTC ms), the one that begins last first. */
export const campaignsSince = (db: Database, at: number): Promise<Campaign[]> =>
  db
    .select()
    .from(c)
    .where(and(gt(c.to, at), or(isNull(c.endedAt), gt(c.endedAt, at))))
    .orderBy(desc(c.from), desc(c.id))
    .limit(MOST);

export async function campaignById(db: Database, id: string): Promise<Campaign | null> {
  const [row] = await db.select().from(c).where(eq(c.id, id));
  return row ?? null;
}

/** The last one of a name. */
export async function campaignByName(db: Database, name: string): Promise<Campaign | null> {
  const [row] = await db.select().from(c).where(eq(c.name, name)).orderBy(desc(c.from)).limit(1);
  return row ?? null;
}

/** Every campaign, the newest first. */
export const allCampaigns = (db: Database): Promise<Campaign[]> =>
  db.select().from(c).orderBy(desc(c.from), desc(c.id)).limit(MOST);

/** False = one of this name and first day is there already. */
export async function addCampaign(db: Database, row: typeof campaigns.$inferInsert): Promise<boolean> {
  return (await db.insert(c).values(row).onConflictDoNothing().returning({ id: c.id })).length > 0;
}

/** Ends one that runs, once. False = it has ended, or there is none. */
export async function endCampaignRow(
  db: Database,
  end: { readonly id: string; readonly by: string; readonly at: number },
): Promise<boolean> {
  const ended = await db
    .update(c)
    .set({ endedBy: end.by, endedAt: end.at })
    .where(and(eq(c.id, end.id), isNull(c.endedAt), gt(c.to, end.at)))
    .returning({ id: c.id });
  return ended.length > 0;
}

/** Which of these tickets were found still good when their firm was asked (回头看, 002-24). */
export async function stillGood(db: Database, ticketIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (ticketIds.length === 0) return new Set();
  const rows = await db
    .selectDistinct({ id: ticketEvents.ticketId })
    .from(ticketEvents)
    .where(
      and(
        sql`${ticketEvents.ticketId} in (select value from json_each(${JSON.stringify(ticketIds)}))`,
        eq(ticketEvents.type, "looked_back"),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}
