import { expect, test } from "vitest";
import { remind } from "../../../src/desk/reminders/tell.ts";
import { plannedReminders } from "../../../src/domain/reminders.ts";
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
