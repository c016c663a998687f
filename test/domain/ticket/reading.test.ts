import { expect, test } from "vitest";
import { mayRead } from "../../../src/domain/ticket/authority.ts";
import { handOver } from "../../../src/domain/ticket/verbs/hand-over.ts";
import { progress } from "../../../src/domain/ticket/verbs/progress.ts";
import { raiseAlarm } from "../../../src/domain/ticket/verbs/raise-alarm.ts";
import { accept } from "../../../src/domain/ticket/verbs/accept.ts";
import { HOUR, TUESDAY_10 } from "../../support/clock.ts";
import { Ticket, directory, manager, staff } from "./ticket-life.ts";

test("who had accepted an emergency and given it to another unit reads it no more, though he was the first to write in it", () => {
  const ticket = new Ticket("power");
  ticket.do(manager, TUESDAY_10, raiseAlarm);
  const first = staff(ticket.state.offeredToId ?? "");
  ticket.do(first, TUESDAY_10 + HOUR / 4, accept);
  ticket.do(first, TUESDAY_10 + HOUR / 3, (c, t) => progress(c, t, { text: "看过", visible: false }));
  ticket.do(first, TUESDAY_10 + HOUR / 2, (c, t) =>
    handOver(c, t, { personId: null, unitId: "D03", reason: "不归我管", lastAssigned: new Map() }),
  );
  ticket.do(staff(ticket.state.offeredToId ?? ""), TUESDAY_10 + HOUR, accept);
  expect(ticket.state).toMatchObject({ unitId: "D03", stage: "in_progress", urgency: "emergency" });
  expect(mayRead({ directory, now: TUESDAY_10 + 2 * HOUR, actor: first }, ticket.state)).toBe(false);
});
