import { expect, test } from "vitest";
import { consequences } from "../../../src/desk/tickets/consequences.ts";
import { ticketView } from "../../../src/desk/views/project.ts";
import { askedOfViewer } from "../../../src/feishu/cards/ticket/proceedings.ts";
import { plannedReminders } from "../../../src/domain/reminders.ts";
import { askAssist } from "../../../src/domain/ticket/verbs/ask-assist.ts";
import { cancelAssist } from "../../../src/domain/ticket/verbs/cancel-assist.ts";
import { mayRead } from "../../../src/domain/ticket/authority.ts";
import { assistingFor, finishAssist } from "../../../src/domain/ticket/verbs/finish-assist.ts";
import { handAssist } from "../../../src/domain/ticket/verbs/hand-assist.ts";
import { todosOf } from "../../../src/domain/ticket/todo.ts";
import { HOUR, TUESDAY_10 } from "../../support/clock.ts";
import { wall } from "../calendar/notices.ts";
import { actorFor } from "./acting.ts";
import { Ticket, VERBS, SUPERVISION_VERBS, directory, none, staff } from "./ticket-life.ts";

const WORKER = staff("C29");

/** In hand at C29, with parts asked of the road unit (C15, head C14) and of the land unit. */
function withParts() {
  const ticket = new Ticket("power");
  ticket.do(WORKER, TUESDAY_10 + HOUR, VERBS["accept"]!);
  for (const [id, unitId, workingDays] of [
    ["a", "D05", 2],
    ["b", "D04", 1],
  ] as const)
    expect(
      ticket.do(WORKER, TUESDAY_10 + HOUR, (c, t) =>
        askAssist(c, t, { assistId: id, unitId, text: "一起看", workingDays, lastAssigned: none }),
      ),
    ).toBe("ok");
  return ticket;
}
const due = (ticket: Ticket, after: number | null): number | undefined =>
  plannedReminders(directory, ticket.state, after).find(({ kind }) => kind === "assist_due")?.dueAt;

test("each part (会办) is due on its own day and then each working morning, until it is done or called off (000-10)", () => {
  const ticket = withParts();
  const [a, b] = ticket.state.assists;
  const first = due(ticket, null);
  expect(first).toBeGreaterThanOrEqual(b?.dueBy ?? 0);
  const second = due(ticket, first ?? 0);
  expect(second).toBeGreaterThan(first ?? 0);
  expect((second ?? 0) - (first ?? 0)).toBe(24 * HOUR);
  expect(
    ticket.do(WORKER, TUESDAY_10 + 2 * HOUR, (c, t) => cancelAssist(c, t, { assistId: "b", reason: "不用了" })),
  ).toBe("ok");
  expect(due(ticket, null)).toBeGreaterThanOrEqual(a?.dueBy ?? 0);
});

test("no part holds up its ticket for ever: its head may give it away, the lead unit may call it off (000-10)", () => {
  const ticket = withParts();
  const at = TUESDAY_10 + 3 * HOUR;
  expect(ticket.do(WORKER, at, VERBS["resolve"]!)).toBe("assists_open");
  const person = ticket.state.assists[0]?.personId ?? "";
  const colleague = person === "C15" ? "C16" : "C15";
  expect(ticket.do(WORKER, at, (c, t) => handAssist(c, t, { personId: colleague }))).toBe("no_such_assist");
  expect(ticket.do(staff("C14"), at, (c, t) => handAssist(c, t, { personId: "C29" }))).toBe("person_unavailable");
  expect(ticket.do(staff("C14"), at, (c, t) => handAssist(c, t, { personId: colleague }))).toBe("ok");
  expect(ticket.state.assists[0]).toMatchObject({ personId: colleague, doneAt: null });
  expect(ticket.do(staff(colleague), at, SUPERVISION_VERBS["finishAssist"]!)).toBe("ok");
  expect(ticket.do(staff("C14"), at, (c, t) => cancelAssist(c, t, { assistId: "b", reason: "不用了" }))).toBe(
    "not_allowed",
  );
  expect(ticket.do(WORKER, at, (c, t) => cancelAssist(c, t, { assistId: "b", reason: " " }))).toBe("reason_missing");
  expect(ticket.do(WORKER, at, (c, t) => cancelAssist(c, t, { assistId: "b", reason: "图找到了" }))).toBe("ok");
  expect(ticket.do(WORKER, at, (c, t) => cancelAssist(c, t, { assistId: "b", reason: "图找到了" }))).toBe(
    "no_such_assist",
  );
  ticket.do(WORKER, at, VERBS["progress"]!);
  expect(ticket.do(WORKER, at, VERBS["resolve"]!)).toBe("ok");
});

