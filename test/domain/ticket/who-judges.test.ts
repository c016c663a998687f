import { describe, expect, test } from "vitest";
import type { Directory } from "../../../src/domain/people/directory.ts";
import { stillHolds } from "../../../src/domain/ticket/verbs/look-back.ts";
import { merge } from "../../../src/domain/ticket/verbs/merge.ts";
import { rate } from "../../../src/domain/ticket/verbs/rate.ts";
import { refuseTicket } from "../../../src/domain/ticket/verbs/refuse.ts";
import { MINUTE, TUESDAY_10 } from "../../support/clock.ts";
import {
  Ticket,
  VERBS,
  confirmResult,
  directory,
  dispatcher,
  manager,
  older,
  requesterE01,
  staff,
} from "./ticket-life.ts";

const LATER = TUESDAY_10 + 30 * MINUTE;
const first = new Ticket("power").state.offeredToId ?? "";
const head = directory.units.get(new Ticket("power").state.unitId ?? "")?.headId ?? "";

/** A request of a person of the office himself, worked on by `worker`. */
function resolved(asks: string, worker = first): Ticket {
  const ticket = new Ticket("power", { ...requesterE01, openId: `ou_${asks}`, personId: asks });
  expect(ticket.do(staff(worker), TUESDAY_10, VERBS["accept"]!)).toBe("ok");
  expect(ticket.do(staff(worker), TUESDAY_10, VERBS["resolve"]!)).toBe("ok");
  return ticket;
}

describe("nobody marks his own work (B.8)", () => {
  test("who asked and handled it himself cannot mark it; he can say that it is not solved", () => {
    const ticket = resolved(first);
    expect(ticket.do(staff(first), LATER, VERBS["good"]!)).toBe("own_work");
    expect(
      ticket.do(staff(first), LATER, (c, t) => rate(c, t, { level: 1, reasons: [], comment: "", seen: null })),
    ).toBe("own_work");
    expect(ticket.do(staff(first), LATER, VERBS["notSolved"]!)).toBe("ok");
  });

  test("nor the head of the unit that handled it; another unit's person who asked may", () => {
    expect(resolved(head).do(staff(head), LATER, VERBS["good"]!)).toBe("own_work");
    expect(resolved("C15").do(staff("C15"), LATER, VERBS["good"]!)).toBe("ok");
  });

  test("nor who stood in for the assignee and wrote, asked for papers or solved it in his place; to urge is not to handle", () => {
    const assignee = directory.people.get(first) ?? expect.fail(first);
    const leave = { leaveFrom: "2026-11-20", leaveTo: "2026-12-31", delegateId: "C27" };
    const office = { ...directory, people: new Map(directory.people).set(first, { ...assignee, ...leave }) };
    const marks = (...done: readonly string[]): string => {
      const ticket = new Ticket("power", { ...requesterE01, openId: "ou_C27", personId: "C27" });
      ticket.do(staff(first), TUESDAY_10, VERBS["accept"]!);
      const acting = { ...staff("C27"), standsInFor: first };
      for (const verb of done)
        expect(
          ticket.do(acting, LATER, (c, t) => VERBS[verb]!({ ...c, directory: office }, t)),
          verb,
        ).toBe("ok");
      if (ticket.state.stage !== "awaiting_rating") ticket.do(staff(first), LATER, VERBS["resolve"]!);
      return ticket.do(staff("C27"), LATER, VERBS["good"]!);
    };
    expect(marks("progress")).toBe("own_work");
    expect(marks("resolve")).toBe("own_work");
    expect(marks("urge")).toBe("ok");
  });

  test("nor does he say a month later that it still holds", () => {
    const ticket = resolved(first);
    const closed = { ...ticket.state, stage: "closed" as const, closedAt: LATER };
    const said = stillHolds({ directory, now: LATER, actor: staff(first) }, closed, { seen: null });
    expect(said).toEqual({ ok: false, error: { code: "own_work" } });
  });
});

