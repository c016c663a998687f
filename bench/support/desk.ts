import { createApp } from "../../src/app.ts";
import type { QifuApp } from "../../src/app.ts";
import { buildDeps } from "../../src/build-deps.ts";
import type { Deps } from "../../src/deps.ts";
import { localFeishu } from "../../src/local/app.ts";
import { createLog } from "../../src/log.ts";
import { createNodeCrypto } from "../../src/node/crypto.ts";
import { random, sleep, turn } from "../../src/node/machine.ts";
import type { Database } from "../../src/store/database.ts";
import type { Delivery } from "./events.ts";
import { answerOf } from "./stub-platform.ts";

export interface DeskInProcess {
  readonly deps: Deps;
  readonly app: QifuApp;
  /** Delivers a message and waits until everything it leads to has happened. @throws when it is refused. */
  deliver(delivery: Delivery): Promise<void>;
}

export interface DeskOptions {
  readonly db: Database;
  readonly now?: () => number;
  /** Sees each call to the platform, which always answers yes. */
  readonly onCall?: (url: string, body: string) => void;
}

/** The whole desk in this process, with a platform that says yes to everything without a network. */
export async function deskInProcess(options: DeskOptions): Promise<DeskInProcess> {
  const now = options.now ?? Date.now;
  let calls = 0;
  const running: Promise<void>[] = [];
  const deps = buildDeps({
    db: options.db,
    feishu: localFeishu("http://127.0.0.1:1"),
    log: createLog({ write: (line) => process.stderr.write(`${line}\n`), now, level: "error" }),
    now,
    realNow: () => performance.now(),
    random,
    sleep,
    crypto: createNodeCrypto(),
    fetch: (input, init) => {
      const url = input instanceof Request ? input.url : input.toString();
      calls += 1;
      options.onCall?.(url, typeof init?.body === "string" ? init.body : "");
      return Promise.resolve(Response.json(answerOf(url, calls)));
    },
    defer: (work) => {
      running.push(work());
    },
    turn,
  });
  await deps.directory.get(null);
  const app = createApp(deps);
  return {
    deps,
    app,
    async deliver({ headers, body }) {
      const url = "http://127.0.0.1/feishu/events";
      const length = { "content-length": String(Buffer.byteLength(body)) };
      const response = await app.fetch(new Request(url, { method: "POST", headers: { ...headers, ...length }, body }));
      if (response.status !== 200) throw new Error(`a delivery was answered ${response.status}`);
      while (running.length > 0) await running.shift();
    },
  };
}
