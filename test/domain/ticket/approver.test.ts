import { describe, expect, test } from "vitest";
import type { Actor } from "../../../src/domain/people/actor.ts";
import type { Directory } from "../../../src/domain/people/directory.ts";
import { decideBy } from "../../../src/domain/ticket/approver.ts";
import { mayRead } from "../../../src/domain/ticket/authority.ts";
import type { DecideContext, Decision } from "../../../src/domain/ticket/context.ts";
import { merge } from "../../../src/domain/ticket/verbs/merge.ts";
import { HOUR, MINUTE, TUESDAY_10 } from "../../support/clock.ts";
import {
  PROJECT_VERBS,
  SUPERVISION_VERBS,
  Ticket,
  VERBS,
  directory,
  dispatcher,
  manager,
  older,
  requesterE01,
  staff,
} from "./ticket-life.ts";

const LATER = TUESDAY_10 + HOUR;

function accepted(words = "停电了"): { ticket: Ticket; worker: Actor } {
  const ticket = new Ticket("power", requesterE01, "QF-20261124-0002", words);
  const worker = staff(ticket.state.offeredToId ?? "");
  expect(ticket.do(worker, TUESDAY_10 + 10 * MINUTE, VERBS["accept"]!)).toBe("ok");
  return { ticket, worker };
}

/** The office with people on leave, each with who stands in for him. */
function away(leaves: Readonly<Record<string, string | null>>): Directory {
  const people = new Map(directory.people);
  for (const [id, delegateId] of Object.entries(leaves))
    people.set(id, {
      ...(people.get(id) ?? expect.fail(id)),
      leaveFrom: "2026-11-20",
      leaveTo: "2026-12-31",
      delegateId,
    });
  return { ...directory, people };
}

/** What is said to a verb in that office; "ok" = carried out. */
function say(
  office: Directory,
  ticket: Ticket,
  actor: Actor,
  verb: (c: DecideContext, t: Ticket["state"]) => Decision,
) {
  const decision = verb({ now: LATER, directory: office, actor }, ticket.state);
  ticket.apply(actor, LATER, decision);
  return decision.ok ? "ok" : decision.error.code;
}

const KINDS = ["askExtension", "askParking", "askTermination"] as const;
const approverHere = (): string => {
  const { ticket, worker } = accepted();
  say(directory, ticket, worker, SUPERVISION_VERBS["askParking"]!);
  return ticket.state.approval?.approverId ?? expect.fail("nobody was asked");
};

describe("who decides on an extension, a parking, a termination (domain.md B.4)", () => {
  test.each(KINDS)("%s: on leave, his delegate is asked, and nobody else may answer", (kind) => {
    const office = away({ [approverHere()]: "C01" });
    const { ticket, worker } = accepted();
    expect(say(office, ticket, worker, SUPERVISION_VERBS[kind]!)).toBe("ok");
    expect(ticket.state.approval?.approverId).toBe("C01");
    for (const other of [worker, manager, dispatcher, staff("L02"), staff("C02")])
      expect(say(office, ticket, other, SUPERVISION_VERBS["approve"]!), JSON.stringify(other)).toBe("not_allowed");
    expect(say(office, ticket, staff("C01"), SUPERVISION_VERBS["approve"]!)).toBe("ok");
  });

  test("who goes on leave after he was asked: his delegate may read it and answer", () => {
    const { ticket, worker } = accepted();
    expect(say(directory, ticket, worker, SUPERVISION_VERBS["askParking"]!)).toBe("ok");
    const approver = ticket.state.approval?.approverId ?? "";
    const office = away({ [approver]: "C01" });
    expect(mayRead({ now: LATER, directory: office, actor: staff("C01") }, ticket.state)).toBe(true);
    expect(say(directory, ticket, staff("C01"), SUPERVISION_VERBS["approve"]!)).toBe("not_allowed");
    expect(say(office, ticket, staff("C01"), SUPERVISION_VERBS["approve"]!)).toBe("ok");
    expect(ticket.state.stage).toBe("parked");
  });

  test("a head who stands in for the leader does not answer what he asked in his cadre's place", () => {
    const { ticket } = accepted();
    const head = directory.units.get(ticket.state.unitId ?? "")?.headId ?? expect.fail("no head");
    const office = away({ [approverHere()]: head });
    expect(say(office, ticket, staff(head), SUPERVISION_VERBS["askParking"]!)).toBe("ok");
    expect(ticket.state.approval?.approverId).not.toBe(head);
    expect(say(office, ticket, staff(head), SUPERVISION_VERBS["approve"]!)).toBe("not_allowed");
    const own = accepted();
    expect(say(office, own.ticket, own.worker, SUPERVISION_VERBS["askParking"]!)).toBe("ok");
    expect(say(office, own.ticket, staff(head), SUPERVISION_VERBS["approve"]!), "what another asked").toBe("ok");
  });

  test("nobody answers what he asked himself, though he stands in for the one who was asked", () => {
    const approver = approverHere();
    const { ticket, worker } = accepted();
    const own = ticket.state.assigneeId ?? "";
    const office = away({ [approver]: own });
    expect(say(office, ticket, worker, SUPERVISION_VERBS["askParking"]!)).toBe("ok");
    expect(ticket.state.approval?.approverId).not.toBe(own);
    expect(say(office, ticket, worker, SUPERVISION_VERBS["approve"]!)).toBe("not_allowed");
  });

  test("all away and nobody stands in: one is asked all the same, and no answer is a no", () => {
    const approver = approverHere();
    const office = away({ [approver]: null });
    const { ticket, worker } = accepted();
    expect(say(office, ticket, worker, SUPERVISION_VERBS["askExtension"]!)).toBe("ok");
    expect(ticket.state.approval?.approverId).toBeTruthy();
  });
});