/** The town with people on leave, each with who stands in for him. */
function away(leaves: Readonly<Record<string, string | null>>) {
  const people = new Map(directory.people);
  for (const [id, delegateId] of Object.entries(leaves))
    people.set(id, { ...people.get(id)!, leaveFrom: "2026-11-20", leaveTo: "2026-12-31", delegateId });
  return { ...directory, people };
}

test("who stands in for an assisting colleague may read the ticket and end the part; he is told to every morning (000-10)", () => {
  const ticket = withParts();
  const person = ticket.state.assists[0]?.personId ?? "";
  const standIn = person === "C15" ? "C16" : "C15";
  const at = { now: TUESDAY_10 + 3 * HOUR, actor: staff(standIn) };
  expect(finishAssist({ ...at, directory }, ticket.state, { text: "看过了" }).ok, "nobody's but his").toBe(false);
  const office = away({ [person]: standIn });
  expect(mayRead({ ...at, directory: office }, ticket.state)).toBe(true);
  expect(finishAssist({ ...at, directory: office }, ticket.state, { text: "看过了" }).ok).toBe(true);
});

test("a part is not given to a colleague who is on leave", () => {
  const ticket = withParts();
  const person = ticket.state.assists[0]?.personId ?? "";
  const colleague = person === "C15" ? "C16" : "C15";
  const context = { now: TUESDAY_10 + 3 * HOUR, actor: staff("C14"), directory: away({ [colleague]: null }) };
  const decision = handAssist(context, ticket.state, { personId: colleague });
  expect(decision).toMatchObject({ ok: false, error: { code: "person_unavailable" } });
});

test("the head of an assisting unit is asked for its open part, however late; his card does not say that it is done", () => {
  const ticket = withParts();
  const [part] = ticket.state.assists;
  const view = ticketView(
    { directory, now: (part?.dueBy ?? 0) + 24 * HOUR, viewer: staff("C14") },
    ticket.state,
    "assist",
  );
  expect(askedOfViewer(view)).toContain("前办好会办的部分");
  expect(view.actions).toEqual(["assist_done", "assist_hand"]);
});

test("who reports or passes on a part for somebody who is away does so in his place (代), whoever else he stands in for", () => {
  const { state } = withParts();
  const owner = state.assists[0]?.personId ?? "";
  const away = (ids: readonly string[]) => ({
    ...directory,
    people: new Map([
      ...directory.people,
      ...ids.map((id) => {
        const person = directory.people.get(id) ?? expect.fail(id);
        return [id, { ...person, leaveFrom: "2026-11-20", leaveTo: "2026-12-31", delegateId: "C27" }] as const;
      }),
    ]),
  });
  const now = TUESDAY_10 + 3 * HOUR;
  const asked = (ids: readonly string[], actor = staff("C27")) =>
    assistingFor({ directory: away(ids), now, actor }, state);
  expect(asked([owner])).toBe(owner);
  expect(asked(["C29", owner])).toBe(owner);
  expect(asked([owner], staff(owner))).toBeNull();
  expect(asked([], staff("C14")), "a head acts as head").toBeNull();
});

