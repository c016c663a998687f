import { expect, test } from "vitest";
import { addWorkingDays } from "../../../src/domain/calendar/index.ts";
import { plannedReminders, stillWanted } from "../../../src/domain/reminders.ts";
import { HOUR, TUESDAY_10 } from "../../support/clock.ts";
import { wall } from "../calendar/notices.ts";
import { actorFor } from "./acting.ts";
import { directory, SUPERVISION_VERBS, Ticket, VERBS } from "./ticket-life.ts";

const ALL = { ...VERBS, ...SUPERVISION_VERBS };
const owed = (ticket: Ticket): number | undefined =>
  plannedReminders(directory, ticket.state).find(({ kind }) => kind === "interim_due")?.dueAt;
const step = (ticket: Ticket, at: number, verb: string): void =>
  expect(ticket.do(actorFor("fitting", verb, ticket.state), at, ALL[verb] ?? expect.fail(verb))).toBe("ok");
/** Five working days after a word, the close of that day; the office is open again the next morning. */
const fiveDaysAfter = (at: number): number => addWorkingDays(directory.calendar, at, 5).at;

test("where it takes long the enterprise hears how far it is: five working days after every word to it (B.2)", () => {
  const ticket = new Ticket("land");
  step(ticket, TUESDAY_10, "accept");
  expect(owed(ticket), "until it was spoken to, first contact is what is owed").toBeUndefined();
  step(ticket, TUESDAY_10 + HOUR, "progress");
  const first = owed(ticket) ?? 0;
  expect(first).toBeGreaterThanOrEqual(fiveDaysAfter(TUESDAY_10 + HOUR));
  expect(first).toBeLessThan(fiveDaysAfter(TUESDAY_10 + HOUR) + 72 * HOUR);
  expect(stillWanted(directory, ticket.state, "interim_due", first)).toBe(true);

  const later = TUESDAY_10 + 49 * HOUR;
  step(ticket, later, "progress");
  expect(owed(ticket)).toBeGreaterThan(first);
  expect(stillWanted(directory, ticket.state, "interim_due", first), "it has been told meanwhile").toBe(false);
});

test("while papers are awaited, close to the end, and where the office asks for none, nothing is owed", () => {
  const waiting = new Ticket("land");
  step(waiting, TUESDAY_10, "accept");
  step(waiting, TUESDAY_10, "materials");
  expect(owed(waiting)).toBeUndefined();

  const late = new Ticket("land");
  step(late, TUESDAY_10, "accept");
  step(late, late.state.deadlines.resolveBy - 48 * HOUR, "progress");
  expect(owed(late)).toBeUndefined();

  const short = new Ticket("road");
  step(short, TUESDAY_10, "accept");
  step(short, TUESDAY_10, "progress");
  expect(owed(short)).toBeUndefined();
});

test("promised a word before an extended limit, the enterprise gets it: asked for two working days before, unless it was said (B.4)", () => {
  const ticket = new Ticket("road");
  step(ticket, TUESDAY_10, "accept");
  step(ticket, TUESDAY_10, "progress");
  step(ticket, TUESDAY_10 + HOUR, "askExtension");
  expect(owed(ticket)).toBeUndefined();
  step(ticket, TUESDAY_10 + 2 * HOUR, "approve");
  const { resolveBy } = ticket.state.deadlines;
  expect(wall(owed(ticket) ?? 0).slice(0, 10)).toBe(
    wall(addWorkingDays(directory.calendar, resolveBy, -2).at).slice(0, 10),
  );
  expect(wall(owed(ticket) ?? 0).slice(11)).toBe("08:30");
  expect(stillWanted(directory, ticket.state, "interim_due", owed(ticket) ?? 0)).toBe(true);
  step(ticket, TUESDAY_10 + 3 * HOUR, "progress");
  expect(owed(ticket)).toBeUndefined();
});

test("nobody could report while it stood still: counted from the end of a parking, and of a wait for papers (B.2, B.13)", () => {
  const at = (local: string): number => Date.parse(`2026-${local}:00+08:00`);
  const parked = new Ticket("land");
  step(parked, at("11-24T10:10"), "accept");
  step(parked, at("11-24T10:20"), "progress");
  step(parked, at("11-24T10:30"), "askParking");
  step(parked, at("11-24T11:00"), "approve");
  step(parked, at("12-14T09:00"), "unpark");
  expect(wall(owed(parked) ?? 0)).toBe("2026-12-22 08:30");

  const silent = new Ticket("land");
  step(silent, at("11-24T10:10"), "accept");
  step(silent, at("11-24T10:20"), "materials");
  step(silent, at("12-01T16:00"), "supplement");
  expect(wall(owed(silent) ?? 0)).toBe("2026-12-09 08:30");
});
