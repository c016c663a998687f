import { and, eq, inArray, sql } from "drizzle-orm";
import { accountabilityDrafts } from "../../db/schema/index.ts";
import type { Database } from "./database.ts";

export type DraftReason = "overdue" | "contact_overdue" | "second_materials" | "bad_mark";

/** approval_*: `text` is what was asked for; unanswered = nobody decided in time. accepted, on_leave: who took it, who stood in. returned: by which unit. */
type FactKind =
  | "accepted"
  | "returned"
  | "approval_asked"
  | "approval_given"
  | "approval_denied"
  | "approval_unanswered"
  | "opened"
  | "paused"
  | "resumed"
  | "handed_in"
  | "sent_back"
  | "on_leave";

/**
 * One fact of the record. Without a kind: its text, "" = the limit for the result. mark: `text` is the mark, 1–5. words: what
 * the enterprise wrote for the leader's eyes; nothing else quotes it.
 */
export interface Evidence {
  readonly at: number;
  readonly text: string;
  readonly kind?:
    | "contact_limit"
    | "no_contact"
    | "urged"
    | "resolved"
    | "reopened"
    | "mark"
    | "reported"
    | "words"
    | FactKind;
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

/** One draft per ticket, reason, person and round, however often the rule notices it: its id is made of these. */
export const addDraft = (db: Database, draft: Draft) =>
  db
    .insert(accountabilityDrafts)
    .values({ ...draft, evidence: [...draft.evidence], state: "draft" })
    .onConflictDoNothing();

/** What has been drafted about tickets, decided or not. */
export const draftsOfTickets = (db: Database, ticketIds: readonly string[]) =>
  db
    .select({ id: accountabilityDrafts.id, personId: accountabilityDrafts.personId })
    .from(accountabilityDrafts)
    .where(inArray(accountabilityDrafts.ticketId, [...ticketIds]));

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

/** Open drafts whose leader has left, or for whom there was none. */
export const leaderlessDrafts = (db: Database, most: number) =>
  db
    .select()
    .from(accountabilityDrafts)
    .where(
      and(
        eq(accountabilityDrafts.state, "draft"),
        sql`not exists (select 1 from people p where p.id = ${accountabilityDrafts.leaderId} and p.active = 1)`,
      ),
    )
    .limit(most);

/** Gives an open draft to another leader. */
export const reassignDraft = (db: Database, id: string, leaderId: string) =>
  db
    .update(accountabilityDrafts)
    .set({ leaderId })
    .where(and(eq(accountabilityDrafts.id, id), eq(accountabilityDrafts.state, "draft")));
