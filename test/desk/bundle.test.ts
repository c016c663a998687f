import { expect, test } from "vitest";
import type { TicketLine } from "../../src/desk/lines.ts";
import { bundled } from "../../src/desk/reminders/bundle.ts";

const LATE = { resolveBy: 0, workingDaysLeft: -1, responsible: "连以宁", unit: null } as const;
const late = (no: string) => ({ code: "overdue", no, title: "路灯", ...LATE }) as const;
const asked = (no: string) => ({ code: "supervision_due", no, title: "路灯" }) as const;
const told = (no: string) => ({ code: "review_told", no, title: "路灯", responsible: PERSON }) as const;
const PERSON = { name: "连以宁", post: null, phone: null, unit: null } as never;
const of = (openId: string, ...lines: readonly Extract<TicketLine, { no: string }>[]) =>
  lines.map((line) => ({ openId, ticketId: line.no, line }));

test("of one ticket the gravest is said, and beside it what asks for an act of its own (voice.md 9, 001-32)", () => {
  const soon = { code: "contact_overdue", no: "1", title: "路灯", requester: null, phone: null } as const;
  const [notice] = bundled(of("ou_a", soon, late("1"), asked("1"), late("2")));
  expect(notice?.notice).toMatchObject({
    kind: "reminders",
    rows: [{ line: late("1") }, { line: asked("1") }, { line: late("2") }],
  });
});

test("an enterprise gets its news under each card, never a list to work through (voice.md 2)", () => {
  const all = bundled(of("ou_e", told("1"), told("2")));
  expect(all.map(({ notice, replyToCardOf }) => [notice.kind, replyToCardOf])).toEqual([
    ["ticket_line", "1"],
    ["ticket_line", "2"],
  ]);
});
