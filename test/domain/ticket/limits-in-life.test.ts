import * as fc from "fast-check";
import { expect, test } from "vitest";
import { workingCalendar } from "../../../src/domain/calendar/index.ts";
import type { DayKind } from "../../../src/domain/calendar/index.ts";
import type { Directory } from "../../../src/domain/people/directory.ts";
import { recompute } from "../../../src/domain/ticket/verbs/recompute.ts";
import { HOUR, TUESDAY_10 } from "../../support/clock.ts";
import { NOTICE_DAYS } from "../calendar/notices.ts";
import { SlowReckoning } from "../calendar/slow-reckoning.ts";
import { actorFor } from "./acting.ts";
import { slowLimits } from "./slow-limits.ts";
import { directory, PROJECT_VERBS, SUPERVISION_VERBS, system, Ticket, unbound, VERBS } from "./ticket-life.ts";

const ALL = { ...VERBS, ...SUPERVISION_VERBS, ...PROJECT_VERBS };
const HOURS = [
  { from: 510, to: 720 },
  { from: 840, to: 1050 },
];
const slowWith = (days: readonly (readonly [string, DayKind])[]): SlowReckoning =>
  new SlowReckoning({ offsetMinutes: 480, hours: HOURS, days, knownYears: [2025, 2026] });
const slow = slowWith(NOTICE_DAYS);

/** What moves limits, as it happens: each goes through when the ticket is in hand. */
const TURNS: Readonly<Record<string, readonly string[]>> = {
  pause: ["materials", "supplement"],
  park: ["askParking", "approve", "unpark"],
  parkWhilePaused: ["askParking", "materials", "approve", "unpark"],
  give: ["handOver", "accept"],
  offer: ["handOver"],
  take: ["accept"],
  takenBack: ["handOver", "takeBack"],
  givenBack: ["handOver", "dispatch", "accept"],
  sentBackToDesk: ["return"],
  returned: ["return", "dispatch", "accept"],
  extend: ["askExtension", "approve"],
  redo: ["resolve", "bad"],
  news: ["progress"],
  knownFirm: ["bind"],
  project: ["setProject"],
  danger: ["raiseAlarm"],
  parkedDanger: ["askParking", "approve", "raiseAlarm"],
  parkedKey: ["askParking", "approve", "bind", "unpark"],
  handedInLate: ["setProject", "resolve", "sendBack"],
};

const life = fc.array(
  fc.record({
    turn: fc.constantFrom(...Object.keys(TURNS)),
    seconds: fc.array(fc.integer({ min: 0, max: (4 * 24 * HOUR) / 1000 }), { minLength: 4, maxLength: 4 }),
  }),
  { maxLength: 8, size: "max" },
);

function lived(category: string | null, turns: readonly { turn: string; seconds: readonly number[] }[]) {
  const ticket = new Ticket(category, unbound);
  const reached = new Set<string>();
  let now = TUESDAY_10;
  const step = (verb: string, seconds: number): void => {
    now += seconds * 1000;
    const said = ticket.do(actorFor("fitting", verb, ticket.state), now, ALL[verb] ?? expect.fail(verb));
    if (said !== "ok") return;
    reached.add(verb);
    const { acceptBy, contactBy, resolveBy } = ticket.state.deadlines;
    expect({ acceptBy, contactBy, resolveBy }, `limits after ${verb}`).toEqual(
      slowLimits(slow, directory, ticket.events),
    );
  };
  step(category === null ? "dispatch" : "accept", 1800);
  step("accept", 600);
  for (const { turn, seconds } of turns)
    for (const [i, verb] of (TURNS[turn] ?? []).entries()) step(verb, seconds[i] ?? 0);
  return { ticket, now, reached };
}

test("however often it is paused, parked, given away, extended and done again, every limit is that of its events (000-17, B.4, B.13)", () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(fc.constantFrom("power", "road", "arrears", null), life, (category, turns) => {
      for (const verb of lived(category, turns).reached) reached.add(verb);
    }),
    { numRuns: 600 },
  );
  expect(
    Object.values(TURNS)
      .flat()
      .filter((verb) => !reached.has(verb)),
  ).toEqual([]);
});

/** Working days of the town's next weeks that a later notice makes days off. */
const holidays = fc
  .uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 6 })
  .map((days) => days.map((n) => new Date(TUESDAY_10 + n * 24 * HOUR).toISOString().slice(0, 10)));

test("a new calendar moves what is still to come to where it would be had it always been known, and nothing that was missed (B.13)", () => {
  let moved = 0;
  fc.assert(
    fc.property(fc.constantFrom("power", "road", "arrears"), life, holidays, (category, turns, off) => {
      const { ticket, now } = lived(category, turns);
      const days = [...NOTICE_DAYS, ...off.map((day) => [day, "off"] as const)];
      const calendar = workingCalendar({ days });
      const later: Directory = { ...directory, calendar };
      const before = ticket.state;
      ticket.do(system, now, (context, state) =>
        recompute({ ...context, directory: later }, state, { because: "calendar" }),
      );
      const should = slowLimits(slowWith(days), later, ticket.events);
      const after = ticket.state;
      const owed = {
        acceptBy: before.acceptedAt === null || before.offeredToId !== null || before.stage === "triage",
        contactBy: before.firstContactAt === null,
        resolveBy: before.extension === null,
      };
      const open = before.closedAt === null && before.stage !== "awaiting_rating";
      for (const name of ["acceptBy", "contactBy", "resolveBy"] as const) {
        // An agreed date caps the other two, and is not reckoned anew.
        if (before.extension !== null && name !== "resolveBy") continue;
        const was = before.deadlines[name];
        // A clock that stands still misses nothing.
        const by = before.pausedSince ?? now;
        const stays = !open || !owed[name] || was < by || should[name] <= by;
        expect(after.deadlines[name], name).toBe(stays ? was : should[name]);
        if (after.deadlines[name] !== was) moved += 1;
      }
    }),
    { numRuns: 400 },
  );
  expect(moved, "calendars that matter").toBeGreaterThan(20);
});
