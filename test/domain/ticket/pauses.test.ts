import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formChoices } from "../../../src/desk/views/form-choices.ts";
import { factsOf } from "../../../src/domain/stats/fact-change.ts";
import { finalLimit } from "../../../src/domain/ticket/clock.ts";
import { contactSettled, resolveSettled } from "../../../src/domain/stats/steps.ts";
import { todosOf } from "../../../src/domain/ticket/todo.ts";
import { askParking } from "../../../src/domain/ticket/verbs/ask-parking.ts";
import { HOUR, MINUTE, TUESDAY_10 } from "../../support/clock.ts";
import { NOTICE_DAYS, wall } from "../calendar/notices.ts";
import { SlowReckoning } from "../calendar/slow-reckoning.ts";
import { actorFor } from "./acting.ts";
import { PROJECT_VERBS, SUPERVISION_VERBS, Ticket, VERBS, directory, system } from "./ticket-life.ts";

const ALL = { ...VERBS, ...SUPERVISION_VERBS, ...PROJECT_VERBS };
const at = (local: string): number => Date.parse(`2026-${local}+08:00`);
const step = (ticket: Ticket, when: number, verb: string): void =>
  expect(ticket.do(actorFor("fitting", verb, ticket.state), when, ALL[verb] ?? expect.fail(verb)), verb).toBe("ok");

/** In hand since Tuesday 10:10; a power failure's limit is Thursday 17:30. */
function inHand(category = "power"): Ticket {
  const ticket = new Ticket(category);
  step(ticket, TUESDAY_10 + 10 * MINUTE, "accept");
  return ticket;
}

const inTime = (ticket: Ticket, now: number): boolean | undefined => {
  const [row] = factsOf(directory, ticket.events);
  return row === undefined ? undefined : resolveSettled(row, now)?.inTime;
};

describe("a pause for papers that becomes a parking is one pause (B.13)", () => {
  test("parked while papers are awaited: both move the limit", () => {
    const ticket = inHand();
    step(ticket, at("11-24T11:00:00"), "askParking");
    step(ticket, at("11-24T11:00:00"), "materials");
    step(ticket, at("11-25T11:00:00"), "approve");
    expect(ticket.state).toMatchObject({ stage: "parked", pausedSince: at("11-24T11:00:00") });
    step(ticket, at("11-26T11:00:00"), "unpark");
    // Two working days stood still.
    expect(wall(ticket.state.deadlines.resolveBy)).toBe("2026-11-30 17:30");
    expect(ticket.state.pauses).toEqual([{ from: at("11-24T11:00:00"), to: at("11-26T11:00:00") }]);
  });

  const moves = fc.array(
    fc.record({
      verb: fc.constantFrom("materials", "supplement", "askParking", "approve", "unpark", "progress"),
      seconds: fc.integer({ min: 0, max: 24 * 3600 }),
    }),
    { minLength: 4, maxLength: 16 },
  );
  const slow = new SlowReckoning({
    offsetMinutes: 480,
    hours: [
      { from: 510, to: 720 },
      { from: 840, to: 1050 },
    ],
    days: NOTICE_DAYS,
    knownYears: [2025, 2026],
  });

  test("whatever order they come in, the limit moves by the time in which the ticket was seen standing still", () => {
    let overlapped = 0;
    fc.assert(
      fc.property(moves, (all) => {
        const ticket = inHand("land");
        const was = ticket.state.deadlines.resolveBy;
        let now = TUESDAY_10 + HOUR;
        let stoodSince: number | null = null;
        let due = was;
        for (const { verb, seconds } of all) {
          now += seconds * 1000;
          const before = ticket.state.stage;
          ticket.do(actorFor("fitting", verb, ticket.state), now, ALL[verb] ?? expect.fail(verb));
          const { stage } = ticket.state;
          if (before === "awaiting_requester" && stage === "parked") overlapped += 1;
          const stands = stage === "awaiting_requester" || stage === "parked";
          if (stands) stoodSince ??= now;
          else if (stoodSince !== null) {
            const minutes = Math.floor(slow.between(stoodSince, now));
            // What was late when it began to stand still stays late.
            if (minutes > 0 && stoodSince <= due) due = slow.add(due, minutes);
            stoodSince = null;
          }
          expect(wall(ticket.state.deadlines.resolveBy), `after ${verb}`).toBe(wall(due));
        }
      }),
      { numRuns: 1600 },
    );
    expect(overlapped, "pauses that became parkings").toBeGreaterThan(10);
  });
});

describe("a few seconds' pause leaves a limit at the end of its day (B.13)", () => {
  const paused = (from: string, to: string): string => {
    const ticket = inHand();
    step(ticket, at(from), "materials");
    step(ticket, at(to), "supplement");
    return wall(ticket.state.deadlines.resolveBy);
  };

  test.each([
    ["three seconds", "11-24T11:00:00", "11-24T11:00:03", "2026-11-26 17:30"],
    ["a working day and three seconds", "11-24T11:00:00", "11-25T11:00:03", "2026-11-27 17:30"],
    ["over the close of the day", "11-24T17:29:58", "11-25T08:30:05", "2026-11-26 17:30"],
    ["a night", "11-24T17:30:00", "11-25T08:30:00", "2026-11-26 17:30"],
    ["an hour", "11-24T11:00:00", "11-24T12:00:00", "2026-11-27 09:30"],
  ])("%s", (_, from, to, due) => expect(paused(from, to)).toBe(due));
});

