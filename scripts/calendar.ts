/** 工作日历: the State Council office's yearly notice of holidays and make-up working days. */
import { parseArgs } from "node:util";
import { planCalendar, withDays } from "../src/desk/limits/load-calendar.ts";
import { effectOn } from "../src/desk/limits/loaded.ts";
import { workingCalendar } from "../src/domain/calendar/index.ts";
import { writeAll } from "../src/store/database.ts";
import { loadDirectory } from "../src/store/directory.ts";
import { calendarRows, newDays } from "../src/store/settings.ts";
import { cannot, openOffice, readRows, refuse } from "./limits/office.ts";

const HELP = `Usage: npm run -s calendar -- FILE [--write]

  FILE        .csv (UTF-8 or GBK) or .json (a list of objects) with the columns date, name, kind: 2027-01-01,元旦,off. kind is off,
              or makeup_workday for a weekend that is worked. It replaces the days of its years, and must hold their 1 January;
              days of the December before may stand in it
    --write   take it over. Without it only what would change is said, and how many open tickets' limits would move
  --data DIR  where the database is (default ./data, or DATABASE_URL)
  --help      this text

A file is taken whole or not at all. A desk that is running notices within the hour and reckons its open tickets anew: limits
that have passed stay, none moves into the past, and every move is told and stands in the ticket's history.`;

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { data: { type: "string" }, write: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    return cannot(`${error instanceof Error ? error.message : "bad arguments"}\nSee: npm run -s calendar -- --help`);
  }
}

const { values, positionals } = readArguments();
const [file] = positionals;
if (values.help === true) {
  console.log(HELP);
  process.exit(0);
}
if (file === undefined) cannot(`which file?\n\n${HELP}`);
const db = await openOffice(values.data);
const known = await calendarRows(db);
const planned = planCalendar(known, await readRows(file));
if (!planned.ok) refuse(file, planned.error);
const { put, remove, years } = planned.value;
for (const { day, name, kind } of put) console.log(`${day} ${kind === "off" ? "off" : "worked"} ${name}`);
for (const { day, name } of remove) console.log(`${day} as every such weekday again (was ${name})`);
const days = withDays(known, planned.value).map(({ day, kind }) => [day, kind] as const);
const directory = await loadDirectory(db, process.env["FEISHU_APP_ID"] ?? "");
const { open, moved, sooner } = await effectOn(db, directory, { calendar: workingCalendar({ days }) }, Date.now());
console.log(`${years.join(", ")}: ${put.length + remove.length} days change`);
console.log(`${moved} of ${open} open tickets get other limits, ${sooner} of them a sooner one`);
if (values.write !== true) console.error("Nothing was written. Take it over: --write");
else {
  await writeAll(db, newDays(db, planned.value));
  console.error("taken over");
}
