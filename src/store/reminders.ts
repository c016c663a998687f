import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import { reminders } from "../../db/schema/index.ts";
import { REPEATING } from "../domain/reminders.ts";
import { compiled } from "./compiled.ts";
import type { Slot } from "./compiled.ts";
import type { Database, Statement } from "./database.ts";

const REPEATS: ReadonlySet<string> = REPEATING;

export interface ReminderRow {
  readonly ticketId: string;
  readonly kind: string;
  readonly dueAt: number;
  /** Of a planned one that was put off until the office opened: that it is the first of its kind, or when it was due; else null. */
  readonly reason: string | null;
}

/** Written out: beside a partial index a bound value makes SQLite plan the statement anew at every use. */
const PLANNED = sql`${reminders.state} = 'planned'`;

/** A first reminder that was put off is still the first. */
const HELD_FIRST = "first";

/**
 * Plans reminders of a ticket and cancels the planned ones that are no longer wanted. A sent one is planned anew only for a
 * later instant. One that repeats and waits for its next time is not drawn back to its first one that has passed, only nearer
 * where its next time now comes sooner.
 */
export function planReminders(
  db: Database,
  plan: {
    readonly ticketId: string;
    readonly wanted: readonly { readonly kind: string; readonly dueAt: number }[];
    /** Next time after `now` of what repeats; absent = none. */
    readonly next?: readonly { readonly kind: string; readonly dueAt: number }[];
    readonly now: number;
    /** True = only adds; planned ones of other kinds stay as they are. */
    readonly keepOthers?: boolean;
  },
): Statement[] {
  const { ticketId, wanted, now } = plan;
  const kinds = JSON.stringify(wanted.map((w) => w.kind));
  const others = plan.keepOthers === true && wanted.length > 0 ? [] : [cancelOthers(db, { ticketId, kinds, now })];
  if (wanted.length === 0) return others;
  const values = wanted.flatMap((w, i) => [[`kind${i}`, w.kind] as const, [`dueAt${i}`, w.dueAt] as const]);
  return [
    ...others,
    planned(wanted.length)(db, { ticketId, now, next: nextTimes(plan.next ?? []), ...Object.fromEntries(values) }),
  ];
}

const nextTimes = (next: NonNullable<Parameters<typeof planReminders>[1]["next"]>): string =>
  JSON.stringify(Object.fromEntries(next.flatMap(({ kind, dueAt }) => (REPEATS.has(kind) ? [[kind, dueAt]] : []))));

const cancelOthers = compiled((db, slot: Slot<{ ticketId: string; kinds: string; now: number }>) =>
  db
    .update(reminders)
    .set({ state: "cancelled", reason: "no longer wanted", settledAt: slot("now") })
    .where(
      and(
        eq(reminders.ticketId, slot("ticketId")),
        PLANNED,
        sql`${reminders.kind} not in (select value from json_each(${slot("kinds")}))`,
      ),
    ),
);

/** One statement for each number of reminders a ticket may want at a time. */
const plannedByCount = new Map<number, ReturnType<typeof planStatement>>();
const planned = (count: number): ReturnType<typeof planStatement> => {
  const known = plannedByCount.get(count) ?? planStatement(count);
  plannedByCount.set(count, known);
  return known;
};

const planStatement = (count: number) =>
  compiled((db, slot: Slot<Record<string, string | number>>) => {
    const now = slot("now");
    const next = sql`(select value from json_each(${slot("next")}) where key = excluded.kind)`;
    const waits = sql`${reminders.dueAt} > ${now}`;
    return db
      .insert(reminders)
      .values(
        Array.from({ length: count }, (_, i) => ({
          ticketId: slot("ticketId"),
          kind: slot(`kind${i}`),
          dueAt: slot(`dueAt${i}`),
          state: "planned" as const,
        })),
      )
      .onConflictDoUpdate({
        target: [reminders.ticketId, reminders.kind],
        set: {
          dueAt: sql`case when excluded.due_at > ${now} or ${next} is null then excluded.due_at
            when ${reminders.state} = 'planned' then case when ${waits} then min(${reminders.dueAt}, ${next}) else ${reminders.dueAt} end
            when ${reminders.state} = 'sent' and excluded.due_at > ${reminders.dueAt} then excluded.due_at
            else ${next} end`,
          state: "planned",
          reason: sql`case ${reminders.state} when 'planned' then ${reminders.reason} end`,
          settledAt: null,
        },
        // One that had gone on to its last time has been said: it is not drawn back to its first.
        setWhere: sql`case ${reminders.state} when 'sent' then excluded.due_at > ${reminders.dueAt} or ${next} is not null
          else ${next} is not null or excluded.due_at > ${now} or excluded.due_at >= ${reminders.dueAt}
            or excluded.kind not in ('due_soon', 'contact_escalate') end`,
      });
  });

