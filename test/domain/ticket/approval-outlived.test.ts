import { expect, test } from "vitest";
import { addWorkingDays, localDay } from "../../../src/domain/calendar/index.ts";
import { availableActions } from "../../../src/desk/views/available-actions.ts";
import { REPEATING, plannedReminders } from "../../../src/domain/reminders.ts";
import { askExtension } from "../../../src/domain/ticket/verbs/ask-extension.ts";
import { HOUR, MINUTE, TUESDAY_10 } from "../../support/clock.ts";
import { SUPERVISION_VERBS, Ticket, VERBS, directory, manager, staff, system } from "./ticket-life.ts";

const LATER = TUESDAY_10 + HOUR;

function accepted() {
  const ticket = new Ticket("road");
  const worker = staff(ticket.state.offeredToId ?? "");
  expect(ticket.do(worker, TUESDAY_10 + 10 * MINUTE, VERBS["accept"]!)).toBe("ok");
  return { ticket, worker };
}

test.each(["handOver", "return"])("%s: what was asked ends with the asker's hold on the ticket", (verb) => {
  const { ticket, worker } = accepted();
  expect(ticket.do(worker, LATER, SUPERVISION_VERBS["askTermination"]!)).toBe("ok");
  const approver = staff(ticket.state.approval?.approverId ?? "");
  expect(ticket.do(worker, LATER, VERBS[verb] ?? expect.fail(verb))).toBe("ok");
  expect(ticket.do(approver, LATER, SUPERVISION_VERBS["approve"]!)).toBe("no_approval");
});

test("who let it pass cannot return it out of the hands of the colleague who accepted it (domain.md B.3)", () => {
  const ticket = new Ticket("road");
  const first = staff(ticket.state.offeredToId ?? "");
  const { acceptBy } = ticket.state.deadlines;
  expect(ticket.do(system, acceptBy, SUPERVISION_VERBS["passOn"]!)).toBe("ok");
  const second = staff(ticket.state.offeredToId ?? "");
  expect(ticket.do(second, acceptBy + MINUTE, VERBS["accept"]!)).toBe("ok");
  expect(ticket.do(first, acceptBy + 2 * MINUTE, VERBS["return"]!)).toBe("not_allowed");
  expect(ticket.do(second, acceptBy + 2 * MINUTE, VERBS["return"]!)).toBe("ok");
});

test("a yes draws no limit back that a pause has moved further meanwhile", () => {
  const { ticket, worker } = accepted();
  const { resolveBy } = ticket.state.deadlines;
  expect(ticket.do(worker, LATER, (c, t) => askExtension(c, t, { reason: "等配件", until: resolveBy + HOUR }))).toBe(
    "ok",
  );
  const approver = staff(ticket.state.approval?.approverId ?? "");
  expect(ticket.do(worker, LATER, VERBS["materials"]!)).toBe("ok");
  const back = ticket.state.approval?.decideBy ?? 0;
  expect(ticket.do(manager, back, VERBS["supplement"]!)).toBe("ok");
  const moved = ticket.state.deadlines.resolveBy;
  expect(moved).toBeGreaterThan(resolveBy + HOUR);
  expect(ticket.do(approver, back, SUPERVISION_VERBS["approve"]!)).toBe("ok");
  expect(ticket.state.deadlines.resolveBy).toBe(moved);
});

test.each(["approve", "deny"])("%s after the time when silence counts as no is no word any more (B.4)", (verb) => {
  const { ticket, worker } = accepted();
  const { resolveBy } = ticket.state.deadlines;
  expect(ticket.do(worker, LATER, SUPERVISION_VERBS["askExtension"]!)).toBe("ok");
  const { approverId, decideBy } = ticket.state.approval ?? expect.fail("nothing asked");
  const context = { directory, now: decideBy + 1, actor: staff(approverId) };
  expect(ticket.do(context.actor, context.now, SUPERVISION_VERBS[verb]!)).toBe("approval_over");
  expect(availableActions(context, ticket.state, "leader")).not.toContain(verb);
  expect(availableActions({ ...context, now: decideBy }, ticket.state, "leader")).toContain(verb);
  expect(ticket.do(system, context.now, SUPERVISION_VERBS["deny"]!)).toBe("ok");
  expect(ticket.state).toMatchObject({ approval: null, extension: null, deadlines: { resolveBy } });
});

test("a parked matter is spoken of every working morning from its day on", () => {
  const { ticket, worker } = accepted();
  expect(ticket.do(worker, LATER, SUPERVISION_VERBS["askParking"]!)).toBe("ok");
  const approver = staff(ticket.state.approval?.approverId ?? "");
  expect(ticket.do(approver, LATER, SUPERVISION_VERBS["approve"]!)).toBe("ok");
  const at = (after: number | null) =>
    plannedReminders(directory, ticket.state, after).find(({ kind }) => kind === "review")?.dueAt ??
    expect.fail("none");
  const first = at(null);
  expect(REPEATING.has("review")).toBe(true);
  const until = ticket.state.parking?.until ?? 0;
  expect(first, "on the morning of the day the enterprise was promised").toBeLessThan(until);
  expect(localDay(directory.calendar, first)).toBe(localDay(directory.calendar, until));
  expect(at(first)).toBeGreaterThan(first);
  expect(at(first)).toBeLessThanOrEqual(addWorkingDays(directory.calendar, first, 2).at);
});
