import { describe, expect, test } from "vitest";
import type { Actor } from "../../../src/domain/people/actor.ts";
import type { Directory } from "../../../src/domain/people/directory.ts";
import { nextOnRota } from "../../../src/domain/people/rota.ts";
import { presentFor, presentToDispatch, worksFor } from "../../../src/domain/people/standing-in.ts";
import { draftForCoercedMark, draftForSecondMaterials } from "../../../src/desk/tickets/accountability.ts";
import { audienceOf } from "../../../src/desk/views/audience.ts";
import { availableActions } from "../../../src/desk/views/available-actions.ts";
import { responsibleAt } from "../../../src/domain/ticket/responsibility.ts";
import { isDispatcher } from "../../../src/domain/ticket/authority.ts";
import type { DecideContext, Decision } from "../../../src/domain/ticket/context.ts";
import type { TicketState } from "../../../src/domain/ticket/state.ts";
import { HOUR, MINUTE, TUESDAY_10 } from "../../support/clock.ts";
import { directory, manager, staff, SUPERVISION_VERBS, system, Ticket, VERBS } from "./ticket-life.ts";

const DAY = "2026-11-24";
const LATER = TUESDAY_10 + HOUR;

/** The office with people on leave, each with who stands in for him; "gone" = has left. */
function away(leaves: Readonly<Record<string, string | null>>): Directory {
  const people = new Map(directory.people);
  for (const [id, delegateId] of Object.entries(leaves)) {
    const person = people.get(id) ?? expect.fail(id);
    if (delegateId === "gone") people.set(id, { ...person, active: false });
    else people.set(id, { ...person, leaveFrom: "2026-11-20", leaveTo: "2026-12-31", delegateId });
  }
  return { ...directory, people };
}

type Verb = (context: DecideContext, ticket: TicketState) => Decision;
function say(office: Directory, ticket: Ticket, actor: Actor, verb: Verb, at = LATER): string {
  const decision = verb({ now: at, directory: office, actor }, ticket.state);
  ticket.apply(actor, at, decision);
  return decision.ok ? "ok" : decision.error.code;
}

describe("whose turn it is while somebody is away (请假)", () => {
  const none = new Map<string, number>();
  test("who stands in for a handler takes his turn, and the two take one turn between them", () => {
    const office = away({ C15: "C14" });
    expect(nextOnRota(office, "D05", none, DAY)?.id).toBe("C14");
    expect(nextOnRota(office, "D05", new Map([["C14", 5]]), DAY)?.id).toBe("C16");
    expect(nextOnRota(office, "D05", new Map([["C14", 5], ["C16", 9]]), DAY)?.id).toBe("C14"); // prettier-ignore
    expect(nextOnRota(office, "D05", none, DAY, ["C14", "C16"])).toBeNull();
  });
  test("nobody named: the others; nobody there: the head, or who stands in for him", () => {
    expect(nextOnRota(away({ C15: null }), "D05", none, DAY)?.id).toBe("C16");
    expect(nextOnRota(away({ C29: null }), "D11", none, DAY)?.id).toBe("C28");
    expect(nextOnRota(away({ C29: null, C28: "C27" }), "D11", none, DAY)?.id).toBe("C27");
  });
  test("not accepted in time, it does not go to a head on leave", () => {
    const ticket = new Ticket("power");
    const pass = SUPERVISION_VERBS["passOn"]!;
    const at = ticket.state.deadlines.acceptBy;
    expect(say(away({ C28: "C27" }), ticket, system, pass, at)).toBe("ok");
    expect(ticket.state).toMatchObject({ offeredToId: "C27", unitId: "D11" });
    const alone = new Ticket("power");
    say(away({ C28: null }), alone, system, pass, at);
    expect(alone.state.offeredToId, "it stays where it is, and the first responder is reminded").toBe("C29");
  });
});