export const dueReminders = (db: Database, now: number, limit: number) => comeDue(db, { now, limit });
const comeDue = compiled((db, slot: Slot<{ now: number; limit: number }>) =>
  db
    .select({ ticketId: reminders.ticketId, kind: reminders.kind, dueAt: reminders.dueAt, reason: reminders.reason })
    .from(reminders)
    .where(sql`${PLANNED} and ${reminders.dueAt} <= ${slot("now")} order by ${reminders.dueAt} limit ${slot("limit")}`),
);

/** Of some tickets, what has come due and is about to be said. */
export const aboutToBeSaid = (db: Database, ticketIds: readonly string[], now: number) =>
  db
    .select({ ticketId: reminders.ticketId, kind: reminders.kind })
    .from(reminders)
    .where(and(inArray(reminders.ticketId, [...ticketIds]), eq(reminders.state, "planned"), lte(reminders.dueAt, now)));

export async function nextReminderAt(db: Database): Promise<number | null> {
  const rows = await db
    .select({ at: reminders.dueAt })
    .from(reminders)
    .where(PLANNED)
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
  return settledReminder(db, { ...reminder, ...settled });
}

/** In front of the reason of one that was put off because its rule failed. */
const STUCK = "stuck ";

const heldAs = ({ reason }: ReminderRow): string => (reason ?? "").replace(STUCK, "");

/** Whether it is the first of its kind though it was put off. */
export const heldFirst = (row: ReminderRow): boolean => heldAs(row) === HELD_FIRST;

/** Whether it was put off because its rule failed. */
export const isStuck = ({ reason }: ReminderRow): boolean => reason?.startsWith(STUCK) === true;

/** When it was due itself, though it was put off; UTC ms. */
export const ownDue = (row: ReminderRow): number => Number(heldAs(row)) || row.dueAt;

/**
 * Puts a due reminder off; settled or moved by somebody else meanwhile, it stays as it is. Returns it where it was ours to put off.
 * @param as what it is when it is said: the first of its kind, one that was due before, one whose own time has moved, or what it
 * was, because its rule failed.
 */
export function holdReminder(
  db: Database,
  reminder: ReminderRow,
  until: number,
  as: "first" | "same" | "moved" | "stuck",
) {
  const same = heldFirst(reminder) ? HELD_FIRST : String(ownDue(reminder));
  const reason = { first: HELD_FIRST, same, moved: null, stuck: STUCK + same }[as];
  return heldReminder(db, { ...reminder, until, reason });
}

const heldReminder = compiled((db, slot: Slot<ReminderRow & { until: number }>) =>
  db
    .update(reminders)
    .set({ dueAt: sql`${slot("until")}`, reason: sql`${slot("reason")}` })
    .where(
      and(
        eq(reminders.ticketId, slot("ticketId")),
        eq(reminders.kind, slot("kind")),
        PLANNED,
        eq(reminders.dueAt, slot("dueAt")),
      ),
    )
    .returning({ ticketId: reminders.ticketId }),
);

interface Settled extends ReminderRow {
  readonly state: "sent" | "cancelled";
  readonly reason: string | null;
  readonly now: number;
}
const settledReminder = compiled((db, slot: Slot<Settled>) =>
  db
    .update(reminders)
    .set({
      state: sql`case when ${reminders.state} = 'planned' and ${reminders.dueAt} = ${slot("dueAt")} then ${slot("state")} else null end`,
      reason: sql`${slot("reason")}`,
      settledAt: sql`${slot("now")}`,
    })
    .where(and(eq(reminders.ticketId, slot("ticketId")), eq(reminders.kind, slot("kind")))),
);
