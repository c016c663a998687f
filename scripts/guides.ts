/** 办事指南与政策: a town's own guides and policies from a spreadsheet, for the clerk at the office's own machine. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { ImportPlan, Planned } from "../src/desk/guides/import-plan.ts";
import { planImport } from "../src/desk/guides/import-plan.ts";
import { addDays, localDay } from "../src/domain/calendar/index.ts";
import type { Directory } from "../src/domain/people/directory.ts";
import { random, sleep } from "../src/node/machine.ts";
import { answerSheets, templateSheets } from "../src/reports/answer-sheets.ts";
import { checkAnswers } from "../src/reports/import-answers.ts";
import type { Sheet } from "../src/reports/xlsx/cell.ts";
import { writeXlsx } from "../src/reports/xlsx/write.ts";
import { allPolicies, policyWrites, toPolicies } from "../src/store/answers.ts";
import type { Database } from "../src/store/database.ts";
import { writeAll } from "../src/store/database.ts";
import { loadDirectory } from "../src/store/directory.ts";
import { allGuides, guideWrites, toGuides } from "../src/store/guides.ts";
import { databaseFile, openDatabase } from "../src/store/open-node.ts";
import { texts } from "../src/texts/index.ts";
import { importAnswers } from "../src/texts/zh-CN/import-answers.ts";
import { readTables } from "./guides/read-table.ts";

const HELP = `Usage: npm run guides -- --template FILE.xlsx | --export FILE.xlsx | --import FILE [--write | --publish]

  --template FILE.xlsx  an empty workbook with one example a sheet, and what each column takes
  --export FILE.xlsx    the office's guides and policies as they are, to be changed and imported again
  --import FILE         .xlsx, or .csv in UTF-8 or GBK: checks every row, names each bad cell, and says what would change.
                        Nothing is written
    --write             takes the file over: what is new or changed becomes a draft, what is the same is left alone
    --publish           as --write, and publishes what is whole; what a guide or policy still lacks is named
  --data DIR            where the database is (default ./data, or DATABASE_URL)
  --help                this text

A file is taken whole or not at all. A row is the guide with its number (编号), else the one with its name (名称). Rows whose
name begins with （例） are examples and left out. Drafts are published in the chat too: 办事指南.`;

function cannot(reason: string): never {
  console.error(`guides: ${reason}`);
  process.exit(2);
}

function readArguments() {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    return parseArgs({
      options: {
        template: text,
        export: text,
        import: text,
        data: text,
        write: flag,
        publish: flag,
        help: { ...flag, short: "h" },
      },
    }).values;
  } catch (error) {
    return cannot(`${error instanceof Error ? error.message : "bad arguments"}\nSee: npm run guides -- --help`);
  }
}

/** More than any office keeps. */
const ALL = 100_000;

const values = readArguments();
const now = Date.now();

interface Office {
  readonly db: Database;
  readonly directory: Directory;
  readonly day: string;
}

async function open(): Promise<Office> {
  const url = process.env["DATABASE_URL"]?.trim() || databaseFile(resolve(values.data ?? "data"));
  // Opening a file that is not there would make an empty one.
  if (url.startsWith("file:") && !existsSync(fileURLToPath(url)))
    cannot(
      `there is no database at ${fileURLToPath(url)}. Start the desk once (npm start), or name its folder: --data DIR`,
    );
  const db = await openDatabase(url, process.env["DATABASE_AUTH_TOKEN"]?.trim() || null, { sleep, random });
  const directory = await loadDirectory(db, process.env["FEISHU_APP_ID"] ?? "");
  return { db, directory, day: localDay(directory.calendar, now) };
}

async function known({ db }: Office) {
  const [guides, policies] = await db.batch([allGuides(db, ALL), allPolicies(db, ALL)]);
  return { guides: toGuides(guides), policies: toPolicies(policies) };
}

async function save(file: string, sheets: readonly Sheet[], { directory }: Office): Promise<void> {
  if (!/\.xlsx$/iu.test(file)) cannot(`${file} must end in .xlsx`);
  writeFileSync(file, await writeXlsx(sheets, directory.calendar.offsetMinutes));
}

async function imported(file: string): Promise<void> {
  const office = await open();
  const { db, directory, day } = office;
  if (!existsSync(file)) cannot(`there is no file ${file}`);
  const sheets = await readTables(file, readFileSync(file));
  const { guides, policies, problems, skipped } = checkAnswers(sheets, { directory, day });
  for (const name of skipped) console.error(`sheet ${name} is left out: it has neither a column 流程 nor 内容`);
  for (const problem of problems) console.log(importAnswers.problem(problem));
  if (problems.length > 0) {
    console.error(`${problems.length} cells are bad. Nothing was written`);
    process.exitCode = 1;
    return;
  }
  const publish = values.publish === true;
  const idOf = (title: string): string => `g_${createHash("sha256").update(title).digest("hex").slice(0, 16)}`;
  const plan = planImport({ guides, policies }, await known(office), { publish, day, idOf });
  const counts = told(plan);
  if (!publish && values.write !== true) {
    console.error(`${counts}. Nothing was written. Take it over: --write, or --publish`);
    return;
  }
  await writeAll(db, [
    ...plan.guides.filter(changes).flatMap(({ item }) => guideWrites(db, item)),
    ...plan.policies.filter(changes).flatMap(({ item }) => policyWrites(db, item)),
  ]);
  console.error(`${counts}. Taken over`);
}

const changes = (one: { readonly change: string }): boolean => one.change !== "same";

/** Names what is not whole or would fall silent; returns the counts. */
function told({ guides, policies }: ImportPlan): string {
  const all: readonly Planned<{ readonly title: string; readonly state: string }>[] = [...guides, ...policies];
  const R = texts.guides.report;
  for (const { item, missing, expired } of guides)
    if (missing.length > 0 || expired) console.log(R.draft("guide", item.title, missing, expired));
  for (const { item, missing, expired } of policies)
    if (missing.length > 0 || expired) console.log(R.draft("policy", item.title, missing, expired));
  for (const { item, silenced } of all) if (silenced) console.log(importAnswers.silenced(item.title));
  const count = (test: (one: (typeof all)[number]) => boolean): number => all.filter(test).length;
  const changed = `${count((one) => one.change === "new")} new, ${count((one) => one.change === "changed")} changed, ${count((one) => one.change === "same")} the same`;
  return `${guides.length} guides and ${policies.length} policies: ${changed}; ${count(({ item }) => item.state === "published")} published, ${count(({ missing }) => missing.length > 0)} not whole`;
}

if (values.help === true) {
  console.log(HELP);
  process.exit(0);
}
try {
  if (values.template !== undefined) {
    const office = await open();
    await save(values.template, templateSheets(office.directory, addDays(office.day, 365)), office);
    console.error(`${values.template} is ready to be filled in`);
  } else if (values.export !== undefined) {
    const office = await open();
    const { guides, policies } = await known(office);
    await save(values.export, answerSheets(office.directory, guides, policies), office);
    console.error(`${guides.length} guides and ${policies.length} policies in ${values.export}`);
  } else if (values.import !== undefined) await imported(values.import);
  else cannot(`what is to be done?\n\n${HELP}`);
} catch (error) {
  cannot(error instanceof Error ? error.message : String(error));
}
