import { expect, test } from "vitest";
import { consequences } from "../../../src/desk/tickets/consequences.ts";
import type { Actor } from "../../../src/domain/people/actor.ts";
import type { TicketState } from "../../../src/domain/ticket/state.ts";
import { texts } from "../../../src/texts/index.ts";
import { HOUR, MINUTE, TUESDAY_10 } from "../../support/clock.ts";
import { actorFor } from "../../domain/ticket/acting.ts";
import { SUPERVISION_VERBS, Ticket, VERBS, directory, dispatcher } from "../../domain/ticket/ticket-life.ts";

const DESK = ["merge", "refuse", "dismiss", "restore"];
const acting = (verb: string, ticket: TicketState): Actor =>
  DESK.includes(verb) ? dispatcher : actorFor("fitting", verb, ticket);
const ALL = { ...VERBS, ...SUPERVISION_VERBS };

/** What each colleague reads, and whose card comes anew, when a verb is carried out after others. */
function told(ticket: Ticket, verbs: readonly string[], at = TUESDAY_10 + HOUR) {
  let before = ticket.state;
  for (const [i, verb] of verbs.entries()) {
    before = ticket.state;
    const now = i === verbs.length - 1 ? at : TUESDAY_10 + i * MINUTE;
    expect(ticket.do(acting(verb, ticket.state), now, ALL[verb] ?? expect.fail(verb)), verb).toBe("ok");
  }
  const last = verbs.at(-1) ?? "";
  const events = ticket.events.slice(before.version);
  const actor = acting(last, before);
  const { notices, cards } = consequences({ directory, before, after: ticket.state, events, actor, receipt: true });
  const clock = { now: at, utcOffsetMinutes: 480 };
  const read = (personId: string | null): string =>
    notices
      .filter(({ recipient }) => "openId" in recipient && directory.personByOpenId.get(recipient.openId) === personId)
      .map(({ notice }) => (notice.kind === "ticket_line" ? texts.ticketLine(notice.line, clock) : notice.kind))
      .join("\n");
  const renewed = cards.filter(({ renew }) => renew).map(({ audience }) => audience);
  return { before, read, renewed };
}

test.each([
  ["withdraw", "企业撤回了「停电」，不用再办。"],
  ["merge", "「停电」已并入QF-20261124-0001，这件不用再办。"],
  ["refuse", "「停电」不予受理，这件不用再办。"],
  ["dismiss", "把「停电」标为非诉求，不用再办。"],
])("%s while it is offered: whom it was offered to reads that it is over", (verb, words) => {
  const { before, read } = told(new Ticket("road"), [verb]);
  expect(before.stage).toBe("offered");
  expect(read(before.offeredToId)).toContain(words);
});

test.each([
  ["withdraw", "企业撤回了「停电」"],
  ["merge", "已并入QF-20261124-0001"],
  ["dismiss", "标为非诉求"],
])("%s while it is worked on: whoever has it, and whoever has a part of it, stops (000-10)", (verb, words) => {
  const { before, read } = told(new Ticket("land"), ["accept", "askAssist", verb]);
  expect(read(before.assigneeId)).toContain(words);
  expect(read(before.assists[0]?.personId ?? null)).toContain(words);
});

test("terminated by a leader: who asked for it has his answer, whoever has a part reads that it is over", () => {
  const { before, read } = told(new Ticket("land"), ["accept", "askAssist", "askTermination", "approve"]);
  expect(read(before.assists[0]?.personId ?? null)).toBe("「停电」已终止办理，这件不用再办。");
  expect(read(before.assigneeId)).toMatch(/^\S+同意了「停电」终止办理。$/u);
});

test("a part that was done before hears nothing more", () => {
  const { before, read } = told(new Ticket("land"), ["accept", "askAssist", "finishAssist", "withdraw"]);
  expect(read(before.assists[0]?.personId ?? null)).toBe("");
});

test("ended for want of papers and gone on with when they come: its part ends and is asked for again with it (B.13)", () => {
  const ticket = new Ticket("land");
  const end = told(ticket, ["accept", "askAssist", "materials", "closeUnanswered"], TUESDAY_10 + 9 * 24 * HOUR);
  expect(ticket.state.stage).toBe("terminated");
  expect(end.read(end.before.assists[0]?.personId ?? null)).toContain("已先结束");
  expect(told(ticket, ["supplement"], TUESDAY_10 + 10 * 24 * HOUR).renewed).toContain("assist");
});

test("taken for no request, and one all the same: who had a part has its card again", () => {
  expect(told(new Ticket("land"), ["accept", "askAssist", "dismiss", "restore"]).renewed).toContain("assist");
});
