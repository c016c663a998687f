import { describe, expect, test } from "vitest";
import { plannedReminders } from "../../../src/domain/reminders.ts";
import { factsOf } from "../../../src/domain/stats/fact-change.ts";
import type { Actor } from "../../../src/domain/people/actor.ts";
import type { Directory } from "../../../src/domain/people/directory.ts";
import type { DecideContext, Decision } from "../../../src/domain/ticket/context.ts";
import type { TicketState } from "../../../src/domain/ticket/state.ts";
import { accept } from "../../../src/domain/ticket/verbs/accept.ts";
import { handOver } from "../../../src/domain/ticket/verbs/hand-over.ts";
import { HOUR, MINUTE, TUESDAY_10 } from "../../support/clock.ts";
import {
  directory,
  dispatcher,
  manager,
  none,
  staff,
  SUPERVISION_VERBS,
  system,
  Ticket,
  VERBS,
} from "./ticket-life.ts";

type Verb = (context: DecideContext, ticket: TicketState) => Decision;
const verb = (name: string): Verb => VERBS[name] ?? SUPERVISION_VERBS[name] ?? expect.fail(name);
const to =
  (unitId: string): Verb =>
  (c, t) =>
    handOver(c, t, { personId: null, unitId, reason: "是他们的活", lastAssigned: none });
const local = (time: string): number => Date.parse(`2026-11-${time}:00+08:00`);

/** A road matter in the hands of a cadre of D05, whose head is C14. */
function inHand() {
  const ticket = new Ticket("road");
  const giver = ticket.state.offeredToId ?? expect.fail("not offered");
  expect(ticket.do(staff(giver), TUESDAY_10 + 10 * MINUTE, verb("accept"))).toBe("ok");
  expect(ticket.state.unitId).toBe("D05");
  return { ticket, giver };
}

describe("handed over to another unit (首问, 000-16)", () => {
  test("the unit that is asked is the new one, whose head may take it; the giver answers for it until somebody has", () => {
    const { ticket, giver } = inHand();
    expect(ticket.do(staff(giver), TUESDAY_10 + HOUR, to("D11"))).toBe("ok");
    expect(ticket.state).toMatchObject({ unitId: "D11", responsibleId: giver, offeredToId: "C29" });
    expect(ticket.do(staff("C14"), TUESDAY_10 + HOUR, verb("accept")), "the giver's head has no part in it").toBe(
      "not_allowed",
    );
    expect(ticket.do(staff("C28"), TUESDAY_10 + HOUR, verb("accept"))).toBe("ok");
    expect(ticket.state).toMatchObject({ unitId: "D11", responsibleId: "C28" });
  });

  test("not accepted in time, it goes to the receiving unit's next and head, never back to the giver", () => {
    const { ticket, giver } = inHand();
    ticket.do(staff(giver), TUESDAY_10 + HOUR, to("D11"));
    expect(ticket.do(system, ticket.state.deadlines.acceptBy, verb("passOn"))).toBe("ok");
    expect(ticket.state).toMatchObject({ unitId: "D11", offeredToId: "C28", responsibleId: giver });
    const before = ticket.state;
    expect(ticket.do(system, ticket.state.deadlines.acceptBy, verb("passOn"))).toBe("ok");
    expect(ticket.state, "nobody left: it stays visibly with the giver").toBe(before);
  });

  test("within the unit it does not come back to the giver by rule either", () => {
    const { ticket, giver } = inHand();
    const colleague = giver === "C15" ? "C16" : "C15";
    const give: Verb = (c, t) => handOver(c, t, { personId: colleague, unitId: null, reason: "", lastAssigned: none });
    expect(ticket.do(staff(giver), TUESDAY_10 + HOUR, give)).toBe("ok");
    ticket.do(system, ticket.state.deadlines.acceptBy, verb("passOn"));
    expect(ticket.state.offeredToId).toBe("C14");
  });

  test("the giver may take it back while nobody has accepted it, for his own unit", () => {
    const { ticket, giver } = inHand();
    ticket.do(staff(giver), TUESDAY_10 + HOUR, to("D11"));
    expect(ticket.do(staff(giver), TUESDAY_10 + 2 * HOUR, verb("accept"))).toBe("ok");
    expect(ticket.state).toMatchObject({ unitId: "D05", assigneeId: giver, offeredToId: null });
  });

  const away = (id: string): Directory => {
    const person = directory.people.get(id) ?? expect.fail(id);
    const leave = { ...person, leaveFrom: "2026-11-24", leaveTo: "2026-11-30", delegateId: "C20" };
    return { ...directory, people: new Map(directory.people).set(id, leave) };
  };
  test("so may who got it in another's place, as after a bad mark, and gave it on: it was his (B.8)", () => {
    const { ticket, giver } = inHand();
    const say = (actor: Actor, at: number, decide: Verb): string => {
      const decision = decide({ directory: away(giver), now: at, actor }, ticket.state);
      ticket.apply(actor, at, decision);
      return decision.ok ? "ok" : decision.error.code;
    };
    ticket.do(staff(giver), TUESDAY_10 + 20 * MINUTE, verb("resolve"));
    expect(say(manager, TUESDAY_10 + HOUR, verb("bad"))).toBe("ok");
    expect(ticket.state).toMatchObject({ assigneeId: "C20", unitId: "D05" });
    expect(say(staff("C20"), TUESDAY_10 + HOUR + MINUTE, to("D01"))).toBe("ok");
    expect(ticket.state).toMatchObject({ stage: "offered", responsibleId: "C20" });
    expect(say(staff("C20"), TUESDAY_10 + HOUR + 2 * MINUTE, verb("accept"))).toBe("ok");
    expect(ticket.state, "for the unit whose work it was").toMatchObject({ assigneeId: "C20", unitId: "D05" });
  });
  test("so may who stands in for the giver, and owes what he had owed; asked himself he accepts it as anybody", () => {
    const { ticket, giver } = inHand();
    const due = ticket.state.deadlines.contactBy;
    ticket.do(staff(giver), due - HOUR, to("D11"));
    const context = { directory: away(giver), now: due - MINUTE, actor: staff("C20") };
    expect(accept({ ...context, directory }, ticket.state).ok, "he is there himself").toBe(false);
    const back = accept(context, ticket.state);
    expect(back).toMatchObject({ ok: true, value: [{ data: { assigneeId: "C20", unitId: "D05", contactBy: due } }] });
    const asked = accept(context, { ...ticket.state, offeredToId: "C20" });
    expect(asked).toMatchObject({ ok: true, value: [{ data: { assigneeId: "C20", unitId: "D11" } }] });
    expect(asked.ok && asked.value[0]?.data).not.toHaveProperty("contactBy");
  });

  test("a return is the receiving unit's own, once", () => {
    const { ticket, giver } = inHand();
    ticket.do(staff(giver), TUESDAY_10 + HOUR, to("D11"));
    expect(ticket.do(staff("C29"), TUESDAY_10 + HOUR, verb("return"))).toBe("ok");
    expect(ticket.state.returnedByUnitIds).toEqual(["D11"]);
  });

  test("who had it under the old rule keeps it as it was: an event without a contact limit moves no unit", () => {
    const { ticket, giver } = inHand();
    const at = TUESDAY_10 + HOUR;
    const old = { fromId: giver, toId: "C29", unitId: "D11", acceptBy: at + HOUR };
    ticket.apply(staff(giver), at, { ok: true, value: [{ type: "handed_over", data: old, content: { reason: "" } }] });
    expect(ticket.state).toMatchObject({ unitId: "D05", contactsMissed: null });
  });
});

