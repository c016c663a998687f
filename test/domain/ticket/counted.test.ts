import { expect, test } from "vitest";
import { addWorkingDays } from "../../../src/domain/calendar/index.ts";
import { isAnotherList } from "../../../src/domain/ticket/papers.ts";
import { askExtension } from "../../../src/domain/ticket/verbs/ask-extension.ts";
import { requestMaterials } from "../../../src/domain/ticket/verbs/request-materials.ts";
import { actorFor } from "./acting.ts";
import { directory, dispatcher, SUPERVISION_VERBS, Ticket, VERBS } from "./ticket-life.ts";

const ALL = { ...VERBS, ...SUPERVISION_VERBS };
const at = (local: string): number => Date.parse(`2026-${local}:00+08:00`);
const step = (ticket: Ticket, when: number, verb: string): void =>
  expect(ticket.do(actorFor("fitting", verb, ticket.state), when, ALL[verb] ?? expect.fail(verb)), verb).toBe("ok");
const life = (category: string, ...steps: readonly (readonly [when: string, verb: string])[]): Ticket => {
  const ticket = new Ticket(category);
  for (const [when, verb] of steps) step(ticket, at(when), verb);
  return ticket;
};

/** Whoever has it now asks for a working day more. */
const extension = (ticket: Ticket, when: string): string =>
  ticket.do(actorFor("worker", "", ticket.state), at(when), (c, t) =>
    askExtension(c, t, { reason: "等配件", until: addWorkingDays(directory.calendar, t.deadlines.resolveBy, 1).at }),
  );

const ASKED = [
  ["11-24T10:10", "accept"],
  ["11-24T10:20", "askExtension"],
] as const;

test("an extension that fell without a word because the matter went on or came back is not used up (B.4)", () => {
  const given = life("road", ...ASKED, ["11-24T10:30", "handOver"], ["11-24T10:40", "accept"]);
  expect(given.state.approval).toBeNull();
  expect(extension(given, "11-24T10:50")).toBe("ok");

  const returned = life("road", ...ASKED, ["11-24T10:30", "return"]);
  expect(returned.do(dispatcher, at("11-24T10:40"), VERBS["dispatch"]!)).toBe("ok");
  step(returned, at("11-24T10:50"), "accept");
  expect(extension(returned, "11-24T11:00")).toBe("ok");

  const redone = life("road", ...ASKED, ["11-24T10:30", "resolve"], ["11-24T10:40", "bad"]);
  expect(extension(redone, "11-24T10:50")).toBe("ok");
});

test("one that was answered is, whoever has the matter then (B.4)", () => {
  for (const word of ["approve", "deny"]) {
    const ticket = life(
      "road",
      ...ASKED,
      ["11-24T10:25", word],
      ["11-24T10:30", "handOver"],
      ["11-24T10:40", "accept"],
    );
    expect(extension(ticket, "11-24T10:50"), word).toBe("extension_used");
  }
});

const ANSWERED = [
  ["11-24T10:10", "accept"],
  ["11-24T10:20", "materials"],
  ["11-24T11:20", "supplement"],
  ["11-25T11:20", "resolve"],
] as const;
const papers = (ticket: Ticket, when: string): string =>
  ticket.do(actorFor("worker", "", ticket.state), at(when), (c, t) =>
    requestMaterials(c, t, { materials: ["新的照片"], reason: "" }),
  );

test("what comes back after its end may be asked for papers once, as any matter (003-08)", () => {
  const ticket = life("land", ...ANSWERED, ["11-25T12:20", "good"], ["12-28T12:20", "notSolved"]);
  expect(isAnotherList(ticket.state, ["新的照片"])).toBe(false);
  expect(papers(ticket, "12-28T14:00")).toBe("ok");
  step(ticket, at("12-28T15:00"), "supplement");
  expect(papers(ticket, "12-28T15:10"), "a second list there is one too many").toBe("reason_needed_for_second_request");
});

test("a bad mark, or papers that come late, are the same matter: its papers were to be told at once (003-08)", () => {
  const marked = life("land", ...ANSWERED, ["11-25T12:20", "bad"]);
  expect(isAnotherList(marked.state, ["新的照片"])).toBe(true);
  const late = life(
    "land",
    ["11-24T10:10", "accept"],
    ["11-24T10:20", "materials"],
    ["12-02T09:00", "closeUnanswered"],
    ["12-21T09:00", "supplement"],
  );
  expect(isAnotherList(late.state, ["新的照片"])).toBe(true);
});
