import { expect, test } from "vitest";
import { askedOf } from "../../../src/domain/ticket/asked.ts";
import { confirmResult } from "../../../src/domain/ticket/verbs/confirm.ts";
import { decideApproval } from "../../../src/domain/ticket/verbs/decide-approval.ts";
import { stillHolds } from "../../../src/domain/ticket/verbs/look-back.ts";
import { rate } from "../../../src/domain/ticket/verbs/rate.ts";
import { replySupervision } from "../../../src/domain/ticket/verbs/supervise.ts";
import { HOUR, TUESDAY_10 as T } from "../../support/clock.ts";
import { PROJECT_VERBS, SUPERVISION_VERBS, Ticket, VERBS, manager, requesterE01, staff } from "./ticket-life.ts";

const ALL = { ...VERBS, ...SUPERVISION_VERBS, ...PROJECT_VERBS };

/** Accepted, with what a test does to it next. */
function accepted(text = "路坏了") {
  const ticket = new Ticket("road", requesterE01, "QF-20261124-0002", text);
  const worker = staff(ticket.state.offeredToId ?? "");
  let now = T;
  const by = (actor: typeof worker, ...verbs: string[]): void => {
    for (const verb of verbs) expect(ticket.do(actor, (now += HOUR / 4), ALL[verb]!), verb).toBe("ok");
  };
  by(worker, "accept");
  return { ticket, by, worker, now: () => (now += HOUR / 4) };
}

test("a leader's yes to one request is no answer to the next (B.4)", () => {
  const { ticket, by, worker, now } = accepted();
  by(worker, "askExtension");
  const seen = askedOf(ticket.state).approval;
  const approver = staff(ticket.state.approval?.approverId ?? "");
  const say = (approve: boolean, key: string | null): string =>
    ticket.do(approver, now(), (c, t) => decideApproval(c, t, { approve, reason: "", seen: key }));
  by(approver, "deny");
  by(worker, "askTermination");
  for (const key of [seen, null])
    for (const approve of [true, false]) expect(say(approve, key)).toBe("asked_otherwise");
  expect(ticket.state).toMatchObject({ stage: "in_progress", approval: { kind: "termination" } });
  expect(say(true, askedOf(ticket.state).approval)).toBe("ok");
  expect(ticket.state.stage).toBe("terminated");
});

test("the bound leader confirms the result he has before him, not the one handed in since (000-09)", () => {
  const { ticket, by, worker, now } = accepted("冷链项目工地的路坏了");
  by(worker, "resolve");
  const seen = askedOf(ticket.state).confirmation;
  const leader = staff(ticket.state.confirmation?.leaderId ?? "");
  by(leader, "sendBack");
  by(worker, "resolve");
  for (const key of [seen, null])
    expect(ticket.do(leader, now(), (c, t) => confirmResult(c, t, { seen: key }))).toBe("asked_otherwise");
  expect(ticket.state.stage).toBe("awaiting_confirmation");
});

test("a mark is of the round whose result was read; a card of before rounds were named marks the only one (B.8)", () => {
  const { ticket, by, worker, now } = accepted();
  by(worker, "resolve");
  const first = askedOf(ticket.state).mark;
  const mark = (seen: string | null): string =>
    ticket.do(manager, now(), (c, t) => rate(c, t, { level: 5, reasons: [], comment: "", seen }));
  const holds = (seen: string | null): string => ticket.do(manager, now(), (c, t) => stillHolds(c, t, { seen }));
  by(manager, "bad");
  by(worker, "resolve");
  for (const key of [first, null]) expect(mark(key)).toBe("asked_otherwise");
  expect(mark(askedOf(ticket.state).mark)).toBe("ok");
  for (const key of [first, null]) expect(holds(key)).toBe("asked_otherwise");
  expect(holds(askedOf(ticket.state).mark)).toBe("ok");

  const other = accepted();
  other.by(other.worker, "resolve");
  expect(
    other.ticket.do(manager, other.now(), (c, t) => rate(c, t, { level: 5, reasons: [], comment: "", seen: null })),
  ).toBe("ok");
});

test("a supervision that came while the answer was written stays open (001-32)", () => {
  const { ticket, by, worker, now } = accepted();
  const reply = (seen: string | null): string =>
    ticket.do(worker, now(), (c, t) => replySupervision(c, t, { text: "下午就修", seen }));
  by(staff("L03"), "supervise");
  const { supervision } = askedOf(ticket.state);
  by(staff("L03"), "supervise");
  expect(reply(null), "either could be meant").toBe("asked_otherwise");
  expect(reply(supervision)).toBe("ok");
  expect(ticket.state.supervisions.map(({ reply: text }) => text)).toEqual(["下午就修", ""]);
  expect(reply(supervision)).toBe("asked_otherwise");
  expect(reply(null), "one is left").toBe("ok");
});