describe("first contact of whoever is given it on (B.3, B.5)", () => {
  test("who gets it at 17:00 has his own time, and not the first contact that was due at 16:00", () => {
    const { ticket, giver } = inHand();
    const due = ticket.state.deadlines.contactBy;
    expect(due).toBe(local("24T16:00"));
    ticket.do(staff(giver), local("24T17:00"), to("D11"));
    expect(ticket.state.deadlines.contactBy, "four office hours from the offer").toBe(local("25T12:00"));
    expect(ticket.state.contactsMissed).toEqual([{ by: due, unitId: "D05" }]);
  });

  test("a working day after the limit the giver missed is still a day on which the silence is looked at", () => {
    const { ticket, giver } = inHand();
    ticket.do(staff(giver), local("24T17:00"), to("D11"));
    ticket.do(staff("C29"), local("24T17:10"), verb("accept"));
    const silence = (after: number | null) =>
      plannedReminders(directory, ticket.state, after).find(({ kind }) => kind === "contact_escalate")?.dueAt;
    expect(silence(null)).toBe(local("26T08:30"));
    expect(silence(local("26T08:30")), "then the receiver's own").toBe(local("27T08:30"));
  });

  test("who takes back what he gave on owes what he owed, however often; another who takes it has his own time", () => {
    const { ticket, giver } = inHand();
    const due = ticket.state.deadlines.contactBy;
    for (let i = 0; i < 5; i += 1) {
      expect(ticket.do(staff(giver), due - HOUR + i * 2 * MINUTE, to("D11"))).toBe("ok");
      expect(ticket.state.deadlines.contactBy).toBeGreaterThan(due);
      // Given on once more, or passed on by rule, it still is what he gave out of his hands.
      if (i === 3) expect(ticket.do(staff(giver), due - HOUR + (i * 2 + 0.5) * MINUTE, to("D03"))).toBe("ok");
      expect(ticket.do(staff(giver), due - HOUR + (i * 2 + 1) * MINUTE, verb("accept"))).toBe("ok");
      expect(ticket.state).toMatchObject({ assigneeId: giver, deadlines: { contactBy: due }, contactsMissed: null });
    }
    expect(ticket.do(staff(giver), due - MINUTE, to("D11"))).toBe("ok");
    expect(ticket.do(staff(giver), due + 5 * MINUTE, verb("accept"))).toBe("ok");
    const reminder = plannedReminders(directory, ticket.state).find(({ kind }) => kind === "contact_overdue");
    expect(reminder?.dueAt, "late from the moment he has it again").toBe(due);
    expect(factsOf(directory, ticket.events)[0]?.contactDueAt).toBe(due);

    expect(ticket.do(staff(giver), due + 10 * MINUTE, to("D11"))).toBe("ok");
    const { contactBy } = ticket.state.deadlines;
    expect(ticket.do(staff("C28"), due + 20 * MINUTE, verb("accept"))).toBe("ok");
    expect(ticket.state).toMatchObject({ deadlines: { contactBy }, contactsMissed: [{ by: due, unitId: "D05" }] });
  });

  test("a word spoken meanwhile is a word: who takes it back then owes none", () => {
    const { ticket, giver } = inHand();
    ticket.do(staff(giver), TUESDAY_10 + HOUR, to("D11"));
    ticket.do(staff(giver), TUESDAY_10 + 2 * HOUR, verb("progress"));
    const { contactBy } = ticket.state.deadlines;
    ticket.do(staff(giver), TUESDAY_10 + 3 * HOUR, verb("accept"));
    expect(ticket.state.deadlines.contactBy).toBe(contactBy);
  });

  test("spoken to before, nothing is owed anew; and no limit goes past the final one", () => {
    const { ticket, giver } = inHand();
    ticket.do(staff(giver), TUESDAY_10 + HOUR, verb("progress"));
    const { contactBy } = ticket.state.deadlines;
    ticket.do(staff(giver), local("24T17:00"), to("D11"));
    expect(ticket.state.deadlines.contactBy).toBe(contactBy);
    expect(ticket.state.contactsMissed).toBeNull();

    const late = inHand();
    const { resolveBy } = late.ticket.state.deadlines;
    late.ticket.do(staff(late.giver), resolveBy - 10 * MINUTE, to("D11"));
    expect(late.ticket.state.deadlines.contactBy).toBe(resolveBy);
  });

  test("returned after it was missed, and given to another: the miss stays with who returned it", () => {
    const ticket = new Ticket("road");
    const { contactBy } = ticket.state.deadlines;
    const unit = ticket.state.unitId;
    const { offeredToId } = ticket.state;
    const late = contactBy + 10 * MINUTE;
    expect(ticket.do(staff(offeredToId ?? ""), late, verb("return"))).toBe("ok");
    expect(ticket.do(dispatcher, late + MINUTE, verb("dispatch"))).toBe("ok");
    expect(ticket.state.deadlines.contactBy).toBeGreaterThan(late);
    expect(ticket.state.contactsMissed).toEqual([{ by: contactBy, unitId: unit }]);
  });

  test("what nobody had been given in time is the desk's miss, and no unit's", () => {
    const ticket = new Ticket(null);
    const { contactBy } = ticket.state.deadlines;
    expect(ticket.state.unitId).toBeNull();
    expect(ticket.do(dispatcher, contactBy + HOUR, verb("dispatch"))).toBe("ok");
    expect(ticket.state.contactsMissed).toEqual([{ by: contactBy, unitId: null }]);
  });

  test("the final limit has passed: who gets it has his ordinary time to accept and to speak all the same", () => {
    const { ticket, giver } = inHand();
    const early = inHand();
    early.ticket.do(staff(early.giver), local("24T14:30"), to("D11"));
    const ordinary = early.ticket.state.deadlines.acceptBy - local("24T14:30");
    const { resolveBy } = ticket.state.deadlines;
    // 14:30 of the working day after the final limit.
    const at = resolveBy + 21 * HOUR;
    ticket.do(staff(giver), at, to("D11"));
    const { acceptBy, contactBy } = ticket.state.deadlines;
    expect(acceptBy - at).toBe(ordinary);
    expect(contactBy).toBeGreaterThan(acceptBy - 1);
    expect(ticket.state.deadlines.resolveBy).toBe(resolveBy);
  });

  test("in the figures a miss stays with the unit that missed it, and is not the receiving unit's", () => {
    const contactDue = (unitId: string): number | undefined => {
      const { ticket, giver } = inHand();
      const other = giver === "C15" ? "C16" : "C15";
      const give: Verb =
        unitId === "D05"
          ? (c, t) => handOver(c, t, { personId: other, unitId: null, reason: "", lastAssigned: none })
          : to(unitId);
      ticket.do(staff(giver), local("24T17:00"), give);
      ticket.do(staff(unitId === "D05" ? other : "C29"), local("24T17:10"), verb("accept"));
      ticket.do(staff(unitId === "D05" ? other : "C29"), local("25T09:00"), verb("progress"));
      return factsOf(directory, ticket.events)[0]?.contactDueAt;
    };
    expect(contactDue("D05"), "a colleague does not make it good").toBe(local("24T16:00"));
    expect(contactDue("D11")).toBe(local("25T12:00"));
  });
});
