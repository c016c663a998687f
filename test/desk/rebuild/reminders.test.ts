import { asc, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { reminders, tickets } from "../../../db/schema/index.ts";
import { rebuildTickets } from "../../../src/desk/rebuild/run.ts";
import { factsDatabase } from "../../support/facts-database.ts";
import { keepReminders } from "../../support/kept-reminders.ts";
import { sampleDirectory } from "../../support/sample-directory.ts";
import { simulateYear } from "../../support/simulate-year.ts";

const directory = sampleDirectory();
const NOW = Date.parse("2026-07-01T12:30:00+08:00");
const from = Date.parse("2026-05-01T00:00:00+08:00");

test("reminders that were kept stay; lacking ones are planned, unwanted ones cancelled, what was said is not said again", async () => {
  const year = simulateYear(directory, { from, until: NOW, tickets: 60, seed: 11 });
  const facts = await factsDatabase(directory, year);
  const { db } = facts;
  const rebuild = () =>
    rebuildTickets({ db, directory: { get: () => Promise.resolve(directory) }, now: () => NOW }, { write: true });
  const all = () => db.select().from(reminders).orderBy(asc(reminders.ticketId), asc(reminders.kind));
  await keepReminders(db, directory, year, NOW);
  const kept = await all();
  const planned = kept.filter(({ state }) => state === "planned");
  const sent = kept.filter(({ state }) => state === "sent");
  expect(new Set(kept.map(({ state }) => state)).size).toBe(3);

  await db.run(
    sql`update tickets set state = json_remove(state, '$.deadlines', '$.approval', '$.parking', '$.pauses')`,
  );
  expect(await rebuild()).toMatchObject({ differing: 60, reminders: 0 });
  expect(await all()).toEqual(kept);

  const closed = sql`stage in ('withdrawn', 'merged', 'refused', 'not_request')`;
  const [over] = await db.select({ id: tickets.id }).from(tickets).where(closed);
  await db.delete(reminders).where(sql`state = 'planned'`);
  await db
    .insert(reminders)
    .values({ ticketId: over?.id ?? "", kind: "supervision_due", dueAt: NOW + 1, state: "planned" });
  // Said, and by other rules at a somewhat earlier minute.
  await db.run(sql`update reminders set due_at = due_at - 600000 where state = 'sent'`);
  // A question that an older release did not put is not put to everybody at once.
  await db.run(sql`delete from reminders where kind = 'look_back' and due_at <= ${NOW}`);

  expect(await rebuild()).toMatchObject({ differing: 0, reminders: planned.length + 1 });
  const now = await all();
  // What repeats by the hour counts from now.
  const named = (row: (typeof now)[number]) => ({ ...row, dueAt: row.kind.endsWith("_overdue") ? 0 : row.dueAt });
  expect(now.filter(({ state }) => state === "planned").map(named)).toEqual(planned.map(named));
  expect(now.filter(({ state, dueAt }) => state === "planned" && dueAt <= NOW)).toEqual([]);
  expect(now.find(({ ticketId, kind }) => ticketId === over?.id && kind === "supervision_due")?.state).toBe(
    "cancelled",
  );
  const stay = ({ kind }: { kind: string }): boolean => kind !== "look_back";
  expect(now.filter(({ state }) => state === "sent").filter(stay).length).toBe(sent.filter(stay).length);
  expect(await rebuild()).toMatchObject({ reminders: 0 });
  facts.close();
});
