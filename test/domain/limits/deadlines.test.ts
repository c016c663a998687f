import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { workingCalendar } from "../../../src/domain/calendar/index.ts";
import { deadlines, limitEnd, runsAlways } from "../../../src/domain/limits/index.ts";
import type { DeadlineStart, Limit, LimitPolicy, LimitUnit } from "../../../src/domain/limits/index.ts";
import { local, office, wall } from "../calendar/notices.ts";
import { SlowReckoning, anyCalendar, instant, minuteInstant } from "../calendar/slow-reckoning.ts";
import { arrears, construction, power } from "./policies.ts";

const read = (policy: LimitPolicy, received: string, start: Partial<DeadlineStart> = {}): string[] => {
  const due = deadlines(policy, {
    urgency: "normal",
    tier: "normal",
    calendar: office,
    receivedAt: local(received),
    ...start,
  });
  return [due.acceptBy, due.contactBy, due.resolveBy].map(wall);
};

describe("limits of a category that keeps office hours (000-17, B.2)", () => {
  it("counts accept and contact in office time and the end in working days", () => {
    const policy = { ...construction, accept: { value: 60, unit: "working_minutes" } } as const;
    expect(read(policy, "2026-11-24 11:30")).toEqual(["2026-11-24 14:30", "2026-11-24 17:30", "2026-12-01 17:30"]);
  });

  it("starts at the next opening when received in the night", () => {
    expect(read(construction, "2026-11-27 22:00", { urgency: "high" })).toEqual([
      "2026-11-30 09:00",
      "2026-11-30 14:30",
      "2026-12-07 17:30",
    ]);
  });

  it("lets nobody take it in hand later than he must have been in touch", () => {
    const [acceptBy, contactBy] = read(construction, "2026-11-24 08:30");
    expect(acceptBy).toBe("2026-11-24 14:30");
    expect(contactBy).toBe("2026-11-24 14:30");
  });

  it("wants what is urgent accepted within 30 minutes of office time, an emergency within 30 of any", () => {
    expect(read(construction, "2026-11-24 11:45", { urgency: "high" })[0]).toBe("2026-11-24 14:15");
    expect(read(construction, "2026-11-24 11:45", { urgency: "emergency" })[0]).toBe("2026-11-24 12:15");
  });

  it("gives a matter found complex its own end", () => {
    expect(read(construction, "2026-11-24 09:00", { complex: true })[2]).toBe("2026-12-15 17:30");
    expect(read(arrears, "2026-11-24 09:00", { complex: true })).toEqual(read(arrears, "2026-11-24 09:00"));
  });
});

describe("limits of a key firm (002-20)", () => {
  it("hears it in half the time, and ends at the same time", () => {
    const normal = read(construction, "2026-11-24 08:30");
    const key = read(construction, "2026-11-24 08:30", { tier: "key" });
    expect(key[1]).toBe("2026-11-24 10:30");
    expect(key[2]).toBe(normal[2]);
  });

  it("treats it as everybody where the policy has no step of its own", () => {
    expect(read(arrears, "2026-11-24 09:00", { tier: "key" })).toEqual(read(arrears, "2026-11-24 09:00"));
  });
});

describe("limits of a duty around the clock (B.13)", () => {
  it("runs accept and contact through the night, the end in working days", () => {
    expect(read(power, "2026-11-28 23:40")).toEqual(["2026-11-29 00:40", "2026-11-29 01:10", "2026-12-02 17:30"]);
  });

  it("wants an emergency on a holiday accepted within 15 minutes", () => {
    expect(read(power, "2026-10-02 03:00", { urgency: "emergency" })).toEqual([
      "2026-10-02 03:15",
      "2026-10-02 04:30",
      "2026-10-10 17:30",
    ]);
  });

  it("lets wait until morning what can wait", () => {
    expect(read(power, "2026-11-28 23:40", { urgency: "low" })[0]).toBe("2026-11-30 09:30");
    expect(runsAlways(power, "low")).toBe(false);
    expect(runsAlways(power, "normal")).toBe(true);
    expect(runsAlways(construction, "high")).toBe(false);
    expect(runsAlways(construction, "emergency")).toBe(true);
  });
});

describe("limits in plain days (B.2; 民法典 201–203)", () => {
  const end = (from: string, value: number): string =>
    wall(limitEnd(office, local(from), { value, unit: "calendar_days" }).at);

  it("does not count the day of receipt and ends at the close of the last day", () => {
    expect(end("2026-11-24 09:00", 3)).toBe("2026-11-27 17:30");
    expect(end("2026-11-24 22:00", 3)).toBe("2026-11-27 17:30");
    expect(read(arrears, "2026-11-03 09:00")[2]).toBe("2026-12-03 17:30");
  });

  it("ends after the rest when the last day rests", () => {
    expect(end("2026-11-24 09:00", 4)).toBe("2026-11-30 17:30");
    expect(end("2026-09-20 09:00", 12)).toBe("2026-10-08 17:30");
  });

  it("is provisional when it runs into a year without a notice, though the days themselves are certain", () => {
    expect(limitEnd(office, local("2026-12-20 09:00"), { value: 30, unit: "calendar_days" }).provisional).toBe(true);
    expect(limitEnd(office, local("2026-12-20 09:00"), { value: 11, unit: "calendar_days" }).provisional).toBe(false);
  });
});