describe("a no by silence leaves time before the limit, while the enterprise can still be told (B.4)", () => {
  const at = (local: string): number => Date.parse(`2026-${local}:00+08:00`);
  const road = { ...new Ticket("road").state, pausedSince: null };
  const ticket = { ...road, deadlines: { ...road.deadlines, resolveBy: at("12-01T17:30") } };
  test.each([
    ["far off: the end of the next working day", "11-26T10:00", "11-27T17:30"],
    ["two working days before: the end of the day before the limit", "11-27T10:00", "11-30T17:30"],
    ["in the morning of the day before: that day", "11-30T09:00", "11-30T17:30"],
    ["in its afternoon: some hours before the limit", "11-30T15:00", "12-01T14:30"],
    ["on the day itself, as well", "12-01T09:00", "12-01T14:30"],
    ["when no such hour is left: the limit", "12-01T15:00", "12-01T17:30"],
    ["after it: the end of the next working day", "12-02T10:00", "12-03T17:30"],
  ])("%s", (_, asked, end) => expect(decideBy(directory, ticket, at(asked))).toBe(at(end)));

  test("while the clock stands still no limit hurries him", () => {
    const paused = { ...ticket, pausedSince: at("11-30T09:00") };
    expect(decideBy(directory, paused, at("12-01T09:00"))).toBe(at("12-02T17:30"));
  });
});

describe("nothing ends a project's ticket past its bound leader (000-09)", () => {
  test("终止办理 asks him, not the unit's leader; an extension does not", () => {
    for (const [kind, asked] of [
      ["askTermination", "L01"],
      ["askExtension", approverHere()],
    ] as const) {
      const { ticket, worker } = accepted();
      expect(say(directory, ticket, worker, PROJECT_VERBS["setProject"]!)).toBe("ok");
      expect(say(directory, ticket, worker, SUPERVISION_VERBS[kind]!)).toBe("ok");
      expect(ticket.state.approval?.approverId).toBe(asked);
    }
  });

  test("合并 only into a ticket of the same project", () => {
    const { ticket, worker } = accepted();
    expect(say(directory, ticket, worker, PROJECT_VERBS["setProject"]!)).toBe("ok");
    const into = (target: Ticket["state"]) => (c: DecideContext, t: Ticket["state"]) => merge(c, t, target);
    expect(say(directory, ticket, dispatcher, into({ ...older, id: "tk_1" }))).toBe("other_project");
    expect(say(directory, ticket, dispatcher, into({ ...older, id: "tk_1", projectId: "P03" }))).toBe("ok");
  });
});

test("what ends a project's ticket is its bound leader's word, also where it became one while another was asked (000-09)", () => {
  const { ticket, worker } = accepted();
  expect(ticket.do(worker, LATER, SUPERVISION_VERBS["askTermination"]!)).toBe("ok");
  const asked = ticket.state.approval ?? expect.fail("nothing asked");
  expect(asked.approverId).toBe("L03");
  const set = LATER + MINUTE;
  expect(ticket.do(dispatcher, set, PROJECT_VERBS["otherProject"]!)).toBe("ok");
  expect(ticket.state.approval, "bound to him who is asked already").toEqual(asked);
  expect(ticket.do(dispatcher, set, PROJECT_VERBS["setProject"]!)).toBe("ok");
  expect(ticket.state.approval).toMatchObject({ reason: asked.reason, approverId: "L01", askedAt: set });
  expect(ticket.do(staff("L03"), set, SUPERVISION_VERBS["approve"]!)).toBe("not_allowed");
  expect(ticket.do(staff("L01"), set, SUPERVISION_VERBS["approve"]!)).toBe("ok");
  expect(ticket.state.stage).toBe("terminated");
});

test("an extension stays with whom it was asked of, whatever project its ticket belongs to (B.4)", () => {
  const { ticket, worker } = accepted();
  expect(ticket.do(worker, LATER, SUPERVISION_VERBS["askExtension"]!)).toBe("ok");
  const { approval } = ticket.state;
  expect(ticket.do(dispatcher, LATER, PROJECT_VERBS["setProject"]!)).toBe("ok");
  expect(ticket.state.approval).toEqual(approval);
});
