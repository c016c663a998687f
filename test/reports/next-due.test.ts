import { afterEach, describe, expect, test } from "vitest";
import { boardsOf, nextBoardAt } from "../../src/desk/reports/due-boards.ts";
import { stagger } from "../../src/domain/stats/digest-slot.ts";
import type { DigestGroup, ReportKind } from "../../src/domain/stats/scope.ts";
import { HOUR, MINUTE } from "../support/clock.ts";
import { openOffice } from "../support/office.ts";
import type { Office } from "../support/office.ts";
import { sampleDirectory } from "../support/sample-directory.ts";

const directory = sampleDirectory();
const at = (text: string): number => Date.parse(`${text.replace(" ", "T")}:00+08:00`);
const group = (hour: string, reports: readonly ReportKind[] = []): DigestGroup => ({
  chatId: `oc_${hour}`,
  at: hour,
  scope: { type: "town" },
  reports,
});
const hourOf = (day: string, hour: string): number => at(`${day} ${hour}`) + stagger(`oc_${hour}`) * 1000;
const next = (groups: readonly DigestGroup[], now: number, told: number): number | null => {
  const boards = boardsOf(groups, []);
  return nextBoardAt(directory, boards, new Map(boards.map(({ name }) => [name, told])), now);
};

describe("the next board", () => {
  test("is the group with the earliest hour of its own, on a working day", () => {
    const groups = [group("08:30"), group("16:00"), group("07:45")];
    const told = at("2026-11-24 08:00");
    expect(next(groups, at("2026-11-24 08:00"), told)).toBe(hourOf("2026-11-24", "08:30"));
    expect(next(groups, at("2026-11-24 10:00"), at("2026-11-24 10:00"))).toBe(hourOf("2026-11-24", "16:00"));
    // Friday evening: nothing before Monday.
    expect(next(groups, at("2026-11-20 18:00"), at("2026-11-20 18:00"))).toBe(hourOf("2026-11-23", "07:45"));
    expect(next(groups, at("2026-09-30 18:00"), at("2026-09-30 18:00"))).toBe(hourOf("2026-10-08", "07:45"));
  });

  test("is now while one is due and not told, and a group never told waits for its next hour", () => {
    const now = at("2026-11-24 10:00");
    expect(next([group("08:30")], now, at("2026-11-23 09:00"))).toBe(now);
    expect(nextBoardAt(directory, boardsOf([group("08:30")], []), new Map(), now)).toBe(hourOf("2026-11-25", "08:30"));
    expect(next([], now, now)).toBeNull();
  });

  test("counts reports: on the days of rest after a month its report is still to come", () => {
    const month = boardsOf([group("08:30", ["month"])], []).filter(({ kind }) => kind === "month");
    const of = (now: number) => nextBoardAt(directory, month, new Map([[month[0]?.name ?? "", now]]), now);
    expect(of(at("2026-10-03 12:00"))).toBe(hourOf("2026-10-08", "08:30"));
    expect(of(at("2026-10-08 12:00"))).toBe(hourOf("2026-11-02", "08:30"));
  });
});

describe("moving the clock to what is due next", () => {
  let office: Office | undefined;
  afterEach(() => office?.close());

  test("stops at the group's own hour, and the digest is told there", async () => {
    office = await openOffice();
    const base = `http://127.0.0.1:${office.serving.port}`;
    const due = async (): Promise<number> =>
      ((await (await fetch(`${base}/local/next-due`)).json()) as { at: number }).at;
    await office.person("ou_demo_l03").say("@bot 绑定日报 16:00", "oc_demo_duty");
    await office.advance(MINUTE);
    const wait = (await due()) - office.sandbox.now();
    // Ten o'clock and one minute: the other group's morning is over.
    expect(wait).toBeGreaterThan(5 * HOUR + 58 * MINUTE);
    expect(wait).toBeLessThan(6 * HOUR + 4 * MINUTE);
    await office.advance(wait);
    expect(office.person("ou_demo_l03").sees("oc_demo_duty")).toContain("企业服务日报");
  });
});