describe("who is told, and may act, for somebody who is away", () => {
  test("who he named; else his head; for a dispatcher's own work the one on duty; for a leader the office's head", () => {
    expect(presentFor(directory, "C15", DAY)).toBe("C15");
    expect(presentFor(away({ C15: "C16" }), "C15", DAY)).toBe("C16");
    expect(presentFor(away({ C15: null }), "C15", DAY)).toBe("C14");
    expect(presentFor(away({ C15: "gone" }), "C15", DAY)).toBe("C14");
    expect(presentFor(away({ L02: "C01" }), "L02", DAY)).toBe("C01");
    expect(presentFor(away({ L02: null }), "L02", DAY)).toBe("L01");
    const office = away({ C06: "C03" });
    expect(presentFor(office, "C06", DAY)).toBe("C03");
    expect(["C05", "C07"]).toContain(presentToDispatch(office, "C06", DAY));
  });
  test.each([null, "gone"])(
    "nobody of a unit there: one dispatcher keeps it, whatever the rota of the day (%s)",
    (leaves) => {
      const all = { C14: null, C15: leaves, C16: null };
      const days = ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-30"];
      const kept = presentFor(away(all), "C15", DAY);
      expect(days.map((day) => presentFor(away(all), "C15", day))).toEqual(days.map(() => kept));
      expect(days.map((day) => presentToDispatch(away(all), "C15", day))).toEqual(days.map(() => kept));
      // Away himself he passes it on, to one again.
      const next = days.map((day) => presentFor(away({ ...all, [kept]: null }), "C15", day));
      expect(next).toEqual(days.map(() => next[0]));
      expect(next).not.toContain(kept);
    },
  );
  test("who was away when it began does not take it from the one who has it", () => {
    const all = { C14: null, C15: null, C16: null };
    const first = presentFor(away(all), "C15", DAY);
    const office = away(all);
    const person = office.people.get(first) ?? expect.fail(first);
    const people = new Map(office.people).set(first, { ...person, leaveFrom: "2026-11-16", leaveTo: "2026-11-24" });
    const later = (day: string): string => presentFor({ ...office, people }, "C15", day);
    expect(later("2026-11-25")).toBe(later(DAY));
    expect(later(DAY)).not.toBe(first);
  });
  test("whom a dispatcher on leave has named may dispatch for him, and sees the card that does it; when he is back, no longer", () => {
    const may = (office: Directory) => isDispatcher({ now: LATER, directory: office, actor: staff("C03") });
    expect([may(away({ C06: "C03" })), may(away({ C06: null })), may(directory)]).toEqual([true, false, false]);
    const { firstResponderId } = new Ticket("power").state;
    const office = away({ [firstResponderId]: "C03" });
    const ticket = new Ticket("power");
    ticket.do(staff("C29"), TUESDAY_10 + MINUTE, VERBS["return"]!);
    const context = { now: LATER, directory: office, actor: staff("C03") };
    expect(ticket.state.stage).toBe("triage");
    const audience = audienceOf(context, ticket.state, null);
    expect(audience).toBe("dispatcher");
    expect(availableActions(context, ticket.state, audience ?? "task")).toContain("dispatch");
  });
  test("all dispatchers away: who stands in for one may dispatch, and nobody else", () => {
    const office = away({ C05: null, C06: "C03", C07: null });
    const may = (id: string) => isDispatcher({ now: LATER, directory: office, actor: staff(id) });
    expect([may("C03"), may("C02"), may("C15")]).toEqual([true, false, false]);
  });
  test("he sees what is in the hands of whoever he stands in for", () => {
    expect(worksFor(away({ C15: "C16" }), "C16", DAY)).toEqual(["C16", "C15"]);
    expect(worksFor(directory, "C16", DAY)).toEqual(["C16"]);
  });

  test("the delegate of the assignee works on it, and the record says for whom; nobody else may, and nobody when he is back", () => {
    const ticket = new Ticket("power");
    ticket.do(staff("C29"), TUESDAY_10 + 10 * MINUTE, VERBS["accept"]!);
    const office = away({ C29: "C27" });
    expect(say(office, ticket, staff("C26"), VERBS["progress"]!)).toBe("not_allowed");
    expect(say(directory, ticket, staff("C27"), VERBS["progress"]!)).toBe("not_allowed");
    const acting = { ...staff("C27"), standsInFor: "C29" };
    expect(say(office, ticket, acting, VERBS["progress"]!)).toBe("ok");
    expect(ticket.state.notes.at(-1)).toMatchObject({ by: "C27", standsInFor: "C29" });
    expect(say(office, ticket, acting, VERBS["resolve"]!)).toBe("ok");
    expect(ticket.state).toMatchObject({ assigneeId: "C29", result: { by: "C27" } });
  });
  test("offered to somebody who then goes away: who stands in may take it, for that unit", () => {
    const ticket = new Ticket("power");
    expect(say(away({ C29: "C27" }), ticket, staff("C27"), VERBS["accept"]!)).toBe("ok");
    expect(ticket.state).toMatchObject({ assigneeId: "C27", unitId: "D11" });
  });

  test.each([
    ["on leave, his delegate", "C27", "C27"],
    ["on leave, nobody named: his head", null, "C28"],
    ["gone: his head", "gone", "C28"],
  ])("a bad mark reopens to who is there: %s (B.8)", (_, delegate, expected) => {
    const ticket = new Ticket("power");
    ticket.do(staff("C29"), TUESDAY_10 + 10 * MINUTE, VERBS["accept"]!);
    ticket.do(staff("C29"), TUESDAY_10 + 20 * MINUTE, VERBS["resolve"]!);
    expect(say(away({ C29: delegate }), ticket, manager, VERBS["bad"]!)).toBe("ok");
    expect(ticket.state).toMatchObject({ responsibleId: expected, assigneeId: expected, unitId: "D11" });
  });
  test.each([null, "gone"])("a return goes to a dispatcher who is there: %s", (leaves) => {
    const ticket = new Ticket("power");
    const first = ticket.state.firstResponderId;
    expect(say(away({ [first]: leaves }), ticket, staff("C29"), VERBS["return"]!)).toBe("ok");
    expect(ticket.state.responsibleId).not.toBe(first);
    expect(directory.settings.dispatcherIds).toContain(ticket.state.responsibleId);
    // Sent on, it does not fall back to the one who is away, and neither does what is missed then.
    const there = ticket.state.responsibleId;
    expect(say(away({ [first]: leaves }), ticket, staff(there), VERBS["dispatch"]!, LATER + MINUTE)).toBe("ok");
    expect(ticket.state).toMatchObject({ stage: "offered", responsibleId: there });
    expect(ticket.state.chain.at(-1)?.from).toBe(there);
    expect(responsibleAt(directory, ticket.events, LATER + HOUR)?.personId).toBe(there);
  });

  test("a draft about a second list or a forced mark names who did it, not whom he stood in for (000-18)", () => {
    const ticket = new Ticket("power");
    ticket.do(staff("C29"), TUESDAY_10 + 10 * MINUTE, VERBS["accept"]!);
    const office = away({ C29: "C27" });
    const actor = { ...staff("C27"), standsInFor: "C29" };
    const asked = { materials: ["照片"], reason: "还差一张", actor };
    expect(draftForSecondMaterials(office, ticket.state, asked, LATER)?.draft.personId).toBe("C27");
    expect(say(office, ticket, actor, VERBS["resolve"]!)).toBe("ok");
    expect(draftForCoercedMark(office, ticket.state, "", LATER)?.draft.personId).toBe("C27");
  });
});
