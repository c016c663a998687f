import { expect, test } from "vitest";
import { plannedReminders } from "../../../src/domain/reminders.ts";
import { todoOf } from "../../../src/domain/ticket/todo.ts";
import { ticketView } from "../../../src/desk/views/project.ts";
import { DAY, HOUR, TUESDAY_10 } from "../../support/clock.ts";
import { directory, manager, staff, SUPERVISION_VERBS, Ticket, VERBS } from "./ticket-life.ts";

const verb = (name: string) => VERBS[name] ?? SUPERVISION_VERBS[name] ?? expect.fail(name);

test("a supervision nobody answered lapses with its round: weeks later it is neither due, nor asked, nor answerable (B.1)", () => {
  const ticket = new Ticket("power");
  const worker = staff("C29");
  const said = (who: typeof worker, at: number, name: string) => ticket.do(who, at, verb(name));
  expect(said(worker, TUESDAY_10 + HOUR, "accept")).toBe("ok");
  expect(said(worker, TUESDAY_10 + HOUR, "progress")).toBe("ok");
  expect(said(staff("L03"), TUESDAY_10 + 2 * HOUR, "supervise")).toBe("ok");
  const due = () => plannedReminders(directory, ticket.state).some(({ kind }) => kind === "supervision_due");
  const view = (now: number) => ticketView({ directory, now, viewer: worker }, ticket.state, "task");
  expect(due()).toBe(true);
  expect(said(worker, TUESDAY_10 + 3 * HOUR, "resolve")).toBe("ok");
  const later = TUESDAY_10 + 3 * DAY;
  expect(said(manager, later, "bad")).toBe("ok");
  expect(ticket.state.stage).toBe("in_progress");
  expect(due()).toBe(false);
  expect(view(later).supervisions).toEqual([]);
  expect(view(later).actions).not.toContain("supervise_reply");
  expect(todoOf({ directory, now: later, actor: worker }, ticket.state)?.what).not.toBe("reply");
  // One of the new round is asked as ever.
  expect(said(staff("L03"), later + HOUR, "supervise")).toBe("ok");
  expect(due()).toBe(true);
  expect(view(later + HOUR).supervisions).toHaveLength(1);
});

test("a result is the reply: who has solved what was supervised owes none (B.1)", () => {
  const ticket = new Ticket("power");
  const worker = staff("C29");
  const due = () => plannedReminders(directory, ticket.state).some(({ kind }) => kind === "supervision_due");
  const said = (who: typeof worker, at: number, name: string) => ticket.do(who, at, verb(name));
  expect(said(worker, TUESDAY_10 + HOUR, "accept")).toBe("ok");
  expect(said(staff("L03"), TUESDAY_10 + 2 * HOUR, "supervise")).toBe("ok");
  expect(due()).toBe(true);
  expect(said(worker, TUESDAY_10 + 3 * HOUR, "resolve")).toBe("ok");
  expect(due()).toBe(false);
  expect(said(worker, TUESDAY_10 + 4 * HOUR, "replySupervision")).toBe("no_supervision");
});
