import { describe, expect, test } from "vitest";
import { plannedReminders } from "../../../src/domain/reminders.ts";
import { policyFromRow } from "../../../src/domain/limits/index.ts";
import { finalLimit } from "../../../src/domain/ticket/clock.ts";
import { wall } from "../calendar/notices.ts";
import { actorFor } from "./acting.ts";
import {
  directory,
  dispatcher,
  KEY_FIRM,
  manager,
  PROJECT_VERBS,
  SUPERVISION_VERBS,
  system,
  Ticket,
  unbound,
  VERBS,
} from "./ticket-life.ts";

const ALL = { ...VERBS, ...PROJECT_VERBS, ...SUPERVISION_VERBS };
const at = (local: string): number => Date.parse(`2026-${local}:00+08:00`);
const step = (ticket: Ticket, when: string, verb: string): void =>
  expect(ticket.do(actorFor("fitting", verb, ticket.state), at(when), ALL[verb] ?? expect.fail(verb)), verb).toBe("ok");
const limits = (ticket: Ticket): string[] => {
  const { acceptBy, contactBy, resolveBy } = ticket.state.deadlines;
  return [wall(acceptBy), wall(contactBy), wall(resolveBy)];
};
const bind = (ticket: Ticket, when: string): string => ticket.do(dispatcher, at(when), PROJECT_VERBS["bind"]!);

describe("whose request it is is learnt later: a key firm's limits count from then (002-20)", () => {
  test("accept, first contact and the end come nearer, and the event says so", () => {
    const ticket = new Ticket("power", unbound);
    expect(limits(ticket)).toEqual(["2026-11-24 11:00", "2026-11-24 11:00", "2026-11-26 17:30"]);
    expect(bind(ticket, "11-24T10:10")).toBe("ok");
    expect(limits(ticket)).toEqual(["2026-11-24 10:30", "2026-11-24 10:40", "2026-11-25 17:30"]);
    expect(ticket.events.at(-1)).toMatchObject({ type: "requester_bound", data: { key: true } });
    expect(ticket.state.requester.enterpriseId).toBe(KEY_FIRM);
  });

  test("nothing is put off, and nothing that was missed is moved", () => {
    const late = new Ticket("power", unbound);
    expect(bind(late, "11-27T09:00")).toBe("ok");
    expect(limits(late)).toEqual(["2026-11-24 11:00", "2026-11-24 11:00", "2026-11-26 17:30"]);
  });

  test("who has been spoken to is owed the result sooner, not a call", () => {
    const ticket = new Ticket("power", unbound);
    step(ticket, "11-24T10:05", "accept");
    step(ticket, "11-24T10:06", "progress");
    expect(bind(ticket, "11-24T10:10")).toBe("ok");
    expect(limits(ticket)).toEqual(["2026-11-24 11:00", "2026-11-24 11:00", "2026-11-25 17:30"]);
  });

  test("found while papers are awaited: the shorter limit waits for the rest of the pause, not for what was before", () => {
    const ticket = new Ticket("power", unbound);
    step(ticket, "11-24T10:05", "accept");
    step(ticket, "11-24T11:00", "materials");
    expect(bind(ticket, "11-25T15:00")).toBe("ok");
    expect(limits(ticket)[2]).toBe("2026-11-26 17:30");
    step(ticket, "11-26T11:00", "supplement");
    // Five office hours of the two days.
    expect(limits(ticket)[2]).toBe("2026-11-27 15:30");
    const reckonedAnew = finalLimit(directory, ticket.state, ticket.state.category);
    expect(reckonedAnew).toBe(ticket.state.deadlines.resolveBy);
  });

  test("found while it is parked: the sooner call is owed as soon as it goes on, however it is reckoned", () => {
    const ticket = new Ticket("power", unbound);
    step(ticket, "11-24T10:05", "accept");
    step(ticket, "11-24T10:06", "askParking");
    step(ticket, "11-24T10:06", "approve");
    expect(bind(ticket, "11-24T14:10")).toBe("ok");
    step(ticket, "11-24T15:10", "unpark");
    // Half an hour of a key firm's; of its own first limit 54 minutes would have been left.
    expect(limits(ticket)[1]).toBe("2026-11-24 15:40");
    const before = ticket.state.deadlines;
    expect(ticket.do(system, at("11-24T15:11"), SUPERVISION_VERBS["recompute"]!)).toBe("ok");
    expect(ticket.state.deadlines).toEqual(before);
  });

  test("a key project's ticket too; put into one as a key firm's, nothing changes again", () => {
    const ticket = new Ticket("power");
    expect(ticket.do(dispatcher, at("11-24T10:10"), PROJECT_VERBS["setProject"]!)).toBe("ok");
    expect(limits(ticket)[2]).toBe("2026-11-25 17:30");
    const both = new Ticket("power", unbound);
    expect(bind(both, "11-24T10:10")).toBe("ok");
    const before = limits(both);
    expect(both.do(dispatcher, at("11-24T10:30"), PROJECT_VERBS["setProject"]!)).toBe("ok");
    expect(limits(both)).toEqual(before);
  });
});

