import { and, asc, eq, lte, notInArray, sql } from "drizzle-orm";
import { reminders } from "../../db/schema/index.ts";
import type { Database, Statement } from "./database.ts";

export interface ReminderRow {
  readonly ticketId: string;
  readonly kind: string;
  readonly dueAt: number;
}

/** Plans reminders of a ticket and cancels the planned ones that are no longer wanted. A sent one is planned anew only for a later instant. */
export function planReminders(
  db: Database,
  plan: {
    readonly ticketId: string;
    readonly wanted: readonly { readonly kind: string; readonly dueAt: number }[];
    readonly now: number;
    /** True = only adds; planned ones of other kinds stay as they are. */
    readonly keepOthers?: boolean;
  },
): Statement[] {
  const { ticketId, wanted, now } = plan;
  const kinds = wanted.map((w) => w.kind);
  const cancel = db
    .update(reminders)
    .set({ state: "cancelled", reason: "no longer wanted", settledAt: now })
    .where(
      and(
        eq(reminders.ticketId, ticketId),
        eq(reminders.state, "planned"),
        kinds.length === 0 ? undefined : notInArray(reminders.kind, kinds),
      ),
    );
  if (wanted.length === 0) return [cancel];
  return [
    ...(plan.keepOthers === true ? [] : [cancel]),
    db
      .insert(reminders)
      .values(wanted.map((w) => ({ ticketId, kind: w.kind, dueAt: w.dueAt, state: "planned" as const })))
      .onConflictDoUpdate({
        target: [reminders.ticketId, reminders.kind],
        set: { dueAt: sql`excluded.due_at`, state: "planned", reason: null, settledAt: null },
        setWhere: sql`${reminders.state} <> 'sent' or excluded.due_at > ${reminders.dueAt}`,
      }),
  ];
}

export const dueReminders = (db: Database, now: number, limit: number) =>
  db
    .select({ ticketId: reminders.ticketId, kind: reminders.kind, dueAt: reminders.dueAt })
    .from(reminders)
    .where(and(eq(reminders.state, "planned"), lte(reminders.dueAt, now)))
    .orderBy(asc(reminders.dueAt))
    .limit(limit);

export async function nextReminderAt(db: Database): Promise<number | null> {
  const rows = await db
    .select({ at: reminders.dueAt })
    .from(reminders)
    .where(eq(reminders.state, "planned"))
    .orderBy(asc(reminders.dueAt))
    .limit(1);
  return rows[0]?.at ?? null;
}

/**
 * Settles a due reminder inside the transaction that sends it. When another instance was quicker, the NOT NULL of `state`
 * refuses and the whole transaction falls.
 */
export function settleReminder(
  db: Database,
  reminder: ReminderRow,
  settled: { readonly state: "sent" | "cancelled"; readonly reason: string | null; readonly now: number },
) {
  return db
    .update(reminders)
    .set({
      state: sql`case when ${reminders.state} = 'planned' and ${reminders.dueAt} = ${reminder.dueAt} then ${settled.state} else null end`,
      reason: settled.reason,
      settledAt: settled.now,
    })
    .where(and(eq(reminders.ticketId, reminder.ticketId), eq(reminders.kind, reminder.kind)));
}
