import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { ensureBaseline } from "../../db/baseline.ts";
import { planCalendar } from "../../src/desk/limits/load-calendar.ts";
import { effectOn } from "../../src/desk/limits/loaded.ts";
import { workingCalendar } from "../../src/domain/calendar/index.ts";
import { loadDirectory } from "../../src/store/directory.ts";
import { calendarRows } from "../../src/store/settings.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import { runChild } from "../support/child.ts";

let office: Office;
afterEach(() => office.close());

const moveTo = (at: string): Promise<void> => office.advance(Date.parse(`${at}:00+08:00`) - office.sandbox.now());

async function accepted() {
  office = await openOffice();
  await office.person("ou_demo_e22").say("永安大路73号门口的路面塌了一块,货车进不来");
  const cadre = office.person("ou_demo_c15");
  await cadre.press("接收");
  expect(cadre.card("QF-20261124-0001")).toContain("12月1日(周二)17:30前办结");
  return cadre;
}

const file = (name: string, text: string): string => {
  const path = join(office.dir, name);
  writeFileSync(path, text);
  return path;
};
const run = (script: string, ...args: readonly string[]) =>
  runChild(`scripts/${script}.ts`, [...args, "--data", office.dir]);

test("a calendar loaded by command moves open tickets, told, at the desk's next look; without --write nothing moves (000-17, B.13)", async () => {
  const cadre = await accepted();
  const known = await calendarRows(office.db);
  const notice = [
    "date,name,kind",
    ...known.filter(({ day }) => day.startsWith("2026")).map((one) => `${one.day},${one.name},${one.kind}`),
  ];
  const path = file("2026.csv", `${[...notice, "2026-11-27,临时放假,off"].join("\n")}\n`);
  const tried = await run("calendar", path);
  expect(tried.out).toContain("2026-11-27 off 临时放假");
  expect(tried.out).toContain("1 days change");
  expect(tried.err).toContain("Nothing was written");
  await office.advance(60_000);
  expect(cadre.sees()).not.toContain("12月2日");
  expect((await run("calendar", path, "--write")).err).toContain("taken over");
  await office.advance(60_000);
  expect(cadre.sees()).toContain("12月2日");
  // Taken over once, the same file changes nothing.
  expect((await run("calendar", path)).out).toContain("0 days change");
});

test("a day that the office's own notice took out does not come back when the desk starts again", async () => {
  await accepted();
  const known = (await calendarRows(office.db)).filter(({ day }) => day.startsWith("2026") && day !== "2026-10-10");
  const path = file("2026.json", JSON.stringify(known.map(({ day, name, kind }) => ({ date: day, name, kind }))));
  expect((await run("calendar", path, "--write")).out).toContain("2026-10-10 as every such weekday again");
  await ensureBaseline(office.db);
  expect((await calendarRows(office.db)).map(({ day }) => day)).not.toContain("2026-10-10");
});

test("what a change would do to open tickets is reckoned by the rule that will be applied", async () => {
  await accepted();
  const directory = await loadDirectory(office.db, "");
  const rows = [{ line: 2, cells: { date: "2026-01-01", name: "元旦", kind: "off" } }];
  const planned = planCalendar(await calendarRows(office.db), rows);
  expect(planned.ok).toBe(true);
  const calendar = workingCalendar({
    days: [
      ["2026-01-01", "off"],
      ["2026-11-27", "off"],
    ],
  });
  const now = office.sandbox.now();
  expect(await effectOn(office.db, directory, { calendar }, now)).toEqual({ open: 1, moved: 1, sooner: 0 });
  expect(await effectOn(office.db, directory, { policies: directory.policies }, now)).toEqual({
    open: 1,
    moved: 0,
    sooner: 0,
  });
});

test("limits loaded by command hold for requests from their day on (000-17, B.2)", async () => {
  const cadre = await accepted();
  const table = join(office.dir, "limits.csv");
  expect((await run("policy", "--export", table)).err).toContain("limits of 25 categories");
  const road = {
    code: "road",
    accept_work_hours: 4,
    first_contact: "4wh",
    due_working_days: 3,
    complex_working_days: 15,
    max_extension_working_days: 10,
    runs_24x7: "N",
    extension_times: 1,
    extension_approver: "L03",
  };
  const bad = file("bad.json", JSON.stringify([{ ...road, due_working_days: "three" }], null, 2));
  const refused = await run("policy", bad, "--from", "2026-11-25");
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.out).toContain("line 2, due_working_days");
  const path = file("limits.json", JSON.stringify([road]));
  expect((await run("policy", path, "--from", "2026-11-25", "--write")).out).toMatch(
    /road version 2 from 2026-11-25: .*due_working_days 5 → 3/,
  );
  await moveTo("2026-11-25T09:00");
  await office.person("ou_demo_e22").say("三号桥限高杆太低,货车要绕行");
  expect(office.person("ou_demo_c16").card("QF-20261125-0001")).toContain("11月30日(周一)17:30前");
  expect(cadre.card("QF-20261124-0001"), "received before: its limit stays").toContain("12月1日(周二)17:30前");
});

test("a missing calendar is said to the dispatcher from 1 December, in office hours, once a week (B.13)", async () => {
  office = await openOffice({ now: Date.parse("2026-11-30T09:00:00+08:00") });
  const told = (): number =>
    ["c04", "c05", "c06", "c07"]
      .map(
        (id) =>
          office
            .person(`ou_demo_${id}`)
            .sees()
            .match(/导入2027年的放假安排/g)?.length ?? 0,
      )
      .reduce((a, b) => a + b);
  const tries = async (at: string) => {
    await moveTo(at);
    return told();
  };
  expect(await tries("2026-11-30T10:00")).toBe(0);
  expect(await tries("2026-12-01T03:00")).toBe(0);
  expect(await tries("2026-12-01T09:00")).toBe(1);
  expect(await tries("2026-12-04T15:00")).toBe(1);
  expect(await tries("2026-12-05T10:00")).toBe(1);
  expect(await tries("2026-12-07T09:00")).toBe(2);
});
