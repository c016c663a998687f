import { describe, expect, test } from "vitest";
import { plannedReminders } from "../../../src/domain/reminders.ts";
import { dispatch } from "../../../src/domain/ticket/verbs/dispatch.ts";
import { handOver } from "../../../src/domain/ticket/verbs/hand-over.ts";
import { wall } from "../calendar/notices.ts";
import { actorFor } from "./acting.ts";
import { SUPERVISION_VERBS, Ticket, VERBS, directory, dispatcher, none, staff } from "./ticket-life.ts";

const ALL = { ...VERBS, ...SUPERVISION_VERBS };
const at = (local: string): number => Date.parse(`2026-${local}:00+08:00`);
const as = (ticket: Ticket, when: string, verb: string): string =>
  ticket.do(actorFor("fitting", verb, ticket.state), at(when), ALL[verb] ?? expect.fail(verb));
const step = (ticket: Ticket, when: string, verb: string): void => expect(as(ticket, when, verb), verb).toBe("ok");
const toRoad = (ticket: Ticket, when: string): string =>
  ticket.do(dispatcher, at(when), (c, t) =>
    dispatch(c, t, { category: "road", unitId: null, personId: null, lastAssigned: none }),
  );
const taken = (category = "road"): Ticket => {
  const ticket = new Ticket(category);
  step(ticket, "11-24T10:10", "accept");
  return ticket;
};

describe("a unit returns what it has never returned and never spoken of (B.3)", () => {
  test("opened again as a request, it is sorted out anew: the unit it comes to may return it", () => {
    const ticket = taken();
    expect(ticket.do(dispatcher, at("11-24T10:20"), VERBS["dismiss"]!)).toBe("ok");
    step(ticket, "11-24T11:00", "restore");
    expect(toRoad(ticket, "11-24T11:10")).toBe("ok");
    step(ticket, "11-24T11:30", "return");
  });

  test("done again: not by the unit that had handled it, but by one that never had it", () => {
    const ticket = taken();
    step(ticket, "11-24T10:30", "resolve");
    step(ticket, "11-24T11:00", "bad");
    expect(as(ticket, "11-24T11:10", "return")).toBe("return_after_contact");
    const worker = staff(ticket.state.assigneeId ?? "");
    const toOthers = (c: Parameters<typeof handOver>[0], t: Ticket["state"]) =>
      handOver(c, t, { personId: null, unitId: "D04", reason: "", lastAssigned: none });
    expect(ticket.do(worker, at("11-24T11:20"), toOthers)).toBe("ok");
    step(ticket, "11-24T11:30", "return");
    expect(ticket.state.returnedByUnitIds).toEqual(["D04"]);
  });

  test("a dispatcher's word to the enterprise is not the unit's; the unit's own is", () => {
    const ticket = taken();
    expect(ticket.do(dispatcher, at("11-24T10:20"), VERBS["progress"]!)).toBe("ok");
    expect(ticket.state.firstContactAt, "the enterprise has been spoken to").not.toBeNull();
    const both = taken();
    expect(both.do(dispatcher, at("11-24T10:20"), VERBS["progress"]!)).toBe("ok");
    step(both, "11-24T10:30", "progress");
    expect(as(both, "11-24T10:40", "return")).toBe("return_after_contact");
    step(ticket, "11-24T10:40", "return");
  });

  test("papers asked for are the unit's word", () => {
    const ticket = taken();
    expect(ticket.do(dispatcher, at("11-24T10:20"), VERBS["progress"]!)).toBe("ok");
    step(ticket, "11-24T10:30", "materials");
    step(ticket, "11-24T10:40", "supplement");
    expect(as(ticket, "11-24T10:50", "return")).toBe("return_after_contact");
  });

  test("its working day begins when the unit gets it, not anew with each colleague", () => {
    const given = (when: string): Ticket => {
      const ticket = new Ticket("road");
      const first = ticket.state.offeredToId ?? "";
      step(ticket, "11-24T10:10", "accept");
      const colleague = [...directory.people.values()].find(
        (p) => p.kind === "cadre" && p.unitId === ticket.state.unitId && p.id !== first,
      );
      const toColleague = (c: Parameters<typeof handOver>[0], t: Ticket["state"]) =>
        handOver(c, t, { personId: colleague?.id ?? "", unitId: null, reason: "", lastAssigned: none });
      expect(ticket.do(staff(first), at(when), toColleague)).toBe("ok");
      return ticket;
    };
    const early = given("11-24T16:00");
    step(early, "11-25T09:50", "return");
    expect(as(given("11-25T09:40"), "11-25T10:10", "return")).toBe("return_too_late");
  });
});

describe("a dispatcher decides on the same working day (B.3)", () => {
  test.each([
    ["returned in the morning: by the close", "road", "11-24T11:00", "2026-11-24 17:30"],
    ["in the last hour: an hour of office time", "road", "11-24T17:00", "2026-11-25 09:00"],
    ["at night: by the close of the next working day", "road", "11-24T20:00", "2026-11-25 17:30"],
    ["on duty around the clock: within the hour that anybody has", "power", "11-24T20:00", "2026-11-24 21:00"],
  ])("%s", (_, category, when, due) => {
    const ticket = taken(category);
    step(ticket, when, "return");
    expect(wall(ticket.state.deadlines.acceptBy)).toBe(due);
    const planned = plannedReminders(directory, ticket.state);
    const { dueAt } = planned.find(({ kind }) => kind === "return_undecided") ?? expect.fail("no reminder");
    expect(dueAt, "nothing is overdue the moment it comes back").toBeGreaterThan(at(when));
    expect(
      planned.some(({ kind }) => kind === "accept_overdue"),
      "one word of it is enough",
    ).toBe(false);
  });

  test("once dispatched, who gets it has his own time", () => {
    const ticket = taken();
    step(ticket, "11-24T11:00", "return");
    expect(toRoad(ticket, "11-24T16:00")).toBe("ok");
    expect(wall(ticket.state.deadlines.acceptBy)).toBe("2026-11-25 11:00");
  });
});
