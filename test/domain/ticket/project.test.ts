import { describe, expect, test } from "vitest";
import { availableActions } from "../../../src/desk/views/available-actions.ts";
import type { Directory } from "../../../src/domain/people/directory.ts";
import { projectNamed } from "../../../src/domain/people/projects.ts";
import { plannedReminders, stillWanted } from "../../../src/domain/reminders.ts";
import { factsOf } from "../../../src/domain/stats/fact-change.ts";
import { resolveSettled } from "../../../src/domain/stats/steps.ts";
import { mayRead } from "../../../src/domain/ticket/authority.ts";
import { limitsFrom } from "../../../src/domain/ticket/clock.ts";
import type { DecideContext } from "../../../src/domain/ticket/context.ts";
import { bindRequester } from "../../../src/domain/ticket/verbs/bind-requester.ts";
import { resolve } from "../../../src/domain/ticket/verbs/resolve.ts";
import { HOUR, MINUTE, TUESDAY_10 } from "../../support/clock.ts";
import {
  PROJECT_VERBS,
  SUPERVISION_VERBS,
  Ticket,
  VERBS,
  confirmResult,
  directory,
  manager,
  requesterE01,
  sendBack,
  staff,
  system,
} from "./ticket-life.ts";

type Verb = (typeof VERBS)[string];
const ALL = { ...VERBS, ...SUPERVISION_VERBS };
const WORDS = "北环路冷链工地门口的路塌了";
const at = (local: string): number => Date.parse(`2026-${local}:00+08:00`);
const ofProject = (): Ticket => new Ticket("road", requesterE01, "QF-20261124-0002", WORDS);

function accepted(): { ticket: Ticket; worker: ReturnType<typeof staff> } {
  const ticket = ofProject();
  const worker = staff(ticket.state.offeredToId ?? "");
  expect(ticket.do(worker, TUESDAY_10 + 10 * MINUTE, VERBS["accept"]!)).toBe("ok");
  return { ticket, worker };
}

/** Handed in by its assignee at an instant. */
function handedIn(when = TUESDAY_10 + 2 * HOUR) {
  const { ticket, worker } = accepted();
  expect(ticket.do(worker, when, VERBS["resolve"]!)).toBe("ok");
  return { ticket, worker };
}

/** The office with one of its leaders on leave, and who stands in. */
const away = (personId: string, delegateId: string | null): Directory => {
  const person = directory.people.get(personId) ?? expect.fail(personId);
  const people = new Map(directory.people).set(personId, {
    ...person,
    leaveFrom: "2026-11-20",
    leaveTo: "2026-12-31",
    delegateId,
  });
  return { ...directory, people };
};

describe("a request belongs to a key project by rule", () => {
  test.each(["冷链项目的路塌了", "冷链仓储及分拨中心停水", "北环路 冷链 工地,门口堵车", "分拨中心卸货口"])(
    "the firm's only running project, named or its site: %s",
    (text) => expect(projectNamed(directory, "E01", [text])).toBe("P03"),
  );

  test("never by a word that only sounds like it, by another firm, without a firm, or where there are two", () => {
    expect(projectNamed(directory, "E01", ["冷链运输有什么补助"])).toBeNull();
    expect(projectNamed(directory, "E02", [WORDS])).toBeNull();
    expect(projectNamed(directory, null, [WORDS])).toBeNull();
    const p03 = directory.projects.get("P03") ?? expect.fail("P03");
    const two = { projects: new Map(directory.projects).set("P99", { ...p03, id: "P99", name: "冷链三期" }) };
    expect(projectNamed(two, "E01", [WORDS])).toBeNull();
    const over = { projects: new Map(directory.projects).set("P03", { ...p03, running: false }) };
    expect(projectNamed(over, "E01", [WORDS])).toBeNull();
  });

  test("its first contact is owed as soon as a key firm's (002-20)", () => {
    const start = { category: "road", urgency: "normal", enterpriseId: "E01", receivedAt: TUESDAY_10 } as const;
    const plain = limitsFrom(directory, { ...start, projectId: null });
    const { deadlines } = ofProject().state;
    expect(deadlines.contactBy).toBeLessThan(plain.contactBy);
    expect(deadlines.resolveBy).toBe(plain.resolveBy);
  });

  test("who asked is learnt later: the project too", () => {
    const nobody = { openId: "ou_x", personId: null, enterpriseId: null, verified: false, tenantKey: null };
    const ticket = new Ticket("road", nobody, "QF-20261124-0002", WORDS);
    expect(ticket.state.projectId).toBeNull();
    const bind = (c: DecideContext, t: Ticket["state"]) =>
      bindRequester(c, t, { personId: "P-E01", enterpriseId: "E01", boundBy: "C06" });
    expect(ticket.do(staff("C06"), TUESDAY_10 + HOUR, bind)).toBe("ok");
    expect(ticket.state.projectId).toBe("P03");
  });
});

