import { expect, test } from "vitest";
import { plannedReminders } from "../../../src/domain/reminders.ts";
import type { Actor } from "../../../src/domain/people/actor.ts";
import { todoOf, todosOf } from "../../../src/domain/ticket/todo.ts";
import { remind } from "../../../src/desk/reminders/tell.ts";
import { consequences } from "../../../src/desk/tickets/consequences.ts";
import { availableActions } from "../../../src/desk/views/available-actions.ts";
import { ticketView } from "../../../src/desk/views/project.ts";
import { DAY, HOUR, TUESDAY_10 } from "../../support/clock.ts";
import { actorFor } from "./acting.ts";
import { directory, manager, PROJECT_VERBS, staff, SUPERVISION_VERBS, system, Ticket, VERBS } from "./ticket-life.ts";

const verb = (name: string) => VERBS[name] ?? SUPERVISION_VERBS[name] ?? PROJECT_VERBS[name] ?? expect.fail(name);

test.each([
  ["a result answered", "resolve", "bad", ["好了"]],
  ["nobody answered, whose round has ended,", "closeUnanswered", "supplement", []],
])("a supervision that %s is neither due, nor asked, nor answerable weeks later (B.1)", (_, ends, begins, replies) => {
  const ticket = new Ticket("power");
  const worker = staff("C29");
  const said = (who: Actor, at: number, name: string) => ticket.do(who, at, verb(name));
  expect(said(worker, TUESDAY_10 + HOUR, "accept")).toBe("ok");
  expect(said(worker, TUESDAY_10 + HOUR, "progress")).toBe("ok");
  expect(said(staff("L03"), TUESDAY_10 + 2 * HOUR, "supervise")).toBe("ok");
  const due = () => plannedReminders(directory, ticket.state).some(({ kind }) => kind === "supervision_due");
  const view = (now: number) => ticketView({ directory, now, viewer: worker }, ticket.state, "task");
  expect(due()).toBe(true);
  if (ends === "closeUnanswered") expect(said(worker, TUESDAY_10 + 3 * HOUR, "materials")).toBe("ok");
  expect(said(ends === "resolve" ? worker : system, TUESDAY_10 + 9 * DAY, ends)).toBe("ok");
  const later = TUESDAY_10 + 20 * DAY;
  expect(said(manager, later, begins)).toBe("ok");
  expect(ticket.state.stage).toBe("in_progress");
  expect(due()).toBe(false);
  expect(view(later).supervisions.map(({ reply }) => reply)).toEqual(replies);
  expect(view(later).actions).not.toContain("supervise_reply");
  expect(todoOf({ directory, now: later, actor: worker }, ticket.state)?.what).not.toBe("reply");
  // One of the new round is asked as ever.
  expect(said(staff("L03"), later + HOUR, "supervise")).toBe("ok");
  expect(due()).toBe(true);
  expect(view(later + HOUR).supervisions).toHaveLength(replies.length + 1);
});

test("a result is the reply: who has solved what was supervised owes none (B.1)", () => {
  const ticket = new Ticket("power");
  const worker = staff("C29");
  const due = () => plannedReminders(directory, ticket.state).some(({ kind }) => kind === "supervision_due");
  const said = (who: Actor, at: number, name: string) => ticket.do(who, at, verb(name));
  expect(said(worker, TUESDAY_10 + HOUR, "accept")).toBe("ok");
  expect(said(staff("L03"), TUESDAY_10 + 2 * HOUR, "supervise")).toBe("ok");
  expect(due()).toBe(true);
  expect(said(worker, TUESDAY_10 + 3 * HOUR, "resolve")).toBe("ok");
  expect(due()).toBe(false);
  expect(said(worker, TUESDAY_10 + 4 * HOUR, "replySupervision")).toBe("no_supervision");
});

test("a result that its bound leader sends back has answered it all the same: he heard it (B.1, 000-09)", () => {
  const ticket = new Ticket("land");
  const say = (at: number, name: string) =>
    expect(ticket.do(actorFor("fitting", name, ticket.state), at, verb(name)), name).toBe("ok");
  ["accept", "setProject", "supervise"].forEach((name, i) => say(TUESDAY_10 + i * HOUR, name));
  say(TUESDAY_10 + 5 * HOUR, "resolve");
  say(TUESDAY_10 + 3 * DAY, "sendBack");
  expect(ticket.state.stage).toBe("in_progress");
  expect(plannedReminders(directory, ticket.state).filter(({ kind }) => kind === "supervision_due")).toEqual([]);
  expect(ticket.state.supervisions).toMatchObject([{ repliedAt: TUESDAY_10 + 5 * HOUR, reply: "好了" }]);
});

test.each([null, "road"])(
  "before anybody has accepted it the first responder owes the reply: told, asked and able (000-16); %s",
  (category) => {
    const ticket = new Ticket(category);
    const before = ticket.state;
    const owes = before.responsibleId;
    const now = TUESDAY_10 + HOUR;
    expect(ticket.do(staff("L03"), now, verb("supervise"))).toBe("ok");
    expect(todosOf({ directory, now }, ticket.state, owes).map(({ what }) => what)).toContain("reply");
    const context = { now, directory, actor: staff(owes) };
    expect(availableActions(context, ticket.state, "dispatcher")).toContain("supervise_reply");

    const told = consequences({
      directory,
      before,
      after: ticket.state,
      events: ticket.events.slice(-1),
      actor: staff("L03"),
      receipt: true,
    });
    const asked = told.notices.flatMap(({ recipient, notice }) =>
      recipient.type === "person" && notice.kind === "ticket_line" && notice.line.code === "supervised"
        ? [[directory.personByOpenId.get(recipient.openId), notice.line.worker?.name]]
        : [],
    );
    const { name, unitId } = directory.people.get(owes) ?? expect.fail(owes);
    const head = directory.units.get(unitId ?? "")?.headId;
    expect(asked).toEqual([[owes, undefined], ...(head === owes ? [] : [[head, name]])]);

    const due = ticket.state.supervisions[0]?.replyBy ?? 0;
    const lines = remind(directory, ticket.state, "supervision_due", due + HOUR, true).lines;
    const reminded = lines.map(({ openId }) => directory.personByOpenId.get(openId));
    expect(reminded).toContain(owes);
    expect(reminded).not.toContain(ticket.state.offeredToId ?? "nobody");
    expect(ticket.do(staff(owes), now + HOUR, verb("replySupervision"))).toBe("ok");
  },
);
