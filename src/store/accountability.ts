import { eq, sql } from "drizzle-orm";
import { accountabilityDrafts } from "../../db/schema/index.ts";
import type { Database } from "./database.ts";

export type DraftReason = "overdue" | "contact_overdue" | "second_materials" | "bad_mark";

/**
 * One fact of the record. Without a kind: its text, "" = the limit for the result. mark: `text` is the mark, 1–5. words: what
 * the enterprise wrote for the leader's eyes; nothing else quotes it.
 */
export interface Evidence {
  readonly at: number;
  readonly text: string;
  readonly kind?: "contact_limit" | "no_contact" | "urged" | "resolved" | "reopened" | "mark" | "reported" | "words";
}

export interface Draft {
  readonly id: string;
  readonly ticketId: string;
  readonly reason: DraftReason;
  readonly personId: string;
  readonly unitId: string | null;
  readonly leaderId: string | null;
  readonly evidence: readonly Evidence[];
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
