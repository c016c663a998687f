import { describe, expect, test } from "vitest";
import type { DigestView } from "../../src/desk/reports/notice.ts";
import { digestNeeds, digestOf, isQuiet } from "../../src/domain/stats/digest.ts";
import { factsOf } from "../../src/domain/stats/fact-change.ts";
import { inScope } from "../../src/domain/stats/scope.ts";
import { replay } from "../../src/domain/ticket/evolve.ts";
import { lightOf } from "../../src/desk/views/project.ts";
import { reportMessage } from "../../src/feishu/cards/reports/index.ts";
import { validateCard } from "../../src/sandbox/cards/validate.ts";
import { elementsOf } from "../support/people.ts";
import { sampleDirectory } from "../support/sample-directory.ts";
import { simulateYear } from "../support/simulate-year.ts";
import { slowFigures } from "./slow-figures.ts";

const directory = sampleDirectory();
const NOW = Date.parse("2026-11-24T08:31:00+08:00");
const SINCE = Date.parse("2026-11-23T08:31:00+08:00");
const year = simulateYear(directory, {
  from: Date.parse("2026-09-01T00:00:00+08:00"),
  until: NOW,
  tickets: 500,
  seed: 11,
});
const shown = [...year.histories.values()].filter(
  (events) => directory.categories.get(replay(events).category ?? "")?.confidential !== true,
);
const rows = shown.flatMap((events) => factsOf(directory, events));

test("every number of the digest is that of the tickets themselves", () => {
  const digest = digestOf(directory, rows, SINCE, NOW);
  expect(digest.flow).toEqual(slowFigures(directory, shown, { from: SINCE, to: NOW }, NOW));
  const open = shown.map(replay).filter((t) => !["awaiting_rating"].includes(t.stage) && t.closedAt === null);
  expect(digest.inHand).toBe(open.length);
  expect(open.length).toBeGreaterThan(10);
  // What is parked stands still, whatever a ticket's own light says meanwhile.
  const light = (wanted: string): number =>
    open.filter((t) => (t.stage === "parked" ? "grey" : lightOf(directory, t, NOW)) === wanted).length;
  expect(digest.lights).toEqual({
    red: light("red"),
    yellow: light("yellow"),
    green: light("green"),
    grey: light("grey"),
  });
  expect(digest.overdue.reduce((sum, { count }) => sum + count, 0)).toBe(digest.lights.red);
  expect(digest.waiting).toBe(open.filter((t) => t.stage === "awaiting_requester").length);
  const week = slowFigures(
    directory,
    shown,
    { from: Date.parse("2026-11-17T00:00:00+08:00"), to: Date.parse("2026-11-24T00:00:00+08:00") },
    NOW,
  );
  expect(digest.week).toHaveLength(7);
  expect(digest.week.reduce((sum, day) => sum + day.opened, 0)).toBe(week.opened);
  expect(digest.week.reduce((sum, day) => sum + day.resolved, 0)).toBe(week.resolved);
  expect(digestNeeds(directory, SINCE, NOW)).toBe(Date.parse("2026-11-17T00:00:00+08:00"));
});

test("units, leaders and firms see their own, and all units together see everything that has a unit", () => {
  const counts = [...directory.units.keys()].map(
    (id) => rows.filter(inScope(directory, { type: "units", unitIds: [id] })).length,
  );
  expect(counts.reduce((a, b) => a + b, 0)).toBe(rows.filter((row) => row.unitId !== null).length);
  const firm = rows.filter(inScope(directory, { type: "enterprise", enterpriseId: "E01" }));
  expect(firm.length).toBeGreaterThan(0);
  expect(firm.every((row) => row.enterpriseId === "E01")).toBe(true);
  const leader = rows.filter(inScope(directory, { type: "leader", leaderId: "L03" }));
  expect(leader.some((row) => directory.enterprises.get(row.enterpriseId ?? "")?.bundleLeaderId === "L03")).toBe(true);
  expect(leader.some((row) => directory.units.get(row.unitId ?? "")?.leaderId === "L03")).toBe(true);
  expect(leader.length).toBeLessThan(rows.length);
});

