import { expect, test } from "vitest";
import { remind } from "../../../src/desk/reminders/tell.ts";
import { plannedReminders } from "../../../src/domain/reminders.ts";
import { partsOf, todoOf } from "../../../src/domain/ticket/todo.ts";
import { progress } from "../../../src/domain/ticket/verbs/progress.ts";
import { DAY, HOUR, TUESDAY_10 } from "../../support/clock.ts";
import { Ticket, VERBS, directory, manager, staff } from "./ticket-life.ts";

const due = (ticket: Ticket): number | undefined =>
  plannedReminders(directory, ticket.state).find(({ kind }) => kind === "call_back")?.dueAt;

test("what was done again after a bad mark is asked about by the desk when no second mark comes (二次回访, B.8)", () => {
  const ticket = new Ticket("power");
  const worker = staff("C29");
  const resolve = (at: number) => {
    expect(ticket.do(worker, at, VERBS["progress"]!)).toBe("ok");
    expect(ticket.do(worker, at, VERBS["resolve"]!)).toBe("ok");
  };
  ticket.do(worker, TUESDAY_10 + HOUR, VERBS["accept"]!);
  resolve(TUESDAY_10 + HOUR);
  expect(due(ticket), "a first result is asked about by its card").toBeUndefined();
  expect(ticket.do(manager, TUESDAY_10 + 2 * HOUR, VERBS["bad"]!)).toBe("ok");
  expect(due(ticket), "not before it is done").toBeUndefined();
  resolve(TUESDAY_10 + DAY);
  const at = due(ticket) ?? 0;
  expect(new Date(at).toISOString(), "Friday morning").toBe("2026-11-27T00:30:00.000Z");
  const told = remind(directory, ticket.state, "call_back", at, true).lines;
  expect(told.map(({ openId }) => openId)).toEqual([`ou_${ticket.state.firstResponderId}`]);
  expect(ticket.do(manager, TUESDAY_10 + DAY + HOUR, VERBS["good"]!)).toBe("ok");
  expect(due(ticket), "a second mark is the answer").toBeUndefined();
});

test("what the desk heard on the phone is written down, stays inside, and ends the asking; until then it stands in its list (B.8)", () => {
  const ticket = new Ticket("power");
  const worker = staff("C29");
  const note = { text: "企业说已恢复,没有意见", visible: true };
  for (const [at, who, verb] of [
    [HOUR, worker, "accept"],
    [HOUR, worker, "progress"],
    [HOUR, worker, "resolve"],
  ] as const)
    expect(ticket.do(who, TUESDAY_10 + at, VERBS[verb]!)).toBe("ok");
  const desk = staff(ticket.state.firstResponderId);
  expect(
    ticket.do(desk, TUESDAY_10 + HOUR, (c, t) => progress(c, t, note)),
    "no call is owed",
  ).not.toBe("ok");
  expect(ticket.do(manager, TUESDAY_10 + 2 * HOUR, VERBS["bad"]!)).toBe("ok");
  expect(ticket.do(worker, TUESDAY_10 + DAY, VERBS["resolve"]!)).toBe("ok");
  const at = due(ticket) ?? 0;
  const todo = () => todoOf({ directory, now: at, actor: desk }, ticket.state)?.what;
  expect(todo()).toBe("call_back");
  expect(partsOf(ticket.state)).toEqual([{ personId: ticket.state.firstResponderId, unitId: null }]);
  expect(
    ticket.do(worker, at, (c, t) => progress(c, t, note)),
    "nobody asks after his own work",
  ).toBe("not_allowed");
  expect(ticket.do(desk, at, (c, t) => progress(c, t, note))).toBe("ok");
  expect(ticket.state.notes.at(-1)).toMatchObject({ kind: "internal", text: note.text });
  expect([due(ticket), todo(), ticket.state.stage]).toEqual([undefined, undefined, "awaiting_rating"]);
});
