import { expect, test } from "vitest";
import type { Directory } from "../../../src/domain/people/directory.ts";
import { longestExtension } from "../../../src/domain/ticket/clock.ts";
import { Ticket, directory, requesterE01 } from "./ticket-life.ts";

const day = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

function office(change: object): Directory {
  const policies = new Map(directory.policies);
  policies.set(
    "power",
    (policies.get("power") ?? []).map((policy) => ({ ...policy, ...change })),
  );
  return { ...directory, policies };
}
const ticket = new Ticket("power", requesterE01, "QF-20261124-0002").state;

test("one extension reaches the category's cap, or the longer limit of a complex matter where that is later (B.2, B.4)", () => {
  expect(day(ticket.deadlines.resolveBy)).toBe("2026-11-26");
  const complexSource = "《某条例》第一条";
  const longer = longestExtension(office({ complexSource }), ticket);
  expect([day(longer.ordinary), day(longer.until)]).toEqual(["2026-12-03", "2026-12-08"]);
  expect(longer.complex).toEqual({ workingDays: 10, source: complexSource });
  const none = longestExtension(office({ complexWorkingDays: null }), ticket);
  expect(none).toEqual({ ordinary: longer.ordinary, until: longer.ordinary, complex: null });
  const shorter = longestExtension(office({ complexWorkingDays: 4 }), ticket);
  expect([day(shorter.until), shorter.complex]).toEqual(["2026-12-03", null]);
});

test("what was paused is added to the longer limit as to every other (B.13)", () => {
  const from = Date.parse("2026-11-24T14:00:00+08:00");
  const paused = { ...ticket, pauses: [{ from, to: from + 24 * 3_600_000 }] };
  expect(day(longestExtension(directory, paused).until)).toBe("2026-12-09");
});
