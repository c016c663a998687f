import { expect, test } from "vitest";
import { limitsFrom } from "../../../src/domain/ticket/clock.ts";
import { DAY, HOUR, MINUTE, TUESDAY_10 } from "../../support/clock.ts";
import { PROJECT_VERBS, Ticket, VERBS, directory, dispatcher, manager, requesterE01, unbound } from "./ticket-life.ts";

const ALL = { ...VERBS, ...PROJECT_VERBS };
const bare = (requester = requesterE01): Ticket => new Ticket(null, requester, "QF-20261124-0002", "");
const say = (ticket: Ticket, actor: typeof manager, at: number, verb: string): void =>
  expect(ticket.do(actor, at, ALL[verb]!), verb).toBe("ok");
const start = { category: "power", urgency: "normal", enterpriseId: "E01", projectId: null } as const;

test("words after a bare picture: the limit of what they are about, from when it came (000-17)", () => {
  const ticket = bare();
  say(ticket, manager, TUESDAY_10 + MINUTE, "describe");
  expect(ticket.state).toMatchObject({ stage: "offered", category: "power", projectId: "P03" });
  const first = limitsFrom(directory, { ...start, receivedAt: TUESDAY_10 });
  expect(ticket.state.deadlines.resolveBy).toBeLessThanOrEqual(first.resolveBy);
});

test("words that come in a round of its own count from that round, not from a fortnight before (B.8)", () => {
  const ticket = bare();
  say(ticket, dispatcher, TUESDAY_10 + HOUR, "dismiss");
  const later = TUESDAY_10 + 14 * DAY;
  say(ticket, manager, later, "restore");
  const { resolveBy } = limitsFrom(directory, { ...start, receivedAt: later });
  expect(ticket.do(manager, later + HOUR, ALL["describe"]!)).toBe("ok");
  expect(ticket.state.stage).toBe("offered");
  expect(ticket.state.deadlines.resolveBy).toBeGreaterThan(later + HOUR);
  expect(ticket.state.deadlines.resolveBy).toBeLessThanOrEqual(resolveBy);
  expect(ticket.state.deadlines.contactBy).toBeGreaterThan(later + HOUR);
});

test("a key firm's shorter limit counts from when it was known to be one, whatever words come after (002-20)", () => {
  const ticket = bare(unbound);
  const known = TUESDAY_10 + 3 * DAY;
  say(ticket, dispatcher, known, "bind");
  say(ticket, manager, known + HOUR, "describe");
  const enterpriseId = ticket.state.requester.enterpriseId;
  const ordinary = limitsFrom(directory, { ...start, enterpriseId: null, receivedAt: TUESDAY_10 });
  const short = limitsFrom(directory, { ...start, enterpriseId, receivedAt: known });
  expect(ticket.state.deadlines.resolveBy).toBe(Math.min(ordinary.resolveBy, short.resolveBy));
});
