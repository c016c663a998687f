/** The desk alone in a process, for tests that kill it: its database and its platform live on without it. */
import { createLog } from "../../src/log.ts";
import { localFeishu } from "../../src/local/app.ts";
import { random, realNow, sleep } from "../../src/node/machine.ts";
import { serve } from "../../src/node/serve.ts";
import { openDatabase } from "../../src/store/open-node.ts";

const [databaseUrl = "", sandboxUrl = "", leaseMs = "", pollMs = "", aheadMs = ""] = process.argv.slice(2);
const now = (): number => realNow() + Number(aheadMs);
const db = await openDatabase(databaseUrl, null, { sleep, random });
const serving = await serve({
  db,
  feishu: localFeishu(sandboxUrl),
  log: createLog({ write: (line) => process.stderr.write(`${line}\n`), now }),
  now,
  host: "127.0.0.1",
  port: 0,
  localControl: true,
  leaseMs: Number(leaseMs),
  pollMs: Number(pollMs),
});
process.on("SIGTERM", () => void serving.close().then(() => process.exit(0)));
console.log(`ready ${serving.port}`);
