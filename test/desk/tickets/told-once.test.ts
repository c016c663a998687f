import { expect, test } from "vitest";
import { createTold } from "../../../src/desk/tickets/told.ts";
import { Ticket, directory, manager } from "../../domain/ticket/ticket-life.ts";

test("who does another's work as well reads what is told to both once", () => {
  const { state } = new Ticket("power");
  const told = createTold({ directory, before: null, after: state, events: [], actor: manager });
  const line = { code: "hand_over_accepted", no: state.no, title: state.title, by: "霍景行" } as const;
  told.line("C28", line);
  told.line("C28", line);
  told.line("C29", line);
  expect(told.result().notices).toHaveLength(2);
});