describe("a limit into a year without a notice (B.13)", () => {
  it("makes the ticket's limits provisional, and only then", () => {
    const on = (received: string): boolean =>
      deadlines(construction, { urgency: "normal", tier: "normal", calendar: office, receivedAt: local(received) })
        .provisional;
    expect(on("2026-12-24 09:00")).toBe(false);
    expect(on("2026-12-25 09:00")).toBe(true);
  });
});

const limit: fc.Arbitrary<Limit> = fc.record({
  value: fc.integer({ min: 1, max: 30 }),
  unit: fc.constantFrom<LimitUnit[]>("minutes", "working_minutes", "working_days", "calendar_days"),
});

const anyPolicy: fc.Arbitrary<LimitPolicy> = fc.record({
  category: fc.constant("any"),
  version: fc.constant(1),
  effectiveFrom: fc.constant(0),
  accept: limit,
  contact: limit,
  keyContact: fc.option(limit),
  interim: fc.constant(null),
  resolve: limit,
  runs24x7: fc.boolean(),
  urgentAcceptMinutes: fc.option(fc.integer({ min: 1, max: 60 })),
  complexWorkingDays: fc.option(fc.integer({ min: 1, max: 30 })),
  maxExtensionWorkingDays: fc.constant(10),
  extensionTimes: fc.constant(1),
  extensionApproverId: fc.constant(null),
});
const urgency = fc.constantFrom<DeadlineStart["urgency"][]>("low", "normal", "high", "emergency");
const tier = fc.constantFrom<DeadlineStart["tier"][]>("key", "normal");

describe("limits of any policy on any calendar (000-17)", () => {
  it("come in order: accept, then contact, then the end, none before the receipt", () => {
    fc.assert(
      fc.property(anyPolicy, anyCalendar, instant, urgency, tier, (policy, data, receivedAt, urgency, tier) => {
        const due = deadlines(policy, { urgency, tier, receivedAt, calendar: workingCalendar(data) });
        expect(due.acceptBy).toBeGreaterThanOrEqual(receivedAt);
        expect(due.acceptBy).toBeLessThanOrEqual(due.contactBy);
        expect(due.contactBy).toBeLessThanOrEqual(due.resolveBy);
      }),
    );
  });

  it("never end earlier for a later receipt", () => {
    fc.assert(
      fc.property(anyPolicy, anyCalendar, instant, instant, urgency, tier, (policy, data, a, b, urgency, tier) => {
        const calendar = workingCalendar(data);
        const early = deadlines(policy, { urgency, tier, receivedAt: Math.min(a, b), calendar });
        const late = deadlines(policy, { urgency, tier, receivedAt: Math.max(a, b), calendar });
        expect(early.acceptBy).toBeLessThanOrEqual(late.acceptBy);
        expect(early.contactBy).toBeLessThanOrEqual(late.contactBy);
        expect(early.resolveBy).toBeLessThanOrEqual(late.resolveBy);
      }),
    );
  });

  it("end where a walk minute by minute ends", () => {
    fc.assert(
      fc.property(anyPolicy, anyCalendar, minuteInstant, urgency, tier, (policy, data, receivedAt, urgency, tier) => {
        const slow = new SlowReckoning(data);
        const night = urgency === "emergency" || (policy.runs24x7 && urgency !== "low");
        const day = data.hours.reduce((sum, { from, to }) => sum + to - from, 0);
        const walk = ({ value, unit }: Limit, early: boolean): number => {
          if (early && urgency === "emergency" && (unit === "working_days" || unit === "calendar_days"))
            return receivedAt + value * day * 60_000;
          if (unit === "working_days") return slow.addDays(receivedAt, value);
          if (unit === "minutes" || (early && night && unit === "working_minutes")) return receivedAt + value * 60_000;
          if (unit === "working_minutes") return slow.add(receivedAt, value);
          let last = slow.day(receivedAt) + value;
          while (!slow.worksOn(last)) last += 1;
          return slow.close(last);
        };
        const urgent = urgency === "high" || urgency === "emergency" ? policy.urgentAcceptMinutes : null;
        const accept: Limit = urgent === null ? policy.accept : { value: urgent, unit: "working_minutes" };
        const contact = tier === "key" && policy.keyContact !== null ? policy.keyContact : policy.contact;
        const resolveBy = walk(policy.resolve, false);
        const contactBy = Math.min(walk(contact, true), resolveBy);
        expect(deadlines(policy, { urgency, tier, receivedAt, calendar: workingCalendar(data) })).toMatchObject({
          acceptBy: Math.min(walk(accept, true), contactBy),
          contactBy,
          resolveBy,
        });
      }),
    );
  });
});
