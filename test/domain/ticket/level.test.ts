import { expect, test } from "vitest";
import { availableActions } from "../../../src/desk/views/available-actions.ts";
import { askedOf } from "../../../src/domain/ticket/asked.ts";
import { levelUp } from "../../../src/domain/ticket/verbs/level-up.ts";
import { HOUR, MINUTE, TUESDAY_10 } from "../../support/clock.ts";
import { SUPERVISION_VERBS, Ticket, VERBS, directory, dispatcher, manager, staff } from "./ticket-life.ts";

test("taken to the top and solved there, what comes back is with nobody, and can be taken up again, once (B.1)", () => {
  const ticket = new Ticket("road");
  const worker = staff(ticket.state.offeredToId ?? "");
  const up = (): string => ticket.do(dispatcher, TUESDAY_10 + HOUR, SUPERVISION_VERBS["levelUp"]!);
  ticket.do(worker, TUESDAY_10 + MINUTE, VERBS["accept"]!);
  for (const said of ["ok", "ok", "highest_level"]) expect(up()).toBe(said);
  const { takenUpTo } = ticket.state;
  ticket.do(worker, TUESDAY_10 + HOUR, VERBS["resolve"]!);
  ticket.do(manager, TUESDAY_10 + HOUR, VERBS["bad"]!);
  expect(ticket.state).toMatchObject({ stage: "in_progress", level: 2, takenUpTo: null });
  const context = { directory, now: TUESDAY_10 + HOUR, actor: dispatcher };
  expect(availableActions(context, ticket.state, "dispatcher")).toContain("level_up");
  expect(up()).toBe("ok");
  expect(ticket.state).toMatchObject({ level: 2, takenUpTo });
  expect(up()).toBe("highest_level");
});

test("two who take it up at once by the same card take it one level further, not two (B.1)", () => {
  const ticket = new Ticket("road");
  ticket.do(staff(ticket.state.offeredToId ?? ""), TUESDAY_10 + MINUTE, VERBS["accept"]!);
  const seen = askedOf(ticket.state).level;
  const up = (by: string): string =>
    ticket.do(staff(by), TUESDAY_10 + HOUR, (c, t) => levelUp(c, t, { reason: "要跨县协调", seen }));
  expect(up("C06")).toBe("ok");
  expect(up("C07")).toBe("asked_otherwise");
  expect(ticket.state.level).toBe(1);
});
