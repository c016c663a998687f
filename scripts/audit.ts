/**
 * Recomputes every hash and rebuilds every ticket from its events. One line per difference on standard output; exit code 1
 * when there is any, 2 when the database cannot be read.
 */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { random, sleep } from "../src/node/machine.ts";
import { audit } from "../src/store/audit.ts";
import { databaseFile, openDatabase } from "../src/store/open-node.ts";
import { createNodeCrypto } from "../src/node/crypto.ts";

const HELP = `Usage: npm run audit -- [--data DIR]

Checks that every ticket is what its events say: hashes, states, columns, numbers. Reads only.
The database is DATABASE_URL (with DATABASE_AUTH_TOKEN), or qifu.db in DIR (default ./data).`;

function cannot(reason: string): never {
  console.error(`Cannot audit: ${reason}`);
  process.exit(2);
}

function options(): { data: string; help: boolean } {
  try {
    const { values } = parseArgs({ options: { data: { type: "string" }, help: { type: "boolean", short: "h" } } });
    return { data: values.data ?? "data", help: values.help ?? false };
  } catch (error) {
    return cannot(
      `${error instanceof Error ? error.message.split(".")[0] : "bad arguments"}. See: npm run audit -- --help`,
    );
  }
}

const { data, help } = options();
if (help) {
  console.log(HELP);
  process.exit(0);
}
const nodeCrypto = createNodeCrypto();
const url = process.env["DATABASE_URL"]?.trim() || databaseFile(resolve(data));
// Opening a file that is not there would make an empty one, and find it in order.
if (url.startsWith("file:") && !existsSync(fileURLToPath(url)))
  cannot(`there is no database at ${fileURLToPath(url)}. Name its folder: npm run audit -- --data DIR`);
try {
  const db = await openDatabase(url, process.env["DATABASE_AUTH_TOKEN"]?.trim() || null, { sleep, random });
  const found = await audit(db, {
    sha256: (text) => nodeCrypto.sha256(text),
    onDifference: ({ about, what }) => console.log(`${about}: ${what}`),
    onProgress: (done, total) => console.error(`${done} of ${total} tickets`),
  });
  db.$client.close();
  const redacted = found.redacted === 0 ? "" : `, ${found.redacted} with redacted texts`;
  console.log(`${found.tickets} tickets, ${found.events} events${redacted}: ${found.differences} differences`);
  process.exitCode = found.differences === 0 ? 0 : 1;
} catch (error) {
  cannot(
    `${url.startsWith("file:") ? fileURLToPath(url) : new URL(url).origin}: ${error instanceof Error ? error.message : String(error)}`,
  );
}