describe("选择项目", () => {
  test("the assignee may put it into a project; only a dispatcher takes it off again", () => {
    const ticket = new Ticket("road");
    const worker = staff(ticket.state.offeredToId ?? "");
    const when = TUESDAY_10 + 10 * MINUTE;
    ticket.do(worker, when, VERBS["accept"]!);
    expect(ticket.do(manager, when, PROJECT_VERBS["setProject"]!)).toBe("not_allowed");
    expect(ticket.do(staff("L03"), when, PROJECT_VERBS["setProject"]!)).toBe("not_allowed");
    expect(ticket.do(worker, when, PROJECT_VERBS["setProject"]!)).toBe("ok");
    expect(ticket.do(worker, when, PROJECT_VERBS["otherProject"]!)).toBe("project_decided");
    expect(ticket.do(worker, when, PROJECT_VERBS["noProject"]!)).toBe("project_decided");
    expect(ticket.do(staff("C06"), when, PROJECT_VERBS["noProject"]!)).toBe("ok");
    expect(ticket.state.projectId).toBeNull();
  });

  test("giving it on first helps nobody: neither giver, nor receiver, nor the head of either takes it off its project (000-09)", () => {
    for (const give of ["handOver", "colleague"]) {
      const ticket = new Ticket("power", requesterE01, "QF-20261124-0002", "冷链项目工地停电了");
      const worker = staff(ticket.state.offeredToId ?? "");
      ticket.do(worker, TUESDAY_10 + 10 * MINUTE, VERBS["accept"]!);
      expect(ticket.do(worker, TUESDAY_10 + 20 * MINUTE, VERBS[give]!), give).toBe("ok");
      const { unitId, offeredToId } = ticket.state;
      const head = staff(directory.units.get(unitId ?? "")?.headId ?? "");
      const when = TUESDAY_10 + 30 * MINUTE;
      for (const actor of [worker, staff(offeredToId ?? ""), head, staff("C28")])
        for (const verb of ["noProject", "otherProject"])
          expect(ticket.do(actor, when, PROJECT_VERBS[verb]!), JSON.stringify(actor)).not.toBe("ok");
      expect(availableActions({ directory, now: when, actor: worker }, ticket.state, "task")).not.toContain("project");
      expect(ticket.state.projectId).toBe("P03");
      expect(ticket.do(staff("C06"), when, PROJECT_VERBS["noProject"]!)).toBe("ok");
    }
  });

  test("a dispatcher who has worked on it leaves that to another (000-09)", () => {
    const ticket = new Ticket("power", requesterE01, "QF-20261124-0002", "冷链项目工地停电了");
    const worker = staff(ticket.state.offeredToId ?? "");
    const person = directory.people.get(ticket.state.offeredToId ?? "") ?? expect.fail("nobody");
    const both: Directory = {
      ...directory,
      people: new Map(directory.people).set(person.id, { ...person, roles: [...person.roles, "dispatcher"] }),
    };
    const say = (verb: Verb): string =>
      ticket.do(worker, TUESDAY_10 + 20 * MINUTE, (c, t) => verb({ ...c, directory: both }, t));
    say(VERBS["accept"]!);
    for (const give of ["progress", "handOver"]) {
      expect(say(VERBS[give]!), give).toBe("ok");
      expect(say(PROJECT_VERBS["noProject"]!), give).toBe("project_decided");
    }
  });

  test("not once the leader was asked", () => {
    const { ticket } = handedIn();
    expect(ticket.do(staff("C06"), TUESDAY_10 + 3 * HOUR, PROJECT_VERBS["noProject"]!)).toBe("wrong_stage");
  });
});

