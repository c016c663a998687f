/**
 * The desk's way in alone: HTTP, verification, decryption, durable storing, answer; the database file as in production. What
 * comes after the answer is left undone, because the adapter beside it has no such work either.
 */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { createApp } from "../../src/app.ts";
import { buildDeps } from "../../src/build-deps.ts";
import { localFeishu } from "../../src/local/app.ts";
import { createLog } from "../../src/log.ts";
import { createNodeCrypto } from "../../src/node/crypto.ts";
import { random, realNow, sleep, turn } from "../../src/node/machine.ts";
import { openTown } from "../support/office.ts";

const db = await openTown(process.argv[2] ?? "");
const app = createApp(
  buildDeps({
    db,
    feishu: localFeishu("http://127.0.0.1:1"),
    log: createLog({ write: (line) => process.stderr.write(`${line}\n`), now: realNow }),
    now: realNow,
    realNow: () => performance.now(),
    random,
    sleep,
    fetch: globalThis.fetch,
    crypto: createNodeCrypto(),
    defer: () => {},
    turn,
  }),
);
const server = createAdaptorServer({ fetch: app.fetch }) as Server;
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
// A plain exit lets a CPU profile be written.
process.on("SIGTERM", () => process.exit(0));
