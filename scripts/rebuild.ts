/** Makes every ticket what its events say under this release's rules. Exit code 1 when some stay as they are, 2 when it cannot. */
import { parseArgs } from "node:util";
import { rebuildTickets } from "../src/desk/rebuild/run.ts";
import { deskClock, refuseNewer } from "../src/node/rebuild.ts";
import { StartError } from "../src/node/start-error.ts";
import { createDirectorySource } from "../src/store/directory.ts";
import { knowsRebuilt } from "../src/store/rebuild.ts";
import { cannot, openOffice } from "./limits/office.ts";

const HELP = `Usage: npm run rebuild -- [--dry-run] [--data DIR]

Folds every ticket from its events anew and writes what differs: state, columns, whom it waits for, facts of the figures, search,
reminders. What was said is not said again. Events and hashes stay as they are; npm run audit compares without writing.

  --dry-run   only says how many tickets differ, and in which fields
  --data DIR  where the database is (default ./data, or DATABASE_URL)
  --help      this text

npm start and npm run migrate do this by themselves when an older release has written the tickets. It may run beside a desk of
this release, never beside an older one: stop that first. Interrupted, it goes on where it stopped when it is run again.`;

function readArguments() {
  try {
    return parseArgs({
      options: { data: { type: "string" }, "dry-run": { type: "boolean" }, help: { type: "boolean", short: "h" } },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(".")[0] : "bad arguments";
    return cannot(`Cannot rebuild: ${reason}. See: npm run rebuild -- --help`);
  }
}

const values = readArguments();
if (values.help === true) {
  console.log(HELP);
  process.exit(0);
}
const write = values["dry-run"] !== true;
const db = await openOffice(values.data);
if (!(await knowsRebuilt(db)))
  cannot("Cannot rebuild: the tables are of an older release. Run npm run migrate, which rebuilds as well");
try {
  const directory = createDirectorySource(db, process.env["FEISHU_APP_ID"]?.trim() ?? "");
  const work = rebuildTickets(
    { db, directory, now: await deskClock(db) },
    {
      write,
      onProgress: (done, total) => console.error(`${done} of ${total} tickets`),
      onLeft: (no, why) => console.error(`${no} stays as it is: ${why}`),
    },
  );
  const { tickets, differing, fields, reminders, left } = await refuseNewer(work);
  for (const [field, count] of [...fields].toSorted(([a], [b]) => (a < b ? -1 : 1))) console.log(`${field}: ${count}`);
  const planned = write ? `${reminders} reminders planned anew` : `reminders of ${reminders} tickets to plan anew`;
  console.log(`${tickets} tickets, ${differing} differed, ${planned}, ${left} left as they are`);
  if (!write) console.error("Nothing was written. Without --dry-run it is.");
  process.exitCode = left === 0 ? 0 : 1;
} catch (error) {
  if (error instanceof StartError) cannot(`Cannot rebuild: ${error.message}`);
  throw error;
} finally {
  db.$client.close();
}