describe("a project's ticket closes only after its bound leader has confirmed (000-09)", () => {
  test("办结 hands it in: no mark is asked for, and nobody but the leader lets it through", () => {
    const { ticket, worker } = handedIn();
    const when = TUESDAY_10 + 3 * HOUR;
    expect(ticket.state).toMatchObject({ stage: "awaiting_confirmation", resolvedAt: null });
    expect(ticket.do(manager, when, VERBS["good"]!)).toBe("wrong_stage");
    for (const actor of [worker, manager, system, staff("C06"), staff("L02"), staff("L03")])
      expect(ticket.do(actor, when, confirmResult), JSON.stringify(actor)).toBe("not_allowed");
    expect(ticket.do(staff("L01"), when, confirmResult)).toBe("ok");
    expect(ticket.state).toMatchObject({ stage: "awaiting_rating", resolvedAt: when, firstContactAt: when });
    expect(ticket.do(manager, when, VERBS["good"]!)).toBe("ok");
    expect(ticket.state.stage).toBe("closed");
  });

  test("on leave his delegate is asked; the leader himself still may", () => {
    const office = away("L01", "C01");
    const { ticket, worker } = accepted();
    const when = TUESDAY_10 + 2 * HOUR;
    const context = (actor: typeof worker) => ({ now: when, directory: office, actor });
    ticket.apply(
      worker,
      when,
      resolve(context(worker), ticket.state, { text: "好了", benefitYuan: null, evidence: [] }),
    );
    expect(ticket.state.confirmation?.leaderId).toBe("C01");
    expect(mayRead(context(staff("C01")), ticket.state)).toBe(true);
    for (const who of ["C01", "L01"]) expect(confirmResult(context(staff(who)), ticket.state).ok).toBe(true);
  });

  test("nobody confirms his own work, though he stands in for the leader; the unit's leader is asked then", () => {
    const { ticket, worker } = accepted();
    const when = TUESDAY_10 + 2 * HOUR;
    const own = ticket.state.assigneeId ?? "";
    const office = away("L01", own);
    const context = (actor: typeof worker) => ({ now: when, directory: office, actor });
    ticket.apply(
      worker,
      when,
      resolve(context(worker), ticket.state, { text: "好了", benefitYuan: null, evidence: [] }),
    );
    expect(ticket.state.confirmation?.leaderId).toBe(directory.units.get(ticket.state.unitId ?? "")?.leaderId);
    expect(confirmResult(context(worker), ticket.state)).toMatchObject({ ok: false, error: { code: "not_allowed" } });
  });

  test("nor where he is himself the one bound to the project", () => {
    const { ticket, worker } = accepted();
    const own = ticket.state.assigneeId ?? "";
    const p03 = directory.projects.get("P03") ?? expect.fail("P03");
    const office = { ...directory, projects: new Map(directory.projects).set("P03", { ...p03, leaderId: own }) };
    const context = (actor: typeof worker) => ({ now: TUESDAY_10 + 2 * HOUR, directory: office, actor });
    const done = resolve(context(worker), ticket.state, { text: "好了", benefitYuan: null, evidence: [] });
    ticket.apply(worker, TUESDAY_10 + 2 * HOUR, done);
    expect(confirmResult(context(worker), ticket.state)).toMatchObject({ ok: false, error: { code: "not_allowed" } });
    const asked = staff(ticket.state.confirmation?.leaderId ?? "");
    expect(confirmResult(context(asked), ticket.state).ok).toBe(true);
  });

  test("退回重办 needs a reason, comes back to the same person, in the same round", () => {
    const { ticket, worker } = handedIn();
    const when = TUESDAY_10 + 3 * HOUR;
    const back = (reason: string) => (c: DecideContext, t: Ticket["state"]) => sendBack(c, t, reason);
    expect(ticket.do(staff("L01"), when, back("  "))).toBe("reason_missing");
    expect(ticket.do(worker, when, back("再看"))).toBe("not_allowed");
    expect(ticket.do(staff("L01"), when, back("再看"))).toBe("ok");
    expect(ticket.state).toMatchObject({ stage: "in_progress", redo: 0, confirmation: null });
    expect(staff(ticket.state.assigneeId ?? "")).toEqual(worker);
  });
});

