import { expect, test } from "vitest";
import type { TicketLine } from "../../src/desk/lines.ts";
import { noticeMessage } from "../../src/feishu/cards/index.ts";
import { bundled } from "../../src/desk/reminders/bundle.ts";

const PERSON = { name: "连以宁", post: null, phone: null, unit: null } as never;
const LATE = { resolveBy: 0, workingDaysLeft: -1, responsible: PERSON, unit: null } as const;
const late = (no: string) => ({ code: "overdue", no, title: "路灯", ...LATE }) as const;
const asked = (no: string) => ({ code: "supervision_due", no, title: "路灯" }) as const;
const told = (no: string) => ({ code: "review_told", no, title: "路灯", responsible: PERSON }) as const;
const of = (openId: string, ...lines: readonly Extract<TicketLine, { no: string }>[]) =>
  lines.map((line) => ({ openId, ticketId: line.no, line }));

test("a matter is one row, whatever is to be done about it: what is said by another line is left out (voice.md 9, 001-32)", () => {
  const soon = { code: "due_soon", no: "1", title: "路灯", ...LATE, extendBy: null, now: 0 } as const;
  const [notice] = bundled(of("ou_a", soon, late("1"), asked("1"), late("2"), late("1")));
  expect(notice?.notice).toEqual({
    kind: "reminders",
    rows: [
      { ticketId: "1", line: late("1"), also: [asked("1")] },
      { ticketId: "2", line: late("2") },
    ],
  });
});

test("one matter with three lines is one matter (voice.md 9)", () => {
  const part = { code: "assist_due", no: "1", title: "路灯", unit: "公用事业服务站" } as const;
  const [notice] = bundled(of("ou_a", late("1"), asked("1"), part));
  const message = noticeMessage(notice?.notice ?? expect.fail("nothing said"), { now: 0, utcOffsetMinutes: 480 });
  expect(JSON.stringify(message)).toContain("有1件要动");
  for (const words of ["请今天办结", "\\n督办还没回复", "会办已到时限"])
    expect(JSON.stringify(message)).toContain(words);
});

test("who has neither called nor much time left reads both: the way to more time is not swallowed (B.4)", () => {
  const silent = { code: "contact_overdue", no: "1", title: "路灯", requester: null, phone: null } as const;
  const soon = { code: "due_soon", no: "1", title: "路灯", ...LATE, extendBy: 0, now: 0 } as const;
  const [notice] = bundled(of("ou_a", silent, soon));
  expect(notice?.notice).toMatchObject({ rows: [{ line: silent, also: [soon] }] });
});

test("who answers until it is accepted reads both: whom to ask to, and that the enterprise waits for his call (000-16)", () => {
  const called = { code: "contact_held", no: "1", title: "路灯", requester: null, phone: null } as const;
  const waits = { code: "accept_overdue", no: "1", title: "路灯", offeredTo: PERSON, responsible: null } as const;
  const [notice] = bundled(of("ou_a", waits, called));
  expect(notice?.notice).toMatchObject({ rows: [{ line: waits, also: [called] }] });
  const own = { code: "accept_asked", no: "1", title: "路灯" } as const;
  expect(bundled(of("ou_a", own, called))[0]?.notice).toEqual({ kind: "ticket_line", line: own });
});

test("an enterprise gets its news under each card, never a list to work through (voice.md 2)", () => {
  const all = bundled(of("ou_e", told("1"), told("2")));
  expect(all.map(({ notice, replyToCardOf }) => [notice.kind, replyToCardOf])).toEqual([
    ["ticket_line", "1"],
    ["ticket_line", "2"],
  ]);
});
