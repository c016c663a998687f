import { expect, test } from "vitest";
import { plannedReminders } from "../../../src/domain/reminders.ts";
import { askAssist } from "../../../src/domain/ticket/verbs/ask-assist.ts";
import { cancelAssist } from "../../../src/domain/ticket/verbs/cancel-assist.ts";
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