describe("the leader's time is not the assignee's", () => {
  const settledOf = (ticket: Ticket, now: number) => {
    const [row] = factsOf(directory, ticket.events);
    return resolveSettled(row ?? expect.fail("no facts"), now);
  };

  test("handed in before the limit is in time, however long the leader takes", () => {
    const { ticket } = handedIn(at("11-30T17:00"));
    expect(ticket.state.deadlines.resolveBy).toBeGreaterThan(at("11-30T17:00"));
    const late = at("12-18T10:00");
    expect(settledOf(ticket, late), "while he waits it is nobody's delay").toBeNull();
    ticket.do(staff("L01"), late, confirmResult);
    expect(settledOf(ticket, late)).toMatchObject({ inTime: true });
  });

  test("handed in too late stays late, though the leader answers at once", () => {
    const { ticket } = accepted();
    const { resolveBy } = ticket.state.deadlines;
    const worker = staff(ticket.state.assigneeId ?? "");
    // In the evening of the last day: in office time it would not be a minute late.
    const when = resolveBy + 2 * HOUR;
    ticket.do(worker, when, VERBS["resolve"]!);
    expect(settledOf(ticket, when)).toMatchObject({ inTime: false });
    ticket.do(staff("L01"), when + 14 * HOUR, confirmResult);
    expect(settledOf(ticket, when + 15 * HOUR)).toMatchObject({ inTime: false });
  });

  test("sent back, as much office time is left as was when it was handed in", () => {
    const { ticket } = handedIn(at("11-25T10:00"));
    const { resolveBy } = ticket.state.deadlines;
    ticket.do(staff("L01"), at("11-27T10:00"), (c, t) => sendBack(c, t, "再看"));
    expect(resolveBy).toBe(at("12-01T17:30"));
    expect(ticket.state.deadlines.resolveBy).toBe(at("12-03T17:30"));
  });

  test("sent back without a word to the enterprise yet: the first contact is owed as much later as the leader took", () => {
    const { ticket } = handedIn(TUESDAY_10 + 30 * MINUTE);
    const { contactBy } = ticket.state.deadlines;
    expect(contactBy).toBeGreaterThan(TUESDAY_10 + 30 * MINUTE);
    ticket.do(staff("L01"), at("12-03T10:30"), (c, t) => sendBack(c, t, "再看"));
    expect(ticket.state.deadlines.contactBy).toBe(contactBy + 9 * 24 * HOUR);
    const silence = plannedReminders(directory, ticket.state).find(({ kind }) => kind === "contact_escalate");
    expect(silence?.dueAt).toBeGreaterThan(ticket.state.deadlines.contactBy);
  });

  test("he is reminded after his own limit, each working morning, his superior a day later; it is never closed for him", () => {
    const { ticket } = handedIn(at("11-25T10:00"));
    const planned = (after: number | null = null) =>
      plannedReminders(directory, ticket.state, after).map(({ kind, dueAt }) => [kind, new Date(dueAt).toISOString()]);
    expect(planned()).toEqual([
      ["confirm_due", "2026-11-30T00:30:00.000Z"],
      ["confirm_late", "2026-12-01T00:30:00.000Z"],
    ]);
    expect(planned(at("11-30T09:00"))[0]).toEqual(["confirm_due", "2026-12-01T00:30:00.000Z"]);
    expect(stillWanted(directory, ticket.state, "confirm_due", at("12-20T09:00"))).toBe(true);
    for (const verb of ["closeUnrated", "closeUnanswered"])
      expect(ticket.do(system, at("12-20T09:00"), ALL[verb] ?? expect.fail(verb))).toBe("wrong_stage");
    expect(ticket.do(system, at("12-20T09:00"), confirmResult)).toBe("not_allowed");
    expect(ticket.state.stage).toBe("awaiting_confirmation");
  });
});

test("papers that never come end no project's ticket: the clock goes on, and only its bound leader ends it (000-09, B.13)", () => {
  const { ticket, worker } = accepted();
  const when = at("11-24T11:00");
  expect(ticket.do(worker, when, VERBS["materials"]!)).toBe("ok");
  const due = ticket.state.deadlines.resolveBy;
  expect(ticket.do(system, at("12-01T17:30"), ALL["closeUnanswered"]!)).toBe("ok");
  expect(ticket.state).toMatchObject({
    stage: "in_progress",
    pausedSince: null,
    assigneeId: ticket.state.responsibleId,
  });
  expect(ticket.state.deadlines.resolveBy).toBeGreaterThan(due);
  expect(ticket.do(worker, at("12-02T09:00"), ALL["askTermination"]!)).toBe("ok");
  expect(ticket.state.approval?.approverId).toBe("L01");
  expect(ticket.do(staff("L01"), at("12-02T10:00"), ALL["approve"]!)).toBe("ok");
  expect(ticket.state.stage).toBe("terminated");
});
