import { eq, sql } from "drizzle-orm";
import { accountabilityDrafts } from "../../db/schema/index.ts";
import type { Database } from "./database.ts";

export type DraftReason = "overdue" | "contact_overdue" | "second_materials" | "bad_mark";

export interface Draft {
  readonly id: string;
  readonly ticketId: string;
  readonly reason: DraftReason;
  readonly personId: string;
  readonly unitId: string | null;
  readonly leaderId: string | null;
  readonly evidence: readonly { readonly at: number; readonly text: string }[];
  readonly createdAt: number;
}

/** One draft per ticket, reason and person, however often the rule notices it. */
export const addDraft = (db: Database, draft: Draft) =>
  db
    .insert(accountabilityDrafts)
    .values({ ...draft, evidence: [...draft.evidence], state: "draft" })
    .onConflictDoNothing();

export const draftById = (db: Database, id: string) =>
  db.select().from(accountabilityDrafts).where(eq(accountabilityDrafts.id, id));

/** Decides a draft once; decided before = the NOT NULL of `state` refuses. */
export const decideDraft = (
  db: Database,
  decision: { id: string; state: "confirmed" | "rejected"; decidedBy: string; decidedAt: number },
) =>
  db
    .update(accountabilityDrafts)
    .set({
      state: sql`case when ${accountabilityDrafts.state} = 'draft' then ${decision.state} else null end`,
      decidedBy: decision.decidedBy,
      decidedAt: decision.decidedAt,
    })
    .where(eq(accountabilityDrafts.id, decision.id));