test("sorting out whose project it is stays the dispatcher's until somebody has accepted, whatever he has noted (000-09)", () => {
  const ticket = new Ticket(null);
  expect(ticket.do(dispatcher, at("11-24T10:05"), ALL["setProject"]!)).toBe("ok");
  expect(ticket.do(dispatcher, at("11-24T10:06"), ALL["progress"]!)).toBe("ok");
  expect(ticket.do(dispatcher, at("11-24T10:07"), ALL["otherProject"]!)).toBe("ok");
});

describe("a redo has limits of its own (B.8)", () => {
  test("the office's own final limit; first contact at the latest on the next working day", () => {
    const power = new Ticket("power");
    for (const verb of ["accept", "resolve"]) step(power, "11-24T10:10", verb);
    expect(power.do(manager, at("11-24T17:00"), VERBS["bad"]!)).toBe("ok");
    expect(wall(power.state.deadlines.resolveBy)).toBe("2026-11-27 17:30");
    const land = new Ticket("land");
    for (const verb of ["accept", "resolve"]) step(land, "11-24T10:10", verb);
    expect(land.do(manager, at("11-24T17:00"), VERBS["bad"]!)).toBe("ok");
    // Eight office hours would have been Thursday morning.
    expect(wall(land.state.deadlines.contactBy)).toBe("2026-11-25 17:30");
  });

  test("it is reminded as the first time was, and ends with a second mark", () => {
    const ticket = new Ticket("power");
    for (const verb of ["accept", "resolve"]) step(ticket, "11-24T10:10", verb);
    expect(ticket.do(manager, at("11-24T17:00"), VERBS["bad"]!)).toBe("ok");
    const kinds = plannedReminders(directory, ticket.state).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(["contact_overdue", "contact_escalate", "due_soon", "overdue"]));
    step(ticket, "11-25T10:00", "resolve");
    expect(ticket.do(manager, at("11-25T11:00"), VERBS["good"]!)).toBe("ok");
    expect(ticket.state.ratings.map(({ level }) => level)).toEqual([1, 5]);
  });
});

test("an office gives key firms and redos their limits in its table, and need not", () => {
  const row = { code: "road", accept_work_hours: "4", first_contact: "4wh", due_working_days: "5", runs_24x7: "N" };
  const own = { key_accept: "2wh", key_interim: "2wd", key_resolve: "3wd", redo_resolve: "4wd" };
  const version = { version: 1, effectiveFrom: 0 };
  expect(policyFromRow({ ...row, ...own }, version)).toMatchObject({
    ok: true,
    value: {
      keyAccept: { value: 120, unit: "working_minutes" },
      keyInterim: { value: 2, unit: "working_days" },
      keyResolve: { value: 3, unit: "working_days" },
      redoResolve: { value: 4, unit: "working_days" },
    },
  });
  expect(policyFromRow({ ...row, key_resolve: "soon" }, version)).toMatchObject({
    ok: false,
    error: [{ column: "key_resolve", code: "not_a_limit" }],
  });
  expect(policyFromRow(row, version)).toMatchObject({ ok: true });
});
