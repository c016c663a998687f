/** Brings a libSQL server (or file) to the newest schema with what every office has; a deploy step for Workers. */
import { resolve } from "node:path";
import { readConfig } from "../src/config.ts";
import { openOffice } from "../src/node/open.ts";
import { StartError } from "../src/node/start-error.ts";

const HELP = `Usage: npm run migrate
Migrates the database at DATABASE_URL (with DATABASE_AUTH_TOKEN), or ./data/qifu.db, and fills in the categories, their
limits and the working calendar. Safe to run again.`;

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
  db.$client.close();
  console.log("The database is up to date.");
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(`Cannot migrate: ${error.message}`);
  process.exit(1);
}
