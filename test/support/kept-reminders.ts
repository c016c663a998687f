import type { Directory } from "../../src/domain/people/directory.ts";
import type { ReminderKind } from "../../src/domain/reminders.ts";
import { plannedReminders, stillWanted } from "../../src/domain/reminders.ts";
import type { TicketState } from "../../src/domain/ticket/state.ts";
import { planAgain } from "../../src/desk/reminders/plan-again.ts";
import type { Database } from "../../src/store/database.ts";
import { writeAll } from "../../src/store/database.ts";
import { planReminders, settleReminder } from "../../src/store/reminders.ts";
import { remindersOf } from "../../src/store/rebuild.ts";
import type { SimulatedYear } from "./simulate-year.ts";

/** Plans and says every reminder of a simulated year, each in its time, as the desk would have. @param until UTC ms. */
export async function keepReminders(db: Database, directory: Directory, year: SimulatedYear, until: number) {
  // A database of a test need not outlive the machine.
  await db.$client.execute("pragma synchronous = off");
  const lives = Map.groupBy(year.changes, ({ after }) => after.id);
  for (const [id, changes] of lives) {
    let known: TicketState | null = null;
    for (const { at, after } of changes) {
      if (known !== null) await sayDue(db, directory, known, at);
      const next = plannedReminders(directory, after, at).filter(({ dueAt }) => dueAt > at);
      await writeAll(
        db,
        planReminders(db, { ticketId: id, wanted: plannedReminders(directory, after), next, now: at }),
      );
      known = after;
    }
    if (known !== null) await sayDue(db, directory, known, until);
  }
}

async function sayDue(db: Database, directory: Directory, ticket: TicketState, until: number): Promise<void> {
  for (;;) {
    const rows = await remindersOf(db, [ticket.id]);
    const [due] = rows
      .filter(({ state, dueAt }) => state === "planned" && dueAt <= until)
      .toSorted((a, b) => a.dueAt - b.dueAt);
    if (due === undefined) return;
    const kind = due.kind as ReminderKind;
    const wanted = stillWanted(directory, ticket, kind, due.dueAt);
    const settled = wanted
      ? ({ state: "sent", reason: null } as const)
      : ({ state: "cancelled", reason: "no" } as const);
    await writeAll(db, [
      settleReminder(db, { ...due, reason: null }, { ...settled, now: due.dueAt }),
      ...(wanted ? planAgain(db, directory, ticket, kind, due.dueAt) : []),
    ]);
  }
}
