import { expect, test } from "vitest";
import { draftForCoercedMark, draftsFor, isKnown } from "../../../src/desk/tickets/accountability.ts";
import { historyOf } from "../../../src/desk/views/history.ts";
import { ok } from "../../../src/domain/result.ts";
import { decideApproval } from "../../../src/domain/ticket/verbs/decide-approval.ts";
import { draftCard } from "../../../src/feishu/cards/notices/supervision.ts";
import { texts } from "../../../src/texts/index.ts";
import { DAY, HOUR } from "../../support/clock.ts";
import {
  directory,
  manager,
  staff,
  SUPERVISION_VERBS,
  system,
  Ticket,
  VERBS,
} from "../../domain/ticket/ticket-life.ts";

const at = (local: string) => Date.parse(`2026-${local}:00+08:00`);
type Verb = (typeof VERBS)[string];
const verb = (name: string): Verb => VERBS[name] ?? SUPERVISION_VERBS[name] ?? expect.fail(name);

function spokenTo(): Ticket {
  const ticket = new Ticket("road");
  expect(ticket.do(staff("C15"), at("11-24T11:00"), verb("accept"))).toBe("ok");
  expect(ticket.do(staff("C15"), at("11-24T11:10"), verb("progress"))).toBe("ok");
  return ticket;
}
const late = (ticket: Ticket): number => ticket.state.deadlines.resolveBy + 4 * DAY;
const overdue = (ticket: Ticket) => draftsFor(directory, ticket.state, "escalate", ticket.events, late(ticket));

/** The card as its leader reads it, weeks after it was sent as well. */
function cardOf(ticket: Ticket): string {
  const [drafted] = overdue(ticket);
  return JSON.stringify(draftCard(drafted?.notice ?? expect.fail("nothing drafted"), clockOf(ticket)));
}
const clockOf = (ticket: Ticket) => ({ now: late(ticket), utcOffsetMinutes: 480 });

test("a second missed limit, after papers that came late, is a new breach of its round (000-18)", () => {
  const ticket = spokenTo();
  const first = overdue(ticket);
  expect(first).toHaveLength(1);
  expect(ticket.do(staff("C15"), late(ticket) + HOUR, verb("materials"))).toBe("ok");
  const end = late(ticket) + 20 * DAY;
  expect(ticket.do(system, end, verb("closeUnanswered"))).toBe("ok");
  expect(ticket.do(manager, end + DAY, verb("supplement"))).toBe("ok");
  const [second] = overdue(ticket);
  expect(second?.draft.personId).toBe("C15");
  expect(second !== undefined && isKnown(second, first.map(({ draft }) => draft)), "put to the leader before").toBe(false); // prettier-ignore
});

test("an extension nobody answered is no leader's refusal: the draft and the history say it was not decided in time (B.4)", () => {
  const ticket = spokenTo();
  expect(ticket.do(staff("C15"), at("11-25T10:00"), verb("askExtension"))).toBe("ok");
  const decideBy = ticket.state.approval?.decideBy ?? expect.fail("nothing asked");
  expect(ticket.do(system, decideBy, (c, t) => decideApproval(c, t, { approve: false, reason: "", seen: null }))).toBe(
    "ok",
  );
  expect(cardOf(ticket)).toContain("延期没有在时限内批复");
  expect(cardOf(ticket)).not.toContain("没有同意");
  const lines = historyOf(directory, ticket.state, "task").map((line) =>
    texts.ticket.history.line(line, clockOf(ticket)),
  );
  expect(lines.join("\n")).toContain("没有在时限内批复");
  expect(lines.join("\n")).not.toContain("不同意");
});

test("the card stays in the chat: it names days, and its first line says what happened", () => {
  const card = cardOf(spokenTo());
  expect(card).toContain("企业提出诉求");
  expect(card).not.toMatch(/今天|昨天|明天/);
});

test("leave that was ended before the draft still speaks for him where work was done in his name that day (000-18)", () => {
  const ticket = spokenTo();
  const limit = ticket.state.deadlines.resolveBy;
  const standIn = { type: "person", personId: "C16", openId: "ou_C16", standsInFor: "C15" } as const;
  expect(cardOf(ticket), "nothing tells of any leave").not.toContain("请假");
  const fact = { type: "progressed", data: { visible: false }, content: { text: "去看过" } } as const;
  expect(ticket.apply(standIn, limit - HOUR, ok([fact]))).not.toBeNull();
  expect(cardOf(ticket)).toContain("到期时本人请假，麻向晚代办");
});

test("a leader on leave is not asked: who stands in for him is, unless it is his own breach or his unit's (000-18)", () => {
  const ticket = spokenTo();
  const asked = (away: Readonly<Record<string, string | null>>): string | null | undefined => {
    const people = new Map(directory.people);
    for (const [id, delegateId] of Object.entries(away)) {
      const person = people.get(id) ?? expect.fail(id);
      people.set(id, { ...person, leaveFrom: "2026-11-20", leaveTo: "2026-12-31", delegateId });
    }
    const office = { ...directory, people };
    return draftsFor(office, ticket.state, "escalate", ticket.events, late(ticket))[0]?.draft.leaderId;
  };
  const head = directory.settings.headLeaderId;
  expect(asked({})).toBe("L02");
  expect(asked({ L02: "C01" })).toBe("C01");
  expect(asked({ L02: null }), "nobody named").toBe(head);
  expect(asked({ L02: "C15" }), "his own").toBe(head);
  expect(asked({ L02: "C14" }), "his people's").toBe(head);
  expect(asked({ L02: "C15", [head ?? ""]: "C15" }), "nobody but him: it waits").toBe("L02");
});

test("that a mark was forced only the leader himself hears, away or not (B.8)", () => {
  const L02 = directory.people.get("L02") ?? expect.fail("L02");
  const leave = { leaveFrom: "2026-11-20", leaveTo: "2026-12-31", delegateId: "C01" };
  const office = { ...directory, people: new Map(directory.people).set("L02", { ...L02, ...leave }) };
  const drafted = draftForCoercedMark(office, spokenTo().state, "", at("12-01T10:00"));
  expect(drafted?.draft.leaderId).toBe("L02");
});
