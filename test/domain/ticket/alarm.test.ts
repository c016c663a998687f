import { expect, test } from "vitest";
import { dutyConfirmed, plannedReminders } from "../../../src/domain/reminders.ts";
import { raiseAlarm } from "../../../src/domain/ticket/verbs/raise-alarm.ts";
import { HOUR, MINUTE, TUESDAY_10 } from "../../support/clock.ts";
import { Ticket, VERBS, directory, manager, staff } from "./ticket-life.ts";

const ALARM = TUESDAY_10 + 4 * HOUR;

test.each([false, true])(
  "danger told of an ordinary matter is called out until somebody acts on it (domain.md B.14); accepted before: %s",
  (accepted) => {
    const ticket = new Ticket("road");
    const worker = staff(ticket.state.offeredToId ?? "");
    if (accepted) expect(ticket.do(worker, TUESDAY_10 + MINUTE, VERBS["accept"]!)).toBe("ok");
    expect(ticket.do(manager, ALARM, raiseAlarm)).toBe("ok");
    const next = (after: number | null) =>
      plannedReminders(directory, ticket.state, after).find(({ kind }) => kind === "duty_alarm")?.dueAt;
    expect(dutyConfirmed(ticket.state)).toBe(false);
    expect(next(null)).toBe(ALARM + 5 * MINUTE);
    expect(next(ALARM + 5 * MINUTE)).toBe(ALARM + 10 * MINUTE);
    const act = accepted ? VERBS["progress"]! : VERBS["accept"]!;
    expect(ticket.do(worker, ALARM + 6 * MINUTE, act)).toBe("ok");
    expect(dutyConfirmed(ticket.state)).toBe(true);
    expect(next(ALARM + 5 * MINUTE)).toBeUndefined();
  },
);
