import { expect, test } from "vitest";
import type { Actor } from "../../../src/domain/people/actor.ts";
import { isRequester, mayRead } from "../../../src/domain/ticket/authority.ts";
import { callerOf, requesterOpenId } from "../../../src/domain/ticket/requester.ts";
import { bindRequester } from "../../../src/domain/ticket/verbs/bind-requester.ts";
import { endsUnanswered } from "../../../src/domain/ticket/verbs/close-unanswered.ts";
import { HOUR, TUESDAY_10 } from "../../support/clock.ts";
import { directory, dispatcher, manager, requesterE01, Ticket } from "./ticket-life.ts";

const now = TUESDAY_10 + HOUR;
const asked = directory.people.get("P-E01") ?? expect.fail("P-E01");
const left = { ...directory, people: new Map([...directory.people, ["P-E01", { ...asked, active: false }]]) };
const { state } = new Ticket("power");

test("who asked is told and may read as long as he is of the firm; who has left it neither, under whatever name he comes", () => {
  const newName: Actor = { type: "requester", openId: requesterE01.openId ?? "", personId: "P-E09" };
  for (const actor of [manager, newName]) {
    expect(isRequester({ now, directory, actor }, state)).toBe(true);
    expect(isRequester({ now, directory: left, actor }, state)).toBe(false);
    expect(mayRead({ now, directory: left, actor }, state)).toBe(false);
  }
  expect([requesterOpenId(directory, state), requesterOpenId(left, state)]).toEqual([requesterE01.openId, null]);
  expect([endsUnanswered(directory, state), endsUnanswered(left, state)]).toEqual([true, false]);
});

test("somebody unknown has left nothing", () => {
  const unknown = new Ticket("power", { ...requesterE01, personId: null, enterpriseId: null, verified: false }).state;
  expect(requesterOpenId(left, unknown)).toBe(requesterE01.openId);
  expect(endsUnanswered(left, unknown)).toBe(true);
});

test("whom to ring up: who asked; where he has left, an active contact of the same firm and of no other", () => {
  const [same, gone, elsewhere] = [
    { ...asked, id: "same" },
    { ...asked, id: "gone", active: false },
    { ...asked, id: "elsewhere", enterpriseId: "E09" },
  ];
  const firm = [...left.people].filter(([id, { enterpriseId }]) => id === "P-E01" || enterpriseId !== "E01");
  const office = (...others: (typeof asked)[]) => ({
    ...left,
    people: new Map([...firm, ...others.map((one) => [one.id, one] as const)]),
  });
  expect(callerOf(directory, state)?.id).toBe("P-E01");
  expect(callerOf(office(gone, elsewhere, same), state)?.id).toBe("same");
  expect(callerOf(office(gone, elsewhere), state)).toBeNull();
});

test("who goes to another firm takes no matter of his old one along; the same firm may know him by another name", () => {
  const as = (enterpriseId: string) => ({ personId: "P-E09", enterpriseId, boundBy: "test" });
  const context = { now, directory: left, actor: dispatcher };
  expect(bindRequester(context, state, as("E09"))).toMatchObject({ ok: false, error: { code: "not_allowed" } });
  expect(bindRequester(context, state, as("E01"))).toMatchObject({ ok: true });
});
