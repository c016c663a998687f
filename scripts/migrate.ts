/** Brings a libSQL server (or file) to the newest schema with what every office has and to this release's rules; a deploy step for Workers. */
import { resolve } from "node:path";
import { readConfig } from "../src/config.ts";
import { rebuildWhenOlder } from "../src/desk/rebuild/when-older.ts";
import { createLog } from "../src/log.ts";
import { realNow } from "../src/node/machine.ts";
import { openOffice } from "../src/node/open.ts";
import { deskClock, refuseNewer } from "../src/node/rebuild.ts";
import { StartError } from "../src/node/start-error.ts";
import { createDirectorySource } from "../src/store/directory.ts";

const HELP = `Usage: npm run migrate
Migrates the database at DATABASE_URL (with DATABASE_AUTH_TOKEN), or ./data/qifu.db, and fills in the categories, their
limits and the working calendar. When an older release has written the tickets they are rebuilt from their events
(npm run rebuild). Safe to run again.`;

if (process.argv.includes("--help")) {
  console.log(HELP);
  process.exit(0);
}
const config = readConfig(process.env);
if (!config.ok) {
  console.error(config.error);
  process.exit(1);
}
try {
  const db = await openOffice(config.value, resolve("data"));
  const deps = { db, directory: createDirectorySource(db, config.value.feishu?.appId ?? ""), now: await deskClock(db) };
  await refuseNewer(rebuildWhenOlder(deps, createLog({ write: (line) => console.error(line), now: realNow })));
  db.$client.close();
  console.log("The database is up to date.");
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(`Cannot migrate: ${error.message}`);
  process.exit(1);
}
