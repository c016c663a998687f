import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TicketState } from "../../../src/domain/ticket/state.ts";
import { likeness, sameMatter, sameOutage, speaksOfOutage } from "../../../src/domain/ticket/similar.ts";

const NOW = Date.parse("2026-11-24T10:00:00+08:00");

/** Only what the rules look at; anything else read would fail. */
const ticket = (change: Partial<TicketState> = {}): TicketState =>
  ({
    id: "t1",
    no: "QF-20261124-0001",
    stage: "in_progress",
    title: "园区纬二路停电了",
    text: "园区纬二路停电了,注塑机全停了",
    place: "纬二路",
    category: "power",
    notes: [],
    openedAt: NOW,
    requester: { openId: "ou_a", personId: "P1", enterpriseId: "E01", verified: true, tenantKey: null },
    ...change,
  }) as TicketState;

const again = (text: string, change: Partial<TicketState> = {}, category: string | null = "power") =>
  sameMatter({ text, category }, [ticket(change)])?.no ?? null;

describe("the same matter again", () => {
  test.each([
    "园区纬二路停电了",
    "纬二路还停着电呢，注塑机也还停着",
    "我们厂注塑机全停了！！",
    "园区纬二路，停电，注塑机停了",
  ])("%s says nothing new", (text) => expect(again(text)).toBe("QF-20261124-0001"));

  test.each([
    "园区纬二路停电了，冷库的货要坏了，请先送发电机",
    "园区纬二路停电了,注塑机全停了,3号楼也停了",
    "永安大路路面塌了",
    "停电了",
  ])("%s says something new, or too little to be sure", (text) => expect(again(text)).toBeNull());

  test("what has been answered, paused or ended is not told again: then the words mean something else", () => {
    for (const stage of ["awaiting_rating", "awaiting_requester", "closed", "withdrawn"] as const)
      expect(again("园区纬二路停电了", { stage })).toBeNull();
  });

  test("another category is another matter; an unknown one may be the same", () => {
    expect(again("园区纬二路停电了", {}, "road")).toBeNull();
    expect(again("园区纬二路停电了", {}, null)).toBe("QF-20261124-0001");
  });

  test("what was supplemented meanwhile is known, what colleagues noted inside is not", () => {
    const note = (kind: "supplement" | "internal") => ({ at: NOW, by: null, kind, text: "冷库的货要坏了" });
    expect(again("纬二路停电，冷库的货要坏了", { notes: [note("supplement")] })).toBe("QF-20261124-0001");
    expect(again("纬二路停电，冷库的货要坏了", { notes: [note("internal")] })).toBeNull();
  });
});

describe("likeness", () => {
  const chinese = fc.string({
    unit: fc.constantFrom(...Array.from("园区纬二路停电注塑机冷库货要坏水管漏,，。了还")),
    maxLength: 40,
  });
  test("is between 0 and 1, the same both ways, and 1 of a text with itself", () => {
    fc.assert(
      fc.property(chinese, chinese, (a, b) => {
        const value = likeness(a, b);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(likeness(b, a)).toBe(value);
        if (likeness(a, a) !== 0) expect(likeness(a, a)).toBe(1);
      }),
    );
  });

  test("punctuation, particles and 还没 do not count", () => {
    expect(likeness("园区纬二路停电了！", "园区，纬二路还停电")).toBe(1);
  });
});

describe("the same outage from several firms", () => {
  const other = (change: Partial<TicketState> = {}): TicketState =>
    ticket({
      id: "t2",
      no: "QF-20261124-0002",
      text: "纬二路这边没电了",
      requester: { openId: "ou_b", personId: "P2", enterpriseId: "E02", verified: true, tenantKey: null },
      ...change,
    });

  test("is seen by utility, place and day", () => {
    expect(sameOutage(other(), [ticket()])).toMatchObject({ place: "纬二路", others: [{ no: "QF-20261124-0001" }] });
  });

  test.each([
    ["another utility", { category: "water" }],
    ["no utility", { category: "road" }],
    ["another place", { text: "经三路没电了", place: "经三路" }],
    ["no place", { text: "厂里没电了", place: null }],
    ["a day later", { openedAt: NOW + 25 * 3_600_000 }],
    ["the same firm", { requester: { ...other().requester, enterpriseId: "E01" } }],
    ["the same person", { requester: { ...other().requester, openId: "ou_a" } }],
  ] as const)("but not with %s", (_, change) => {
    expect(sameOutage(other(change), [ticket()])).toBeNull();
  });

  test.each(["纬二路这边没电了", "东三路停水", "厂里断网了", "蒸汽和供热都不行"])("%s is worth looking", (text) =>
    expect(speaksOfOutage(text)).toBe(true),
  );
});
