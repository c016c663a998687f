import { expect, test } from "vitest";
import { ticketView } from "../../../src/desk/views/project.ts";
import { askedOfViewer } from "../../../src/feishu/cards/ticket/proceedings.ts";
import { plannedReminders } from "../../../src/domain/reminders.ts";
import { askAssist } from "../../../src/domain/ticket/verbs/ask-assist.ts";
import { cancelAssist } from "../../../src/domain/ticket/verbs/cancel-assist.ts";
import { mayRead } from "../../../src/domain/ticket/authority.ts";
import { assistingFor, finishAssist } from "../../../src/domain/ticket/verbs/finish-assist.ts";
import { handAssist } from "../../../src/domain/ticket/verbs/hand-assist.ts";
import { HOUR, TUESDAY_10 } from "../../support/clock.ts";
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