describe("in time is what was handled before the limit, by the clock as it stood (000-17)", () => {
  test.each([
    ["paused before the limit, solved out of the pause days later", "11-26T16:00:00", "11-30T20:00:00", true],
    ["paused at the limit itself", "11-26T17:30:00", "11-27T08:00:00", true],
    ["paused an hour after the office had closed on the last day", "11-26T18:30:00", "11-27T10:00:00", false],
    ["paused the morning after", "11-27T09:00:00", "11-27T09:00:05", false],
  ])("%s", (_, from, solved, good) => {
    const ticket = inHand();
    step(ticket, at(from), "materials");
    step(ticket, at(solved), "resolve");
    expect(inTime(ticket, at(solved))).toBe(good);
  });
});

test("papers that came while the ticket was parked, and those asked for before, are not missing afterwards (003-08)", () => {
  for (const came of [true, false]) {
    const ticket = inHand();
    step(ticket, at("11-24T11:00:00"), "askParking");
    step(ticket, at("11-24T11:01:00"), "materials");
    step(ticket, at("11-24T11:02:00"), "approve");
    if (came) {
      step(ticket, at("11-24T12:00:00"), "supplement");
      expect(ticket.state.materials).toEqual([]);
    }
    step(ticket, at("11-25T11:00:00"), "unpark");
    expect(ticket.state).toMatchObject({ stage: "in_progress", materials: [] });
  }
});

test("solved out of a parking, the parking is over: a redo neither asks for its day nor is bound by it (挂账, B.8)", () => {
  const ticket = inHand("land");
  step(ticket, at("11-24T10:30:00"), "askParking");
  step(ticket, at("11-24T11:00:00"), "approve");
  step(ticket, at("11-25T10:00:00"), "resolve");
  step(ticket, at("11-25T11:00:00"), "bad");
  expect(ticket.state).toMatchObject({ stage: "in_progress", parking: null });
  const now = at("11-25T12:00:00");
  const actor = actorFor("worker", "", ticket.state);
  const { days = [] } = formChoices({ now, directory, actor }, ticket.state, "park", []);
  expect(wall(days[0] ?? 0)).toBe("2026-12-02 17:30");
  const until = at("12-04T17:30:00");
  expect(ticket.do(actor, now, (c, t) => askParking(c, t, { reason: "等批", plan: "每周问", until }))).toBe("ok");
  step(ticket, now, "levelUp");
  const todos = todosOf({ directory, now }, ticket.state, ticket.state.takenUpTo ?? "");
  expect(todos.find(({ what }) => what === "coordinate")?.by).toBe(ticket.state.deadlines.resolveBy);
});

describe("what stands still, and what does not", () => {
  test("a limit that has been missed is not moved out of sight by asking for papers afterwards (B.13)", () => {
    const ticket = inHand();
    const { resolveBy } = ticket.state.deadlines;
    step(ticket, at("11-27T09:00:00"), "materials");
    step(ticket, at("12-01T09:00:00"), "supplement");
    expect(ticket.state.deadlines.resolveBy).toBe(resolveBy);
    // Neither when the same limit is reckoned from its start.
    expect(finalLimit(directory, ticket.state, ticket.state.category)).toBe(resolveBy);
  });

  test("parked before anybody had to call, the call is owed as much later, and is nobody's miss meanwhile (000-16)", () => {
    const ticket = inHand("road");
    const { contactBy } = ticket.state.deadlines;
    expect(wall(contactBy)).toBe("2026-11-24 16:00");
    step(ticket, at("11-24T11:00:00"), "askParking");
    step(ticket, at("11-24T11:10:00"), "approve");
    const [row] = factsOf(directory, ticket.events);
    expect(row === undefined ? undefined : contactSettled(row, at("12-08T10:00:00"))).toBeNull();
    step(ticket, at("12-07T09:00:00"), "unpark");
    // Two hours and fifty minutes of office time were left.
    expect(wall(ticket.state.deadlines.contactBy)).toBe("2026-12-07 11:50");
  });

  test("reckoned again without anything new, an alarm raised later leaves its limits where they were (B.14)", () => {
    const ticket = inHand("road");
    step(ticket, at("11-24T13:00:00"), "raiseAlarm");
    const before = ticket.state.deadlines;
    expect(ticket.do(system, at("11-24T13:01:00"), ALL["recompute"]!)).toBe("ok");
    expect(ticket.state.deadlines).toEqual(before);
  });

  test("what is asked for while it stands still may be answered on the next working day, whatever its limit says", () => {
    const ticket = inHand();
    step(ticket, at("11-24T11:00:00"), "materials");
    step(ticket, ticket.state.deadlines.resolveBy - 5 * MINUTE, "askTermination");
    expect(wall(ticket.state.approval?.decideBy ?? 0)).toBe("2026-11-27 17:30");
  });
});
