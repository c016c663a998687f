import { expect, test } from "vitest";
import { ticketView } from "../../../src/desk/views/project.ts";
import { addWorking } from "../../../src/domain/calendar/index.ts";
import { dutyConfirmed, plannedReminders } from "../../../src/domain/reminders.ts";
import { raiseAlarm } from "../../../src/domain/ticket/verbs/raise-alarm.ts";
import { HOUR, MINUTE, TUESDAY_10 } from "../../support/clock.ts";
import { SUPERVISION_VERBS, Ticket, VERBS, directory, manager, staff, system } from "./ticket-life.ts";

const ALL = { ...VERBS, ...SUPERVISION_VERBS };
const ALARM = TUESDAY_10 + 4 * HOUR;

test.each([false, true])(
  "danger told of an ordinary matter is called out until somebody acts on it (domain.md B.14); accepted before: %s",
  (accepted) => {
    const ticket = new Ticket("road");
    const worker = staff(ticket.state.offeredToId ?? "");
    if (accepted) expect(ticket.do(worker, TUESDAY_10 + MINUTE, VERBS["accept"]!)).toBe("ok");
    expect(ticket.do(manager, ALARM, raiseAlarm)).toBe("ok");
    const next = (after: number | null) =>
      plannedReminders(directory, ticket.state, after).find(({ kind }) => kind === "duty_alarm")?.dueAt;
    expect(dutyConfirmed(ticket.state)).toBe(false);
    expect(next(null)).toBe(ALARM + 5 * MINUTE);
    expect(next(ALARM + 5 * MINUTE)).toBe(ALARM + 10 * MINUTE);
    const act = accepted ? VERBS["progress"]! : VERBS["accept"]!;
    expect(ticket.do(worker, ALARM + 6 * MINUTE, act)).toBe("ok");
    expect(dutyConfirmed(ticket.state)).toBe(true);
    expect(next(ALARM + 5 * MINUTE)).toBeUndefined();
  },
);

test("danger told again has to be taken in hand again (B.14)", () => {
  const ticket = new Ticket("road");
  const worker = staff(ticket.state.offeredToId ?? "");
  ticket.do(manager, ALARM, raiseAlarm);
  ticket.do(worker, ALARM + MINUTE, VERBS["accept"]!);
  const { deadlines } = ticket.state;
  expect(ticket.do(manager, ALARM + 20 * MINUTE, raiseAlarm)).toBe("ok");
  expect(dutyConfirmed(ticket.state)).toBe(false);
  expect(ticket.state.deadlines, "the first alarm's limits stand").toEqual(deadlines);
  ticket.do(worker, ALARM + 21 * MINUTE, VERBS["progress"]!);
  expect(dutyConfirmed(ticket.state)).toBe(true);
  ticket.do(worker, ALARM + 22 * MINUTE, VERBS["resolve"]!);
  expect(ticket.do(manager, ALARM + 23 * MINUTE, raiseAlarm), "what was solved is no emergency any more").not.toBe(
    "ok",
  );
});

test("danger waits for no papers, and no silence ends it (B.13, B.14)", () => {
  const ticket = new Ticket("road");
  const worker = staff(ticket.state.offeredToId ?? "");
  const say = (actor: typeof worker, now: number, verb: string): string => ticket.do(actor, now, ALL[verb]!);
  ticket.do(worker, TUESDAY_10 + MINUTE, VERBS["accept"]!);
  const { resolveBy } = ticket.state.deadlines;
  say(worker, TUESDAY_10 + HOUR, "materials");
  expect(say(manager, TUESDAY_10 + HOUR + 30 * MINUTE, "raiseAlarm")).toBe("ok");
  expect(ticket.state).toMatchObject({ stage: "in_progress", urgency: "emergency", pausedSince: null, materials: [] });
  expect(ticket.state.deadlines.resolveBy, "later by the half hour it stood still").toBe(
    addWorking(directory.calendar, resolveBy, 30).at,
  );
  expect(say(worker, TUESDAY_10 + 2 * HOUR, "materials")).toBe("ok");
  expect(ticketView({ directory, now: ALARM, viewer: manager }, ticket.state, "requester").pauseEndsAt).toBeNull();
  expect(say(system, TUESDAY_10 + 10 * 24 * HOUR, "closeUnanswered")).toBe("ok");
  expect(ticket.state).toMatchObject({ stage: "in_progress", closeReason: null });
});

test.each(["materials", "resolve"])("who has acted on the danger is not woken all night: %s (B.14)", (verb) => {
  const ticket = new Ticket("road");
  const worker = staff(ticket.state.offeredToId ?? "");
  ticket.do(worker, TUESDAY_10 + MINUTE, VERBS["accept"]!);
  ticket.do(worker, TUESDAY_10 + MINUTE, VERBS["progress"]!);
  expect(ticket.do(manager, ALARM, raiseAlarm)).toBe("ok");
  expect(ticket.do(worker, ALARM + MINUTE, VERBS[verb]!)).toBe("ok");
  expect(plannedReminders(directory, ticket.state).map(({ kind }) => kind)).not.toContain("duty_alarm");
});

test("danger waits for no parked day: the clock goes on and its worker has it again (B.14)", () => {
  const ticket = new Ticket("road");
  const worker = staff(ticket.state.offeredToId ?? "");
  const say = (actor: typeof worker, now: number, verb: string): string => ticket.do(actor, now, ALL[verb]!);
  say(worker, TUESDAY_10 + MINUTE, "accept");
  say(worker, TUESDAY_10 + HOUR, "askParking");
  say(staff(ticket.state.approval?.approverId ?? ""), TUESDAY_10 + HOUR, "approve");
  expect(ticket.state.stage).toBe("parked");
  expect(say(manager, ALARM, "raiseAlarm")).toBe("ok");
  expect(ticket.state).toMatchObject({ stage: "in_progress", pausedSince: null, parking: null, urgency: "emergency" });
  const kinds = plannedReminders(directory, ticket.state, ALARM).map(({ kind }) => kind);
  expect(kinds).toContain("duty_alarm");
  expect(kinds).not.toContain("review");
});
