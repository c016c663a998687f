import { sql } from "drizzle-orm";
import type { Database } from "../../src/store/database.ts";

/** Has the database itself write down whatever becomes of a reminder, past the code that is tested. */
export async function watchReminders(db: Database): Promise<void> {
  const columns = "ticket_id, kind, due_at, state, reason, settled_at";
  const values = columns
    .split(", ")
    .map((column) => `new.${column}`)
    .join(", ");
  const note = `begin insert into reminder_trail(${columns}) values (${values}); end`;
  await db.run(sql.raw(`create table reminder_trail(n integer primary key, ${columns})`));
  await db.run(sql.raw(`create trigger reminder_added after insert on reminders ${note}`));
  await db.run(
    sql.raw(
      `create trigger reminder_changed after update on reminders when old.state <> new.state or old.due_at <> new.due_at ${note}`,
    ),
  );
}

interface Step {
  readonly ticket_id: string;
  readonly kind: string;
  readonly due_at: number;
  readonly state: "planned" | "sent" | "cancelled";
  readonly reason: string | null;
  readonly settled_at: number | null;
}

export interface ReminderTrail {
  readonly sent: number;
  readonly cancelled: number;
  readonly moved: number;
  /** A line for each step that must never happen. */
  readonly wrong: readonly string[];
}

/**
 * What became of every reminder ever planned. Each planned one is sent once, not before its time; or cancelled for a stated
 * reason; or moved to another time; or still to come at `now` (UTC ms).
 */
export async function reminderTrail(db: Database, now: number): Promise<ReminderTrail> {
  const steps = await db.all<Step>(sql`select * from reminder_trail order by n`);
  const last = new Map<string, Step>();
  const sent = new Set<string>();
  const count = { sent: 0, cancelled: 0, moved: 0 };
  const wrong: string[] = [];
  for (const step of steps) {
    const key = `${step.ticket_id} ${step.kind}`;
    const before = last.get(key) ?? null;
    const problem = problemOf(before, step);
    if (problem !== null) wrong.push(`${key} ${step.due_at}: ${problem}`);
    if (step.state === "sent") {
      const instant = `${key} ${step.due_at}`;
      if (sent.has(instant)) wrong.push(`${instant}: sent a second time`);
      sent.add(instant);
    }
    if (step.state !== "planned") count[step.state] += 1;
    else if (before?.state === "planned") count.moved += 1;
    last.set(key, step);
  }
  for (const [key, step] of last)
    if (step.state === "planned" && step.due_at < now) wrong.push(`${key} ${step.due_at}: neither sent nor cancelled`);
  return { ...count, wrong };
}

function problemOf(before: Step | null, step: Step): string | null {
  switch (step.state) {
    case "planned":
      return before?.state === "sent" && step.due_at <= before.due_at ? "planned again for a time already sent" : null;
    case "sent":
      if (before?.state !== "planned" || before.due_at !== step.due_at) return "sent without having been planned";
      return (step.settled_at ?? 0) < step.due_at ? "sent before its time" : null;
    case "cancelled":
      if (before?.state !== "planned") return "cancelled without having been planned";
      return step.reason === null || step.reason === "" ? "cancelled without a reason" : null;
  }
}
