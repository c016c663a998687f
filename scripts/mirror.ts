/** The mirror of tickets in a base (多维表格): how it is doing, what its table lacks, and making that. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildDeps } from "../src/build-deps.ts";
import { readConfig } from "../src/config.ts";
import { createLog } from "../src/log.ts";
import type { ColumnProblem } from "../src/mirror/columns.ts";
import { columnProblem } from "../src/mirror/columns.ts";
import type { TableFailure } from "../src/mirror/failure.ts";
import { prepareTable } from "../src/mirror/prepare.ts";
import type { MirrorStatus } from "../src/mirror/status.ts";
import { mirrorStatus } from "../src/mirror/status.ts";
import { random, realNow, sleep } from "../src/node/machine.ts";
import { wakeMirror, wantAllAgain } from "../src/store/mirror.ts";
import { databaseFile, openDatabase } from "../src/store/open-node.ts";

const HELP = `Usage: npm run mirror -- --status | --check | --prepare | --again [--data DIR]

  --status   what waits, when something was written last, and what stands in the way (the default)
  --check    whether the table has every column it needs, and of the right type
  --prepare  makes the columns it lacks; nothing that holds anything is changed
  --again    mirrors every ticket once more, e.g. after names in the directory have changed

Needs BITABLE_APP_TOKEN and BITABLE_TABLE_ID beside the settings of the desk. The database is DATABASE_URL, or qifu.db in
DIR (default ./data). The desk itself writes; this command may run beside it.`;

/** What an operator does about a fault. */
const HELPS: Readonly<Record<TableFailure["kind"], string>> = {
  busy: "the platform asks to wait; it goes on by itself",
  unknown: "no answer, or an error of the platform; it looks for what was made and goes on by itself",
  table_gone: "the base or table is not there: check BITABLE_APP_TOKEN and BITABLE_TABLE_ID",
  record_gone: "a record is not there any more; it is made again by itself",
  columns: "columns are missing or of another type: npm run mirror -- --check",
  cell: "the platform refuses what is in a record",
  full: "the table holds no more rows: archive old ones in another table, or name a new one",
  not_permitted:
    "the app may not: give it the scope bitable:app and add it to the base (… → 更多 → 添加文档应用, 可管理); or the month's calls are used up",
  other: "something nobody has thought of: look into the log for mirror.failed and feishu.call_failed",
};

function cannot(reason: string): never {
  console.error(`mirror: ${reason}`);
  process.exit(2);
}

function readArguments() {
  const flag = { type: "boolean" } as const;
  try {
    return parseArgs({
      options: {
        status: flag,
        check: flag,
        prepare: flag,
        again: flag,
        data: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    return cannot(`${error instanceof Error ? error.message : "bad arguments"}\nSee: npm run mirror -- --help`);
  }
}

const values = readArguments();
if (values.help === true) {
  console.log(HELP);
  process.exit(0);
}
const config = readConfig(process.env);
if (!config.ok) cannot(config.error);
const { bitable, feishu } = config.value;
if (bitable === null) cannot("nothing is mirrored: BITABLE_APP_TOKEN and BITABLE_TABLE_ID are not set");
const url = config.value.databaseUrl ?? databaseFile(resolve(values.data ?? "data"));
// Opening a file that is not there would make an empty one.
if (url.startsWith("file:") && !existsSync(fileURLToPath(url)))
  cannot(`there is no database at ${fileURLToPath(url)}. Name its folder: --data DIR`);
const db = await openDatabase(url, config.value.databaseAuthToken, { sleep, random });

function table() {
  if (feishu === null) return cannot("FEISHU_APP_ID and its three companions are not set");
  const log = createLog({ write: (line) => console.error(line), now: realNow });
  const deps = buildDeps({
    db,
    feishu,
    bitable,
    log,
    now: realNow,
    realNow,
    random,
    sleep,
    fetch: globalThis.fetch,
    defer: () => undefined,
    turn: () => Promise.resolve(),
  });
  return deps.mirror?.table ?? cannot("nothing is mirrored");
}

const failed = ({ kind, code }: TableFailure): never => cannot(`${code === 0 ? kind : code}: ${HELPS[kind]}`);

function tell(problem: ColumnProblem | null): void {
  if (problem === null) return console.log("Every column is there and of the right type.");
  for (const name of problem.missing) console.log(`missing: ${name} (make it with --prepare)`);
  for (const name of problem.wrongType) console.log(`wrong type: ${name} (rename or delete it, then --prepare)`);
  process.exitCode = 1;
}

const at = (instant: number | null): string => (instant === null ? "never" : new Date(instant).toISOString());

function show(status: MirrorStatus): void {
  const { fault } = status;
  console.log(
    `waiting       ${status.waiting}${status.behind ? " and more" : ""}${status.waiting === 0 ? "" : ` since ${at(status.waitingSince)}`}`,
  );
  console.log(`unknown       ${status.unknown}`);
  console.log(`refused       ${status.refused}`);
  console.log(`last written  ${at(status.writtenAt)}`);
  console.log(`next turn     ${status.nextAt <= realNow() ? "now" : at(status.nextAt)}`);
  if (fault === null) return console.log("fault         none");
  console.log(
    `fault         ${fault.code} (${fault.kind}), ${fault.times} times since ${at(fault.since)}, last ${at(fault.at)}`,
  );
  console.log(`              ${HELPS[fault.kind]}`);
  if (fault.columns !== null) tell(fault.columns);
  process.exitCode = 1;
}

if (values.check === true) {
  const columns = await table().columns();
  if (!columns.ok) failed(columns.error);
  else tell(columnProblem(columns.value));
} else if (values.prepare === true) {
  const prepared = await prepareTable(table(), () => sleep(500));
  if (!prepared.ok) failed(prepared.error);
  else {
    for (const name of prepared.value.made) console.log(`made: ${name}`);
    tell(prepared.value.problem);
    await wakeMirror(db);
  }
} else if (values.again === true) {
  await wantAllAgain(db, realNow());
  console.log("Every ticket is mirrored once more.");
} else show(await mirrorStatus(db, realNow()));
db.$client.close();
