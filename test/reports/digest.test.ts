import { describe, expect, test } from "vitest";
import type { DigestView } from "../../src/desk/reports/notice.ts";
import { digestNeeds, digestOf, isQuiet } from "../../src/domain/stats/digest.ts";
import { factsOf } from "../../src/domain/stats/fact-change.ts";
import { inScope } from "../../src/domain/stats/scope.ts";
import { replay } from "../../src/domain/ticket/evolve.ts";
import { lightOf } from "../../src/desk/views/project.ts";
import { reportMessage } from "../../src/feishu/cards/reports/index.ts";
import { quietReport } from "../../src/local/gallery/report-extremes.ts";
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
  expect(leader.some((row) => directory.projects.get(row.projectId ?? "")?.leaderId === "L03")).toBe(true);
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
    figures: {
      ...empty,
      inHand: 3,
      dueToday: 1,
      lights: { red: 0, yellow: 1, green: 2, grey: 0 },
      week: empty.week.map((day) => ({ ...day, opened: 1 })),
    },
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

test("what nobody has taken is read of on a quiet day, too", () => {
  const figures = { ...empty, inHand: 2, unaccepted: 1 };
  expect(isQuiet(figures)).toBe(true);
  const said = reportMessage(
    { kind: "digest", digest: view({ quiet: true, figures, overdue: [], attention: [] }) },
    clock,
  );
  expect(JSON.stringify(said)).toContain("没有新收和办结，在办2件，没有超期和今天到期的，等人接手1件。");
});

test("a week in which nothing happened has no chart, and counts of more than a day say so in front", () => {
  const message = reportMessage(
    {
      kind: "digest",
      digest: view({ since: Date.parse("2026-11-20T08:31:00+08:00"), figures: { ...empty, inHand: 3 }, overdue: [] }),
    },
    clock,
  );
  const elements = elementsOf(message.content);
  expect(elements.filter(({ tag }) => tag === "chart")).toEqual([]);
  expect(elements.find(({ tag }) => tag === "markdown")?.content).toMatch(/11月20日\(周五\)8:31以来/);
});

test("units that are late stand a line each, the fifth ends the list with what is left", () => {
  const overdue = Array.from({ length: 8 }, (_, i) => ({ unit: `第${i}站`, count: 9 - i, mostDays: i }));
  const words = elementsOf(reportMessage({ kind: "digest", digest: view({ overdue }) }, clock).content)
    .map(({ content }) => content ?? "")
    .find((content) => content.includes("第0站"));
  expect(words?.split("\n")).toEqual([
    "第0站9件超期，今天刚过期",
    "第1站8件超期，最长1个工作日",
    "第2站7件超期，最长2个工作日",
    "第3站6件超期，最长3个工作日",
    "第4站5件超期，最长4个工作日",
    "另有3个部门9件超期",
  ]);
});

test("a period in which there was nothing at all is one line; with something in hand it is a card without a chart", () => {
  const report = quietReport();
  const { figures } = report;
  const nothing = { ...report, figures: { ...figures, inHandAfter: 0 } };
  expect(reportMessage({ kind: "report", report: nothing }, clock)).toEqual({
    msgType: "text",
    content: { text: "9月28日至10月4日企业服务周报：没有新收和办结，也没有在办的事。" },
  });
  const message = reportMessage({ kind: "report", report }, clock);
  expect(JSON.stringify(message.content)).toContain("这段时间还算不出三率");
  expect(elementsOf(message.content).filter(({ tag }) => tag === "chart")).toEqual([]);
  expect(JSON.stringify(message.content)).not.toMatch(/—|还没有/);
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
