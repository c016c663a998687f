/** 台账: list, search, export, import and upkeep of the ledger, for the clerk at the office's own machine. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { checkFacts } from "../src/desk/reports/check-facts.ts";
import { exportLedger, ledgerRows } from "../src/desk/reports/ledger.ts";
import type { ImportedRow, LedgerRow } from "../src/desk/reports/ledger-row.ts";
import { decideObjection } from "../src/desk/reports/objections.ts";
import { rebuildFacts, rebuildImportedSearch } from "../src/desk/reports/rebuild-facts.ts";
import { addDays, localDay, startOfLocalDay } from "../src/domain/calendar/index.ts";
import type { Directory } from "../src/domain/people/directory.ts";
import { createIds } from "../src/ids.ts";
import { random, sleep } from "../src/node/machine.ts";
import { writeCsv } from "../src/reports/csv.ts";
import { checkLedger } from "../src/reports/import-ledger.ts";
import { wholeLedgerSheet } from "../src/reports/ledger-sheets.ts";
import { ledgerWorkbook } from "../src/reports/workbook.ts";
import { readXlsx } from "../src/reports/xlsx/read.ts";
import type { Database } from "../src/store/database.ts";
import { writeAll } from "../src/store/database.ts";
import { loadDirectory } from "../src/store/directory.ts";
import { databaseFile, openDatabase } from "../src/store/open-node.ts";
import { confidentialNames, importTickets } from "../src/store/imported-ledger.ts";
import type { LedgerFilter } from "../src/store/report-ledger.ts";
import { knownNumbers } from "../src/store/report-ledger.ts";
import { texts } from "../src/texts/index.ts";

const HELP = `Usage: npm run ledger -- COMMAND [options]

  list                         newest tickets first, 50 a page
  export --out FILE            to FILE.xlsx or FILE.csv; needs --as and --reason, and leaves a trace
  import FILE.xlsx             checks every row of last year's ledger and names each bad cell; --write takes it over
  objection ID                 decides an objection: --ranking ID --as LEADER --reason TEXT, --exclude NO,NO or --deny
  check                        compares every figure's facts with the event log
  rebuild                      makes the figures and search words of tickets and rows written before there were any

Filter (list, export): --text WORDS --unit ID|NAME --category CODE|NAME --state open|overdue|ended
                       --from YYYY-MM-DD --to YYYY-MM-DD (both days included)
Other: --as PERSON (id or name)  --reason TEXT  --limit N  --data DIR (default ./data, or DATABASE_URL)

Dates are the office's own. Nothing confidential is in any list or sheet.`;

function cannot(reason: string): never {
  console.error(`ledger: ${reason}`);
  process.exit(2);
}

function readArguments() {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        text,
        unit: text,
        category: text,
        state: text,
        from: text,
        to: text,
        out: text,
        as: text,
        reason: text,
        ranking: text,
        exclude: text,
        limit: text,
        data: text,
        deny: { type: "boolean" },
        write: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    return cannot(`${error instanceof Error ? error.message : "bad arguments"}\nSee: npm run ledger -- --help`);
  }
}

const { values, positionals } = readArguments();
const [command = "", subject = ""] = positionals;
if (values.help === true || command === "") {
  console.log(HELP);
  process.exit(0);
}
const now = Date.now();

async function open(): Promise<{ readonly db: Database; readonly directory: Directory }> {
  const url = process.env["DATABASE_URL"]?.trim() || databaseFile(resolve(values.data ?? "data"));
  // Opening a file that is not there would make an empty one.
  if (url.startsWith("file:") && !existsSync(fileURLToPath(url)))
    cannot(`there is no database at ${fileURLToPath(url)}. Name its folder: --data DIR`);
  const db = await openDatabase(url, process.env["DATABASE_AUTH_TOKEN"]?.trim() || null, { sleep, random });
  return { db, directory: await loadDirectory(db, process.env["FEISHU_APP_ID"] ?? "") };
}

function filterOf(directory: Directory): LedgerFilter {
  const { calendar } = directory;
  const day = (text: string): number => {
    try {
      return startOfLocalDay(calendar, text);
    } catch {
      return cannot(`${text} is not a day (YYYY-MM-DD)`);
    }
  };
  const among = (all: Iterable<{ readonly id: string; readonly name: string }>, wanted: string, what: string): string =>
    [...all].find(({ id, name }) => id === wanted || name === wanted)?.id ?? cannot(`no ${what} ${wanted}`);
  const { text, unit, category, state, from, to } = values;
  if (state !== undefined && state !== "open" && state !== "overdue" && state !== "ended")
    return cannot(`--state is open, overdue or ended, not ${state}`);
  const categories = [...directory.categories.values()].map(({ code, name }) => ({ id: code, name }));
  return {
    ...(text === undefined ? {} : { text }),
    ...(unit === undefined ? {} : { unitId: among(directory.units.values(), unit, "unit") }),
    ...(category === undefined ? {} : { category: among(categories, category, "category") }),
    ...(state === undefined ? {} : { state }),
    ...(from === undefined ? {} : { from: day(from) }),
    ...(to === undefined ? {} : { to: day(addDays(to, 1)) }),
  };
}

function personId(directory: Directory): string {
  const wanted = values.as ?? cannot("who are you? --as PERSON");
  const found = [...directory.people.values()].filter(({ id, name }) => id === wanted || name === wanted);
  if (found.length > 1) cannot(`${wanted} is the name of several people: name the id`);
  return found[0]?.id ?? cannot(`nobody is called ${wanted}`);
}

function standing(row: LedgerRow | ImportedRow): string {
  const { columns, sheets } = texts.reports.ledger;
  if (row.source === "imported") return sheets.imported;
  const late = row.daysLate > 0 ? ` ${columns.daysLate}${row.daysLate}` : "";
  return `${texts.labels.stageForStaff[row.stage]}${late}`;
}

async function list(): Promise<void> {
  const { db, directory } = await open();
  const limit = Math.min(1000, Math.max(1, Number(values.limit ?? 50) || 50));
  const { rows, next } = await ledgerRows(db, directory, filterOf(directory), { after: null, limit, now });
  for (const row of rows) {
    const day = localDay(directory.calendar, row.openedAt);
    console.log(`${row.no} ${day} ${row.unit} ${standing(row)} ${row.enterprise} ${row.title}`);
  }
  console.error(`${rows.length} rows${next === null ? "" : ", and more: narrow the filter or raise --limit"}`);
}

async function exported(): Promise<void> {
  const out = values.out ?? cannot("where to? --out FILE.xlsx or FILE.csv");
  const format = out.endsWith(".csv")
    ? "csv"
    : out.endsWith(".xlsx")
      ? "xlsx"
      : cannot("--out must end in .xlsx or .csv");
  const { db, directory } = await open();
  const filter = filterOf(directory);
  const ids = createIds(() => now, random);
  const reason = values.reason ?? "";
  const rows = await exportLedger(db, directory, {
    id: ids.next("run"),
    personId: personId(directory),
    reason,
    filter,
    format,
    now,
  });
  if (!rows.ok)
    return cannot(
      rows.error === "not_allowed" ? "this needs a dispatcher, leader or administrator" : "why? --reason TEXT",
    );
  const { offsetMinutes, minutesPerDay } = directory.calendar;
  writeFileSync(
    out,
    format === "csv"
      ? writeCsv(wholeLedgerSheet(rows.value, minutesPerDay), offsetMinutes)
      : await ledgerWorkbook(db, directory, rows.value, { filter, now }),
  );
  const { tickets, imported: former } = rows.value;
  console.error(
    `${tickets.length} tickets${former.length === 0 ? "" : ` and ${former.length} rows of former years`} in ${out}`,
  );
}

async function imported(): Promise<void> {
  if (subject === "") cannot("which file? import FILE.xlsx");
  const { db, directory } = await open();
  const [sheet] = await readXlsx(readFileSync(subject));
  if (sheet === undefined) return cannot("the workbook has no sheet");
  const context = {
    utcOffsetMinutes: directory.calendar.offsetMinutes,
    now,
    known: new Set<string>(),
    confidential: new Set(confidentialNames(directory)),
  };
  const first = checkLedger(sheet, context);
  const known = await knownNumbers(
    db,
    first.rows.map(({ no }) => no),
  );
  const { rows, problems } = checkLedger(sheet, { ...context, known });
  for (const problem of problems) console.log(texts.reports.ledger.problem(problem));
  console.error(`${rows.length} rows are good, ${problems.length} cells are not`);
  if (problems.length > 0) {
    process.exitCode = 1;
    return;
  }
  if (values.write !== true) {
    console.error("Nothing was written. Take it over: --write");
    return;
  }
  const imported = rows.map((row) => ({ ...row, importedAt: now }));
  await writeAll(db, importTickets(db, imported));
  console.error(`${rows.length} rows taken over`);
}

async function objection(): Promise<void> {
  const { db, directory } = await open();
  const id = personId(directory);
  const decided = await decideObjection(db, directory, {
    rankingId: values.ranking ?? cannot("which ranking? --ranking ID, e.g. quarter:2026-07-01"),
    objectionId: subject,
    actor: { type: "person", personId: id, openId: null },
    reason: values.reason ?? cannot("why? --reason TEXT"),
    exclude: values.deny === true ? null : (values.exclude ?? cannot("--exclude NO,NO or --deny")).split(","),
    now,
  });
  if (!decided.ok) return cannot(`not decided: ${decided.error}`);
  console.error(`version ${decided.value.version} is what is shown now`);
}

async function check(): Promise<void> {
  const { db, directory } = await open();
  const found = await checkFacts(db, directory, ({ no, round, field }) => {
    console.log(`${no} round ${round}: ${field}`);
  });
  console.error(`${found.tickets} tickets: ${found.differences} differences`);
  if (found.differences > 0) process.exitCode = 1;
}

async function rebuild(): Promise<void> {
  const { db, directory } = await open();
  console.error(`${await rebuildFacts(db, directory)} tickets`);
  console.error(`${await rebuildImportedSearch(db)} rows of former years`);
}

const COMMANDS: Readonly<Record<string, () => Promise<void>>> = {
  list,
  export: exported,
  import: imported,
  objection,
  check,
  rebuild,
};
const run = COMMANDS[command] ?? cannot(`no command ${command}. See: npm run ledger -- --help`);
try {
  await run();
} catch (error) {
  cannot(error instanceof Error ? error.message : String(error));
}
