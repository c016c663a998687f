import { expect, test } from "vitest";
import { addWorkingDays, localDay } from "../../../src/domain/calendar/index.ts";
import type { Directory } from "../../../src/domain/people/directory.ts";
import { presentFor, presentToDispatch, worksFor } from "../../../src/domain/people/standing-in.ts";
import { answering } from "../../../src/domain/ticket/answering.ts";
import { remind } from "../../../src/desk/reminders/tell.ts";
import { replySupervision } from "../../../src/domain/ticket/verbs/supervise.ts";
import { namesFor, partsOf, todoOf, todosOf } from "../../../src/domain/ticket/todo.ts";
import { askExtension } from "../../../src/domain/ticket/verbs/ask-extension.ts";
import { MINUTE, TUESDAY_10 } from "../../support/clock.ts";
import { SUPERVISION_VERBS, Ticket, VERBS, directory, requesterE01, staff } from "./ticket-life.ts";

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

test("nobody's yet, it waits for who can dispatch it while its first responder is away, who is reminded of it, too (000-16)", () => {
  const ticket = new Ticket(null);
  const first = ticket.state.responsibleId;
  const office = away(first, null);
  const now = TUESDAY_10 + 24 * 60 * MINUTE;
  const day = localDay(office.calendar, now);
  const present = presentToDispatch(office, first, day);
  const [asked] = remind(office, ticket.state, "accept_overdue", now, true).lines;
  expect(office.personByOpenId.get(asked?.openId ?? "")).toBe(present);
  expect(todosOf({ directory: office, now }, ticket.state, present)).toMatchObject([{ what: "dispatch" }]);
  expect(worksFor(office, present, day, presentToDispatch)).toContain(first);
  expect(answering(office, ticket.state, now), "whom the enterprise is told").toEqual({
    id: present,
    insteadOf: first,
  });
  // His own head could do nothing with it.
  const head = presentFor(office, first, day);
  if (head !== present) expect(todosOf({ directory: office, now }, ticket.state, head)).toEqual([]);
  ticket.do(staff("L03"), now, SUPERVISION_VERBS["supervise"]!);
  const reply = replySupervision({ directory: office, now, actor: staff(present) }, ticket.state, {
    text: "今天派",
    seen: null,
  });
  expect(reply.ok, "what he is reminded of he can answer").toBe(true);
});

test("a ticket that has ended waits for nobody", () => {
  const ticket = accepted();
  expect(partsOf({ ...ticket.state, stage: "closed", assists: [{ personId: "C15", doneAt: null } as never] })).toEqual(
    [],
  );
});
