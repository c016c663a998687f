import { describe, expect, test } from "vitest";
import { planCalendar, withDays } from "../../../src/desk/limits/load-calendar.ts";
import { planPolicies, policyTable, withPolicies } from "../../../src/desk/limits/load-policies.ts";
import type { LoadedRow } from "../../../src/desk/limits/loaded.ts";
import { missedYear, workingCalendar } from "../../../src/domain/calendar/index.ts";
import { policyAt } from "../../../src/domain/ticket/clock.ts";
import { sampleDirectory } from "../../support/sample-directory.ts";

const directory = sampleDirectory();
const at = (local: string): number => Date.parse(`${local}+08:00`);
const lines = (rows: readonly Record<string, string>[]): LoadedRow[] =>
  rows.map((cells, i) => ({ line: i + 2, cells }));
const table = policyTable(directory, at("2026-11-24T10:00"));
const power = table.find(({ code }) => code === "power") ?? expect.fail("no power");

describe("a table of limits", () => {
  test("as it was exported changes nothing", () => {
    expect(planPolicies(directory, lines(table), "2027-01-01")).toEqual({ ok: true, value: [] });
  });

  test("makes a new version of what differs, in force from its day on and not before (B.2)", () => {
    const planned = planPolicies(
      directory,
      lines([{ ...power, due_working_days: "3", effective_from: "" }]),
      "2027-01-04",
    );
    if (!planned.ok) throw new Error(JSON.stringify(planned.error));
    expect(planned.value).toMatchObject([
      { category: "power", version: 2, resolve: { value: 3, unit: "working_days" } },
    ]);
    const office = { ...directory, policies: withPolicies(directory, planned.value) };
    expect(policyAt(office, "power", at("2027-01-03T23:59")).version).toBe(1);
    expect(policyAt(office, "power", at("2027-01-04T00:00")).version).toBe(2);
    expect(policyTable(office, at("2027-01-04T00:00")).find(({ code }) => code === "power")).toMatchObject({
      effective_from: "2027-01-04",
      due_working_days: "3",
    });
    // What is loaded must not be overtaken by what was loaded before it.
    const before = planPolicies(
      office,
      lines([{ ...power, effective_from: "2027-01-02", due_working_days: "4" }]),
      null,
    );
    expect(before).toMatchObject({ ok: false, error: [{ line: 2, column: "effective_from" }] });
  });

  test.each([
    ["code", { code: "pover" }, '"pover" is no category'],
    ["due_working_days", { due_working_days: "fünf" }, '"fünf" is no whole number'],
    ["first_contact", { first_contact: "soon" }, '"soon" is no limit'],
    ["runs_24x7", { runs_24x7: "yes" }, "must be Y or N"],
    ["extension_approver", { extension_approver: "X9" }, "nobody in this office"],
    ["effective_from", { effective_from: "2027-02-30" }, "is no day"],
    ["due_workingdays", { due_workingdays: "3" }, "is no column"],
  ])("with a wrong %s is refused whole, with line and column", (column, change, what) => {
    const planned = planPolicies(directory, lines([power, { ...table[0], ...change }]), "2027-01-01");
    expect(planned).toMatchObject({ ok: false });
    if (planned.ok) return;
    const found = planned.error.find((one) => one.column === column);
    expect(found?.line).toBe(3);
    expect(found?.what).toContain(what);
  });

  test("with a category twice, or no day to hold from, is refused", () => {
    const twice = planPolicies(
      directory,
      lines([
        { ...power, effective_from: "" },
        { ...power, effective_from: "" },
      ]),
      null,
    );
    expect(twice.ok ? [] : twice.error.map(({ line, column }) => `${line} ${column}`)).toEqual([
      "2 effective_from",
      "3 code",
      "3 effective_from",
    ]);
  });
});

const day = (date: string, kind: string, name = "元旦") => ({ date, name, kind });
const KNOWN = [
  { day: "2026-01-01", name: "元旦", kind: "off" },
  { day: "2027-01-01", name: "元旦", kind: "off" },
  { day: "2027-02-17", name: "春节", kind: "off" },
] as const;

describe("the notice of a year", () => {
  test("replaces its year, keeps the others, and may begin in the December before (B.13)", () => {
    const planned = planCalendar(
      KNOWN,
      lines([day("2027-01-01", "off"), day("2026-12-27", "makeup_workday"), day("2027-02-08", "off", "春节")]),
    );
    if (!planned.ok) throw new Error(JSON.stringify(planned.error));
    expect(planned.value.years).toEqual(["2027"]);
    expect(planned.value.put.map((one) => `${one.day} ${one.kind}`)).toEqual(["2026-12-27 workday", "2027-02-08 off"]);
    expect(planned.value.remove.map((one) => one.day)).toEqual(["2027-02-17"]);
    expect(
      withDays(KNOWN, planned.value)
        .map((one) => one.day)
        .toSorted(),
    ).toEqual(["2026-01-01", "2026-12-27", "2027-01-01", "2027-02-08"]);
  });

  test.each([
    ["a year without its 1 January", [day("2028-02-01", "off")], "1 January is not in the file"],
    ["a make-up day on a weekday", [day("2027-01-01", "off"), day("2027-01-05", "makeup_workday")], "is a weekday"],
    ["a day twice", [day("2027-01-01", "off"), day("2027-01-01", "off")], "stands in line 2 already"],
    ["a day that is none", [day("2027-01-01", "off"), day("2027-13-01", "off")], "is no day"],
    ["a kind that is none", [day("2027-01-01", "off"), day("2027-01-02", "holiday")], "neither off nor"],
    ["no name", [day("2027-01-01", "off", "")], "is missing"],
    ["nothing at all", [], "has no days"],
  ])("with %s is refused whole", (_what, rows, words) => {
    const planned = planCalendar(KNOWN, lines(rows));
    expect(planned.ok ? "" : planned.error.map(({ what }) => what).join()).toContain(words);
  });
});

test("next year's notice is missed from 1 December on, this year's always (B.13)", () => {
  const known = workingCalendar({ days: [["2026-01-01", "off"]] });
  expect(missedYear(known, at("2026-11-30T23:59"))).toBeNull();
  expect(missedYear(known, at("2026-12-01T00:00"))).toBe(2027);
  expect(missedYear(known, at("2027-03-01T09:00"))).toBe(2027);
  const both = workingCalendar({
    days: [
      ["2026-01-01", "off"],
      ["2027-01-01", "off"],
    ],
  });
  expect(missedYear(both, at("2026-12-31T09:00"))).toBeNull();
});
