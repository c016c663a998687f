import { expect, test } from "vitest";
import { addWorkingDays } from "../../../src/domain/calendar/index.ts";
import type { Directory } from "../../../src/domain/people/directory.ts";
import { namesFor, partsOf, todoOf } from "../../../src/domain/ticket/todo.ts";
import { askExtension } from "../../../src/domain/ticket/verbs/ask-extension.ts";
import { MINUTE, TUESDAY_10 } from "../../support/clock.ts";
import { Ticket, VERBS, directory, requesterE01, staff } from "./ticket-life.ts";

const AT = TUESDAY_10 + 10 * MINUTE;
const TODAY = "2026-11-24";

const away = (id: string, delegateId: string | null): Directory => ({
  ...directory,
  people: new Map(directory.people).set(id, {
    ...(directory.people.get(id) ?? expect.fail(id)),
    leaveFrom: TODAY,
    leaveTo: "2026-12-31",
    delegateId,
  }),
});

const todo = (office: Directory, ticket: Ticket, id: string) =>
  todoOf({ now: AT, directory: office, actor: staff(id) }, ticket.state);

function accepted(): Ticket {
  const ticket = new Ticket("power", requesterE01, "QF-20261124-0002");
  expect(ticket.do(staff(ticket.state.offeredToId ?? ""), AT, VERBS["accept"]!)).toBe("ok");
  return ticket;
}

test("until the other has accepted, the work is his to accept and the first responder's to answer for (000-16)", () => {
  const ticket = new Ticket("power", requesterE01, "QF-20261124-0002");
  const { offeredToId, responsibleId } = ticket.state;
  expect(todo(directory, ticket, offeredToId ?? "")?.what).toBe("accept");
  expect(todo(directory, ticket, responsibleId)?.what).toBe("hold");
  expect(todo(directory, ticket, "C15")).toBeNull();
});

test("the earlier limit is named first: the call before the result", () => {
  const ticket = accepted();
  const { contactBy } = ticket.state.deadlines;
  expect(todo(directory, ticket, ticket.state.assigneeId ?? "")).toEqual({
    what: "contact",
    by: contactBy,
    waits: false,
  });
});

test("what is asked of a leader waits for him, and for whoever stands in for him today (B.4)", () => {
  const ticket = accepted();
  const worker = staff(ticket.state.assigneeId ?? "");
  expect(
    ticket.do(worker, AT, (c, t) =>
      askExtension(c, t, { reason: "等配件", until: addWorkingDays(directory.calendar, t.deadlines.resolveBy, 1).at }),
    ),
  ).toBe("ok");
  const approver = ticket.state.approval?.approverId ?? "";
  expect(partsOf(ticket.state)).toEqual([{ personId: approver, unitId: null }]);
  expect(todo(directory, ticket, approver)?.what).toBe("extension");
  const office = away(approver, "L01");
  expect(todo(office, ticket, "L01")?.what).toBe("extension");
  expect(namesFor(office, "L01", TODAY)).toContain(approver);
  expect(namesFor(directory, "L01", TODAY)).toEqual(["L01"]);
  // Back again he still finds what his stand-in was asked.
  expect(namesFor(office, approver, TODAY)).toContain("L01");
});

test("a ticket that has ended waits for nobody", () => {
  const ticket = accepted();
  expect(partsOf({ ...ticket.state, stage: "closed", assists: [{ personId: "C15", doneAt: null } as never] })).toEqual(
    [],
  );
});
