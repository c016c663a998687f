import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { factsOf } from "../../src/domain/stats/fact-change.ts";
import { figures } from "../../src/domain/stats/figures.ts";
import { grouped } from "../../src/domain/stats/groups.ts";
import { periodOf } from "../../src/domain/stats/period.ts";
import { sampleDirectory } from "../support/sample-directory.ts";
import { simulateYear } from "../support/simulate-year.ts";
import { slowFigures } from "./slow-figures.ts";

const FROM = Date.parse("2026-01-01T00:00:00+08:00");
const UNTIL = Date.parse("2026-12-01T00:00:00+08:00");
const directory = sampleDirectory();
const { calendar } = directory;
const year = simulateYear(directory, { from: FROM, until: UNTIL, tickets: 3000, seed: 20261124 });
const histories = [...year.histories.values()];
const confidential = (category: string | null): boolean =>
  directory.categories.get(category ?? "")?.confidential === true;
const rows = histories.flatMap((events) => factsOf(directory, events)).filter((row) => !confidential(row.category));

describe("figures against a slow reckoning over the event log", () => {
  test("the simulated year holds everything that is counted", () => {
    const all = slowFigures(directory, histories, { from: FROM, to: UNTIL }, UNTIL);
    expect(all.opened).toBeGreaterThan(2500);
    for (const n of [
      ...Object.values(all.redo),
      all.otherwise.refused,
      all.otherwise.withdrawn,
      all.otherwise.not_request,
    ])
      expect(n).toBeGreaterThan(5);
    for (const n of [all.otherwise.terminated, all.unrated, all.returned, all.extended, all.secondMaterials])
      expect(n).toBeGreaterThan(5);
    for (const share of [all.accept, all.response, all.onTime, all.solution, all.satisfaction]) {
      expect(share.good).toBeGreaterThan(100);
      expect(share.of - share.good).toBeGreaterThan(20);
    }
    expect(all.benefitFen % 100).not.toBe(0);
    expect(all.solution.of).toBeGreaterThan(all.satisfaction.of);
  });

  test("agree for any stretch of time", () => {
    const instant = fc.integer({ min: FROM, max: UNTIL });
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        const period = { from: Math.min(a, b), to: Math.max(a, b) };
        expect(figures(calendar, rows, period, UNTIL)).toEqual(slowFigures(directory, histories, period, UNTIL));
      }),
      { numRuns: 40 },
    );
  });

  test("agree in the middle of a period, when only what has happened yet is known", () => {
    fc.assert(
      fc.property(fc.integer({ min: FROM, max: UNTIL }), (now) => {
        const known = histories
          .map((events) => events.filter((event) => event.at <= now))
          .filter((events) => events.length > 0);
        const period = periodOf(calendar, "quarter", now);
        const facts = known
          .flatMap((events) => factsOf(directory, events))
          .filter((row) => !confidential(row.category));
        expect(figures(calendar, facts, period, now)).toEqual(slowFigures(directory, known, period, now));
      }),
      { numRuns: 10 },
    );
  });

  test.each(["unitId", "category"] as const)("agree by %s, and small groups are only in the rest", (by) => {
    const period = periodOf(calendar, "month", Date.parse("2026-05-10T00:00:00+08:00"));
    const { groups, rest } = grouped(calendar, rows, by, period, UNTIL);
    expect(groups.length).toBeGreaterThan(3);
    const shown = new Set(groups.map(({ key }) => key));
    for (const { key, figures: own } of groups)
      expect(own).toEqual(
        slowFigures(
          directory,
          histories,
          period,
          UNTIL,
          (unit, category) => (by === "unitId" ? unit : category) === key,
        ),
      );
    const others = slowFigures(
      directory,
      histories,
      period,
      UNTIL,
      (unit, category) => !shown.has(by === "unitId" ? unit : category),
    );
    if (rest === null) expect(others.opened + others.resolved).toBe(0);
    else expect(rest.figures).toEqual(others);
    expect(groups.every(({ key }) => !confidential(key))).toBe(true);
  });

  test("what was in hand, came in and went out adds up, day by day", () => {
    for (let from = FROM; from < FROM + 30 * 86_400_000; from += 86_400_000) {
      const one = figures(calendar, rows, { from, to: from + 86_400_000 }, UNTIL);
      const inn = one.opened + Object.values(one.redo).reduce((a, b) => a + b, 0);
      const out = one.resolved + Object.values(one.otherwise).reduce((a, b) => a + b, 0);
      expect(one.inHandAfter).toBe(one.inHandBefore + inn - out);
    }
  });
});