describe("nobody confirms what he handed in himself (000-09)", () => {
  const ofProject = (): Ticket => new Ticket("road", requesterE01, "QF-20261124-0002", "北环路冷链工地门口的路塌了");
  const L01 = directory.people.get("L01") ?? expect.fail("L01");
  /** The bound leader is away, and the road office's head stands in for him. */
  const standingIn = (delegateId: string): Directory => ({
    ...directory,
    people: new Map(directory.people).set("L01", {
      ...L01,
      leaveFrom: "2026-11-20",
      leaveTo: "2026-12-31",
      delegateId,
    }),
  });

  test("the head hands in his cadre's result: not he, who stands in for the bound leader, but the unit's leader is asked", () => {
    const ticket = ofProject();
    const worker = ticket.state.offeredToId ?? "";
    expect(ticket.do(staff(worker), TUESDAY_10, VERBS["accept"]!)).toBe("ok");
    const unit = directory.units.get(ticket.state.unitId ?? "") ?? expect.fail("unit");
    const boss = unit.headId ?? "";
    expect(boss).not.toBe(worker);
    const office = standingIn(boss);
    const inOffice = (verb: string) => (c: Parameters<(typeof VERBS)[string]>[0], t: Ticket["state"]) =>
      VERBS[verb]!({ ...c, directory: office }, t);
    expect(ticket.do(staff(boss), LATER, inOffice("resolve"))).toBe("ok");
    expect(ticket.state.confirmation).toMatchObject({ leaderId: unit.leaderId, byId: boss });
  });

  test("handed in before he stood in: he may not confirm it then either", () => {
    const ticket = ofProject();
    const worker = ticket.state.offeredToId ?? "";
    expect(ticket.do(staff(worker), TUESDAY_10, VERBS["accept"]!)).toBe("ok");
    const boss = directory.units.get(ticket.state.unitId ?? "")?.headId ?? "";
    expect(ticket.do(staff(boss), LATER, VERBS["resolve"]!)).toBe("ok");
    expect(ticket.state.confirmation?.leaderId).toBe("L01");
    const office = standingIn(boss);
    expect(ticket.do(staff(boss), LATER, (c, t) => confirmResult({ ...c, directory: office }, t))).toBe("not_allowed");
    expect(ticket.do(staff("L01"), LATER, (c, t) => confirmResult(c, t))).toBe("ok");
  });
});

describe("an emergency is taken in hand and solved; only a leader says no to it (B.14)", () => {
  const no = (c: Parameters<typeof refuseTicket>[0], t: Ticket["state"]) =>
    refuseTicket(c, t, { reason: "不归政府管", properWay: "找物业" });
  const alarmed = (): Ticket => {
    const ticket = new Ticket("power");
    expect(ticket.do(manager, TUESDAY_10, VERBS["raiseAlarm"]!)).toBe("ok");
    return ticket;
  };

  test("不予受理: not by a dispatcher, but by a leader with reason and way; an ordinary matter is the dispatcher's", () => {
    expect(alarmed().do(dispatcher, LATER, no)).toBe("must_be_handled");
    expect(alarmed().do(staff("C29"), LATER, no)).toBe("not_allowed");
    expect(alarmed().do(staff("L02"), LATER, no)).toBe("ok");
    expect(new Ticket("power").do(staff("L02"), LATER, no)).toBe("not_allowed");
    expect(new Ticket("power").do(dispatcher, LATER, no)).toBe("ok");
  });

  test("合并: never into an ordinary matter, where the danger would be forgotten", () => {
    const into = { ...older, id: "tk_1" };
    expect(alarmed().do(dispatcher, LATER, (c, t) => merge(c, t, into))).toBe("must_be_handled");
    expect(alarmed().do(dispatcher, LATER, (c, t) => merge(c, t, { ...into, urgency: "emergency" }))).toBe("ok");
  });
});
