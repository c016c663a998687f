import { sql } from "drizzle-orm";
import { loadSampleTown } from "../../db/sample/load.ts";
import type { WorkingCalendar } from "../../src/domain/calendar/index.ts";
import { isWorkingTime, nextWorkingMinute } from "../../src/domain/calendar/index.ts";
import { LOCAL_APP } from "../../src/local/app.ts";
import { audit } from "../../src/store/audit.ts";
import type { Database } from "../../src/store/database.ts";
import type { BusyTown } from "../support/busy-town.ts";
import { openBusyTown } from "../support/busy-town.ts";
import { HOUR } from "../support/clock.ts";
import { dice } from "../support/dice.ts";
import { memoryDatabase } from "../support/memory-database.ts";
import type { ReminderTrail } from "../support/reminder-trail.ts";
import { reminderTrail, watchReminders } from "../support/reminder-trail.ts";

/** What became of half a year, and whatever must not have. */
export interface HalfYear {
  readonly written: number;
  readonly arrived: number;
  readonly withoutOutcome: number;
  readonly tickets: number;
  /** How often each type of event came. */
  readonly turns: Readonly<Record<string, number>>;
  readonly events: number;
  /** Open tickets that are with nobody of the office, or still with their requester. */
  readonly astray: number;
  readonly reminders: ReminderTrail;
  readonly buriedJobs: number;
  /** Due, and run by nobody. */
  readonly forgottenJobs: number;
  readonly messages: number;
  readonly saidTwice: readonly string[];
  readonly failedCalls: number;
  readonly errors: readonly string[];
  readonly differences: readonly string[];
}

/** Tickets of half a year in a busy town. */
const TICKETS = 1505;

/**
 * A busy town from one instant to another (UTC ms), and the forty days after it in which whatever ends by rule ends: real
 * rules, a database of its own, a platform that fails three times in a hundred. The same seed gives the same half-year.
 */
async function halfYear(from: number, to: number, seed: number): Promise<HalfYear> {
  const random = dice(seed);
  const db = await memoryDatabase(random);
  await loadSampleTown(db, LOCAL_APP.appId, from);
  await watchReminders(db);
  const town = await openBusyTown(db, from, random, 0.03);
  const { calendar } = await town.deps.directory.get(null);
  const rounds = workingRounds(calendar, from, to);
  let written = 0;
  for (const [i, now] of rounds.entries()) {
    town.clock.now = now;
    await town.tick();
    // A few more or fewer in each round; what is only one more word about a matter makes no ticket.
    const byNow = (TICKETS * (i + (i + 1 < rounds.length ? random() : 1))) / rounds.length;
    while ((await ticketsOf(db)) < byNow) {
      if (written > 2 * TICKETS) throw new Error(`${written} messages made ${await ticketsOf(db)} tickets`);
      await town.write();
      written += 1;
    }
    await town.work();
  }
  for (let now = to; now < to + 40 * 24 * HOUR; now += 24 * HOUR) {
    // At one instant the same thing may come to be said twice, and be true both times.
    now = nextWorkingMinute(calendar, now);
    for (const later of [0, HOUR]) {
      town.clock.now = now + later;
      await town.tick();
      await town.work();
    }
  }
  await town.tick();
  const seen = await lookedAt(town, written);
  db.$client.close();
  return seen;
}

/** Instants of office hours, three hours apart or on to the next opening. */
function workingRounds(calendar: WorkingCalendar, from: number, to: number): number[] {
  const rounds: number[] = [];
  for (let now = from; now < to; now += 3 * HOUR) {
    if (!isWorkingTime(calendar, now)) now = nextWorkingMinute(calendar, now);
    rounds.push(now);
  }
  return rounds;
}

const ticketsOf = async (db: Database): Promise<number> =>
  (await db.all<{ n: number }>(sql`select count(*) n from tickets`))[0]?.n ?? 0;

async function lookedAt({ deps, platform, clock, log }: BusyTown, written: number): Promise<HalfYear> {
  const { db } = deps;
  const count = async (query: ReturnType<typeof sql>): Promise<number> =>
    (await db.all<{ n: number }>(query))[0]?.n ?? -1;
  const turns = await db.all<{ type: string; n: number }>(
    sql`select type, count(*) n from ticket_events group by type`,
  );
  const differences: string[] = [];
  const { events } = await audit(db, {
    sha256: (text) => deps.sha256(text),
    onDifference: ({ about, what }) => differences.push(`${about}: ${what}`),
  });
  return {
    written,
    arrived: await count(sql`select count(*) n from inbound`),
    withoutOutcome: await count(sql`select count(*) n from inbound where outcome is null`),
    tickets: await count(sql`select count(*) n from tickets`),
    turns: Object.fromEntries(turns.map(({ type, n }) => [type, n])),
    events,
    astray: await count(sql`select count(*) n from tickets where closed_at is null
      and (responsible_id not in (select id from people) or stage = 'awaiting_requester')`),
    reminders: await reminderTrail(db, clock.now),
    buriedJobs: await count(sql`select count(*) n from jobs where state = 'buried'`),
    forgottenJobs: await count(
      sql`select count(*) n from jobs where state = 'waiting' and run_at <= ${clock.now} and coalesce(locked_until, 0) <= ${clock.now}`,
    ),
    messages: platform.posted.size,
    saidTwice: await saidTwice({ db, platform }),
    failedCalls: platform.calls.failed,
    errors: log.filter((line) => line.includes('"level":"error"')),
    differences,
  };
}

/** What one reader was told twice at one instant. */
async function saidTwice({ db, platform }: Pick<BusyTown, "platform"> & Pick<BusyTown["deps"], "db">) {
  const wrote = await db.all<{ who: string }>(sql`select sender_open_id || ' ' || received_at who from inbound`);
  // Who writes about something he has written of before is shown its card again.
  const asked = new Set(wrote.map(({ who }) => who));
  const told = [...platform.posted.values()].filter(({ to, at, late }) => !late && !asked.has(`${to} ${at}`));
  const seen = new Set<string>();
  return told.map(({ to, said, at }) => `${to} ${at} ${said}`).filter((one) => seen.size === seen.add(one).size);
}

const [from, to, seed] = process.argv.slice(2).map(Number);
if (from === undefined || to === undefined || seed === undefined)
  throw new Error("usage: half-year.ts <from, UTC ms> <to, UTC ms> <seed>");
process.stdout.write(`${JSON.stringify(await halfYear(from, to, seed))}\n`);
