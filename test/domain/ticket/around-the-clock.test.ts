import { describe, expect, test } from "vitest";
import { limitsFrom } from "../../../src/domain/ticket/clock.ts";
import { wall } from "../calendar/notices.ts";
import { actorFor } from "./acting.ts";
import { SUPERVISION_VERBS, Ticket, VERBS, directory, manager } from "./ticket-life.ts";

const ALL = { ...VERBS, ...SUPERVISION_VERBS };
const at = (local: string): number => Date.parse(`2026-${local}:00+08:00`);
const step = (ticket: Ticket, when: number, verb: string): void =>
  expect(ticket.do(actorFor("fitting", verb, ticket.state), when, ALL[verb] ?? expect.fail(verb)), verb).toBe("ok");
const urge = (ticket: Ticket, when: string): string => ticket.do(manager, at(when), VERBS["urge"]!);

describe("催办 cools down by the clock that the matter runs on (B.13)", () => {
  test("duty around the clock: an hour of the night is an hour", () => {
    const ticket = new Ticket("power");
    expect(urge(ticket, "11-27T23:00")).toBe("ok");
    expect(urge(ticket, "11-27T23:59")).toBe("cooling_down");
    expect(urge(ticket, "11-28T00:00")).toBe("ok");
  });

  test("an emergency of any category too", () => {
    const ticket = new Ticket("road");
    step(ticket, at("11-27T22:00"), "raiseAlarm");
    expect(urge(ticket, "11-27T23:00")).toBe("ok");
    expect(urge(ticket, "11-28T00:00")).toBe("ok");
  });

  test("an ordinary matter of office hours: who urges on Friday night may urge again an hour after Monday's opening", () => {
    const ticket = new Ticket("road");
    expect(urge(ticket, "11-27T20:00")).toBe("ok");
    expect(urge(ticket, "11-30T09:29")).toBe("cooling_down");
    expect(urge(ticket, "11-30T09:30")).toBe("ok");
  });
});

test("a parked matter is not urged before its review day, and may be after it", () => {
  const ticket = new Ticket("power");
  for (const verb of ["accept", "askParking", "approve"]) step(ticket, at("11-24T10:30"), verb);
  const until = ticket.state.parking?.until ?? expect.fail("not parked");
  expect(ticket.do(manager, until, VERBS["urge"]!)).toBe("wrong_stage");
  expect(ticket.do(manager, until + 60_000, VERBS["urge"]!)).toBe("ok");
});

describe("an emergency waits for no Monday, whatever its category (B.13, B.14)", () => {
  const road = (urgency: "emergency" | "high") =>
    limitsFrom(directory, {
      category: "road",
      urgency,
      enterpriseId: null,
      projectId: null,
      receivedAt: at("11-28T22:00"),
    });

  test("Saturday night: accepted within the half hour, spoken to within four hours", () => {
    expect(wall(road("emergency").acceptBy)).toBe("2026-11-28 22:30");
    expect(wall(road("emergency").contactBy)).toBe("2026-11-29 02:00");
  });

  test("what is only urgent waits for the office", () => {
    expect(wall(road("high").acceptBy)).toBe("2026-11-30 09:00");
  });

  test("limits that an office gives in days are as many minutes of duty", () => {
    const [row] = directory.policies.get("road") ?? [];
    const policy = { ...(row ?? expect.fail("no policy")), contact: { value: 1, unit: "working_days" as const } };
    const office = { ...directory, policies: new Map(directory.policies).set("road", [policy]) };
    const start = { category: "road", enterpriseId: null, projectId: null, receivedAt: at("11-28T22:00") };
    expect(wall(limitsFrom(office, { ...start, urgency: "emergency" }).contactBy)).toBe("2026-11-29 05:00");
    expect(wall(limitsFrom(office, { ...start, urgency: "normal" }).contactBy)).toBe("2026-12-01 17:30");
  });
});
