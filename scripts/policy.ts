/** 办理时限: an office's own limits from a table, as new versions from a date on. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import {
  POLICY_COLUMNS,
  planPolicies,
  policyRow,
  policyTable,
  withPolicies,
} from "../src/desk/limits/load-policies.ts";
import { effectOn } from "../src/desk/limits/loaded.ts";
import { localDay } from "../src/domain/calendar/index.ts";
import { writeCsv } from "../src/reports/csv.ts";
import { writeAll } from "../src/store/database.ts";
import { loadDirectory } from "../src/store/directory.ts";
import { newPolicies } from "../src/store/settings.ts";
import { cannot, openOffice, readRows, refuse } from "./limits/office.ts";

const HELP = `Usage: npm run -s policy -- FILE [--from DAY] [--write] | --export FILE.csv

  FILE            .csv (UTF-8 or GBK) or .json (a list of objects), one category a row; what is the same stays as it is
    --from DAY    first day (2027-01-01) on which requests are received under rows without an effective_from of their own
    --write       take it over. Without it only what would change is said, and how many open tickets' limits would move
  --export FILE   the limits in force, to be changed and loaded again
  --data DIR      where the database is (default ./data, or DATABASE_URL)
  --help          this text

Columns: ${POLICY_COLUMNS.join(", ")}.
A limit is 30m (minutes), 4wh (working hours), 2wd (working days) or 10d (days). Every change is a new version; none is ever
edited. A file is taken whole or not at all. A desk that is running notices within the hour and reckons its open tickets anew:
limits that have passed stay, none moves into the past, and every move is told and stands in the ticket's history.`;

function readArguments() {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        from: text,
        export: text,
        data: text,
        write: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    return cannot(`${error instanceof Error ? error.message : "bad arguments"}\nSee: npm run -s policy -- --help`);
  }
}

const { values, positionals } = readArguments();
const [file] = positionals;
if (values.help === true) {
  console.log(HELP);
  process.exit(0);
}
if (file === undefined && values.export === undefined) cannot(`what is to be loaded?\n\n${HELP}`);
const now = Date.now();
const db = await openOffice(values.data);
const directory = await loadDirectory(db, process.env["FEISHU_APP_ID"] ?? "");
if (values.export !== undefined) {
  const rows = policyTable(directory, now).map((row) => POLICY_COLUMNS.map((column) => row[column] ?? ""));
  const columns = POLICY_COLUMNS.map((title) => ({ title, width: 16 }));
  writeFileSync(values.export, writeCsv({ name: "limits", columns, rows }, directory.calendar.offsetMinutes));
  console.error(`limits of ${rows.length} categories in ${values.export}`);
} else if (file !== undefined) {
  const planned = planPolicies(directory, await readRows(file), values.from ?? null);
  if (!planned.ok) refuse(file, planned.error);
  for (const policy of planned.value) {
    const before = directory.policies.get(policy.category)?.toSorted((a, b) => b.version - a.version)[0];
    const [was, is] = [before === undefined ? null : policyRow(before, ""), policyRow(policy, "")];
    const changes = POLICY_COLUMNS.filter((column) => was?.[column] !== is[column]);
    const from = localDay(directory.calendar, policy.effectiveFrom);
    const words = changes.map((column) => `${column} ${was?.[column] || "-"} → ${is[column] || "-"}`);
    console.log(`${policy.category} version ${policy.version} from ${from}: ${words.join(", ")}`);
  }
  const policies = withPolicies(directory, planned.value);
  const { open, moved, sooner } = await effectOn(db, directory, { policies }, now);
  console.log(`${moved} of ${open} open tickets get other limits, ${sooner} of them a sooner one`);
  if (values.write !== true) console.error("Nothing was written. Take it over: --write");
  else {
    await writeAll(db, newPolicies(db, planned.value));
    console.error(`${planned.value.length} new versions taken over`);
  }
}
