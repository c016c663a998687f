import { expect, test } from "vitest";
import { mayBeReturned } from "../../../src/domain/ticket/verbs/return.ts";
import { supplement } from "../../../src/domain/ticket/verbs/supplement.ts";
import { DAY, HOUR, TUESDAY_10 } from "../../support/clock.ts";
import { SUPERVISION_VERBS, Ticket, VERBS, directory, manager, staff, system } from "./ticket-life.ts";

const returnable = (ticket: Ticket): boolean => mayBeReturned(directory, ticket.state, ticket.state.deadlines.acceptBy);

test("不归我管 is only spoken of where it can be pressed: not once the unit has spoken to the enterprise (B.3)", () => {
  const ticket = new Ticket("power");
  expect(returnable(ticket)).toBe(true);
  const worker = staff("C29");
  ticket.do(worker, TUESDAY_10 + HOUR, VERBS["accept"]!);
  ticket.do(worker, TUESDAY_10 + HOUR, VERBS["progress"]!);
  expect(ticket.do(worker, TUESDAY_10 + HOUR, VERBS["colleague"]!)).toBe("ok");
  expect(returnable(ticket)).toBe(false);
});

test("papers that come after its end open a ticket again with somebody who is there (B.13)", () => {
  const ticket = new Ticket("power");
  ticket.do(staff("C29"), TUESDAY_10 + HOUR, VERBS["accept"]!);
  expect(ticket.do(staff("C29"), TUESDAY_10 + HOUR, VERBS["materials"]!)).toBe("ok");
  const end = Date.parse("2026-12-10T09:00:00+08:00");
  expect(ticket.do(system, end, SUPERVISION_VERBS["closeUnanswered"]!)).toBe("ok");
  const left = { ...(directory.people.get("C29") ?? expect.fail()), active: false };
  const office = { ...directory, people: new Map(directory.people).set("C29", left) };
  const context = { directory: office, now: end + DAY, actor: manager };
  ticket.apply(manager, end + DAY, supplement(context, ticket.state, { text: "照片", attachments: [] }));
  expect(ticket.state.stage).toBe("in_progress");
  expect(office.people.get(ticket.state.responsibleId)?.active).toBe(true);
});
