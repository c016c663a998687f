import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { loadSampleTown } from "../../db/sample/load.ts";
import { isWorkingTime, nextWorkingMinute } from "../../src/domain/calendar/index.ts";
import { LOCAL_APP } from "../../src/local/app.ts";
import { audit } from "../../src/store/audit.ts";
import { openBusyTown } from "../support/busy-town.ts";
import { HOUR } from "../support/clock.ts";
import { dice } from "../support/dice.ts";
import { freshDatabase } from "../support/office.ts";
import { reminderTrail, watchReminders } from "../support/reminder-trail.ts";

const START = Date.parse("2026-01-05T08:30:00+08:00");
const END = Date.parse("2026-12-31T17:30:00+08:00");

/** Event types that a year of thousands of tickets must have seen often. */
const TURNS = (
  "opened dispatched accepted passed_on returned handed_over progressed resolved rated closed " +
  "materials_requested supplemented approval_asked approval_given approval_denied unparked assist_asked assist_done supervised reopened"
).split(" ");

function repeated(all: readonly string[]): string[] {
  const seen = new Set<string>();
  return all.filter((one) => seen.size === seen.add(one).size);
}

test("a year of a busy town, holidays and make-up days, with a platform that fails: every ticket explained, nothing twice, the audit clean", async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.log(`seed ${seed}`);
  const random = dice(seed);
  const dir = mkdtempSync(join(tmpdir(), "qifu-year-"));
  const db = await freshDatabase(dir);
  // The disk is not what is tested here.
  await db.$client.execute("PRAGMA synchronous = OFF");
  await db.$client.execute("PRAGMA journal_mode = MEMORY");
  await loadSampleTown(db, LOCAL_APP.appId, START);
  await watchReminders(db);
  const town = await openBusyTown(db, START, random, 0.03);
  const { calendar } = await town.deps.directory.get(null);
  let written = 0;
  for (let now = START; now < END; now += 3 * HOUR) {
    if (!isWorkingTime(calendar, now)) now = nextWorkingMinute(calendar, now);
    town.clock.now = now;
    await town.tick();
    for (let i = 0; i < 4 + Math.floor(random() * 2.4); i += 1) {
      await town.write();
      written += 1;
    }
    await town.work();
  }
  // Nobody writes any more; whatever ends by rule ends.
  for (let day = 1; day <= 40; day += 1) {
    town.clock.now = nextWorkingMinute(calendar, END + day * 24 * HOUR);
    await town.tick();
    await town.work();
    await town.work();
  }
  await town.tick();
  const messages = [...town.platform.posted.values()];

  const one = async (query: ReturnType<typeof sql>): Promise<number> =>
    (await db.all<{ n: number }>(query))[0]?.n ?? -1;
  const tickets = await one(sql`select count(*) n from tickets`);
  // What is not a ticket joined one, or was answered; nothing is without an outcome.
  expect(await one(sql`select count(*) n from inbound`)).toBe(written);
  expect(await one(sql`select count(*) n from inbound where outcome is null`)).toBe(0);
  expect(tickets).toBeGreaterThan(3000);
  // Every kind of turn a ticket can take was taken, not only the straight way.
  const types = await db.all<{ type: string; n: number }>(
    sql`select type, count(*) n from ticket_events group by type`,
  );
  const seldom = TURNS.filter((turn) => (types.find(({ type }) => type === turn)?.n ?? 0) < 10);
  expect(seldom).toEqual([]);
  // Every ticket has ended, or is with a person of the office for a reason its stage names.
  expect(
    await one(
      sql`select count(*) n from tickets where closed_at is null and responsible_id not in (select id from people)`,
    ),
  ).toBe(0);
  expect(await one(sql`select count(*) n from tickets where stage = 'awaiting_requester'`)).toBe(0);
  // Each reminder was sent once and not before its time, or cancelled for a stated reason; none is left in the past.
  const reminders = await reminderTrail(db, town.clock.now);
  expect(reminders.wrong).toEqual([]);
  expect(Math.min(reminders.sent, reminders.cancelled, reminders.moved)).toBeGreaterThan(100);
  // Nothing was given up on, and nobody was told the same thing twice.
  expect(await one(sql`select count(*) n from jobs where state = 'buried'`)).toBe(0);
  const wrote = await db.all<{ who: string }>(sql`select sender_open_id || ' ' || received_at who from inbound`);
  // Who writes about something he has written of before is shown its card again.
  const asked = new Set(wrote.map(({ who }) => who));
  const told = messages.filter(({ to, at, late }) => !late && !asked.has(`${to} ${at}`));
  expect(repeated(told.map(({ to, said, at }) => `${to} ${at} ${said}`))).toEqual([]);
  expect(town.platform.calls.failed).toBeGreaterThan(50);
  expect(town.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  const differences: string[] = [];
  const result = await audit(db, {
    sha256: (text) => town.deps.sha256(text),
    onDifference: (d) => differences.push(`${d.about}: ${d.what}`),
  });
  expect(differences).toEqual([]);
  console.log(
    `${written} messages, ${tickets} tickets, ${result.events} events, ${messages.length} messages sent, reminders: ${reminders.sent} sent, ${reminders.cancelled} cancelled, ${reminders.moved} moved`,
  );
  db.$client.close();
  rmSync(dir, { recursive: true });
}, 600_000);