const at = (local: string): number => Date.parse(`2026-${local}:00+08:00`);
const ALL = { ...VERBS, ...SUPERVISION_VERBS };
const step = (ticket: Ticket, when: number, verb: string): void =>
  expect(ticket.do(actorFor("fitting", verb, ticket.state), when, ALL[verb] ?? expect.fail(verb)), verb).toBe("ok");

/** A land matter, with a part of three working days asked of the road unit on Tuesday. */
function landWithPart() {
  const ticket = new Ticket("land");
  step(ticket, at("11-24T10:10"), "accept");
  step(ticket, at("11-24T10:20"), "askAssist");
  return ticket;
}
const partDue = (ticket: Ticket): string => wall(ticket.state.assists[0]?.dueBy ?? 0);

test("a matter that comes back after its end gives each open part its own days again, within its new limit (000-10)", () => {
  const late = landWithPart();
  step(late, at("11-24T10:30"), "materials");
  step(late, at("12-02T09:00"), "closeUnanswered");
  step(late, at("12-21T09:00"), "supplement");
  expect(partDue(late)).toBe("2026-12-24 17:30");

  const short = withParts();
  step(short, TUESDAY_10 + 2 * HOUR, "materials");
  step(short, at("12-02T09:00"), "closeUnanswered");
  step(short, at("12-21T09:00"), "supplement");
  for (const { dueBy } of short.state.assists) expect(dueBy).toBeLessThanOrEqual(short.state.deadlines.resolveBy);

  const dismissed = landWithPart();
  step(dismissed, at("11-24T10:30"), "dismiss");
  step(dismissed, at("12-21T09:00"), "restore");
  expect(partDue(dismissed)).toBe("2026-12-24 17:30");
});

test("a part of a parked matter is asked of nobody, and has afterwards what was left of its days (挂账, 000-10)", () => {
  const ticket = landWithPart();
  expect(partDue(ticket)).toBe("2026-11-27 17:30");
  step(ticket, at("11-24T10:30"), "askParking");
  step(ticket, at("11-24T11:00"), "approve");
  expect(due(ticket, at("12-01T09:00"))).toBeUndefined();
  const { personId } = ticket.state.assists[0] ?? expect.fail("no part");
  const todos = (now: number) => todosOf({ directory, now }, ticket.state, personId);
  expect(todos(at("12-01T09:00"))).toMatchObject([{ what: "assist", waits: true }]);
  const view = ticketView({ directory, now: at("12-01T09:00"), viewer: staff(personId) }, ticket.state, "assist");
  expect([view.light, askedOfViewer(view)]).toEqual(["grey", null]);

  const before = ticket.state;
  const back = at("12-08T11:00");
  step(ticket, back, "unpark");
  expect(partDue(ticket), "ten working days stood still").toBe("2026-12-11 17:30");
  expect(due(ticket, null)).toBeGreaterThan(back);
  const told = consequences({
    directory,
    before,
    after: ticket.state,
    events: ticket.events.slice(-1),
    actor: WORKER,
    receipt: true,
  });
  expect(told.cards).toContainEqual(
    expect.objectContaining({
      recipient: { type: "person", openId: `ou_${personId}` },
      audience: "assist",
      renew: true,
    }),
  );
});

test("danger that ends a parking gives its parts the same; what was late when it was parked stays late (B.14)", () => {
  const alarmed = landWithPart();
  step(alarmed, at("11-24T10:30"), "askParking");
  step(alarmed, at("11-24T11:00"), "approve");
  step(alarmed, at("11-25T11:00"), "raiseAlarm");
  expect(partDue(alarmed)).toBe("2026-11-30 17:30");

  const late = landWithPart();
  step(late, at("11-30T10:30"), "askParking");
  step(late, at("11-30T11:00"), "approve");
  step(late, at("12-08T11:00"), "unpark");
  expect(partDue(late)).toBe("2026-11-27 17:30");
});