const clock = { now: NOW, utcOffsetMinutes: 480 };
const view = (change: Partial<DigestView> = {}): DigestView => {
  const { overdue, attention, ...figures } = digestOf(directory, rows, SINCE, NOW);
  return {
    office: "云溪镇企业服务中心",
    scope: null,
    now: NOW,
    since: SINCE,
    quiet: false,
    figures,
    overdue: overdue.map(({ unitId, ...rest }) => ({ unit: directory.units.get(unitId ?? "")?.name ?? null, ...rest })),
    attention: attention.map(({ ticketId, reason, daysLate }) => ({
      ticketId,
      no: "QF-20261123-0007",
      title: "15亩不动产证办理",
      enterprise: "拓铸机械",
      unit: "自然资源所",
      responsible: "邱启明",
      reason,
      daysLate,
    })),
    ...change,
  };
};
const empty = digestOf(directory, [], SINCE, NOW);
const long = "云溪镇高新技术产业开发区人力资源和社会保障综合服务中心".repeat(4);
const cases: Record<string, DigestView> = {
  "a bad day": view(),
  "a normal day": view({
    overdue: [],
    attention: [],
    figures: { ...empty, inHand: 3, dueToday: 1, lights: { red: 0, yellow: 1, green: 2, grey: 0 } },
  }),
  "the longest names": view({
    scope: long,
    overdue: Array.from({ length: 60 }, () => ({ unit: long, count: 999, mostDays: 99 })),
    attention: Array.from({ length: 3 }, (_, i) => ({
      ticketId: `tk_${i}`,
      no: "QF-20261123-0007",
      title: `<at id=all></at>**${long}**`,
      enterprise: long,
      unit: long,
      responsible: long,
      reason: "overdue" as const,
      daysLate: 30,
    })),
  }),
  "the first day after a long holiday": view({ since: Date.parse("2026-09-30T08:31:00+08:00") }),
};

describe.each(Object.entries(cases))("the card of %s", (_name, one) => {
  const message = reportMessage({ kind: "digest", digest: one }, clock);
  test("is one the platform takes, small, with one chart and its words", () => {
    expect(message.msgType).toBe("interactive");
    expect(validateCard(message.content)).toEqual([]);
    expect(JSON.stringify(message.content).length).toBeLessThan(27 * 1024);
    const elements = elementsOf(message.content);
    expect(elements.length).toBeLessThan(100);
    expect(elements.filter(({ tag }) => tag === "chart")).toHaveLength(1);
    expect(JSON.stringify(message.content)).toMatch(/17日到23日/);
    expect(JSON.stringify(message.content)).not.toMatch(/undefined|null|NaN|<at id/);
  });
});

test("an empty day is one line, with what is still in hand", () => {
  expect(isQuiet(empty)).toBe(true);
  const said = reportMessage(
    { kind: "digest", digest: view({ quiet: true, figures: empty, overdue: [], attention: [] }) },
    clock,
  );
  expect(said).toEqual({
    msgType: "text",
    content: { text: "11月24日(周二)企业服务日报：没有新收和办结，没有在办的事。" },
  });
});

test("a late ticket is there to be supervised, at most three of them", () => {
  const one = view();
  expect(one.attention.length).toBeGreaterThan(0);
  expect(one.attention.length).toBeLessThanOrEqual(3);
  const labels = elementsOf(reportMessage({ kind: "digest", digest: one }, clock).content)
    .filter(({ tag }) => tag === "button")
    .map(({ text }) => text?.content)
    .filter((label) => label !== "导出台账");
  expect(labels).toEqual(one.attention.map(({ reason }) => (reason === "overdue" ? "督办" : "看单")));
});
