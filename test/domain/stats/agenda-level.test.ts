import { expect, test } from "vitest";
import { agendaOf } from "../../../src/domain/stats/agenda.ts";
import { factsOf } from "../../../src/domain/stats/fact-change.ts";
import { askedOf } from "../../../src/domain/ticket/asked.ts";
import { levelUp } from "../../../src/domain/ticket/verbs/level-up.ts";
import { HOUR, TUESDAY_10 } from "../../support/clock.ts";
import { Ticket, VERBS, directory, staff } from "../ticket/ticket-life.ts";

test("what was taken up to the government's meeting is on its agenda, in time or not (提级, 001-32, B.1)", () => {
  const ticket = new Ticket("power");
  ticket.do(staff("C29"), TUESDAY_10 + HOUR, VERBS["accept"]!);
  const agenda = () => agendaOf(directory.calendar, factsOf(directory, ticket.events), TUESDAY_10 + 3 * HOUR);
  const up = () =>
    ticket.do(staff("C06"), TUESDAY_10 + 2 * HOUR, (c, t) =>
      levelUp(c, t, { reason: "要跨县协调", seen: askedOf(t).level }),
    );
  expect(up()).toBe("ok");
  expect(agenda(), "to the leader in charge is not to the meeting").toEqual([]);
  expect(up()).toBe("ok");
  expect(agenda()).toMatchObject([{ no: ticket.state.no, reason: "levelled" }]);
});
