import { createAssistant } from "./assistant/index.ts";
import type { FeishuConfig } from "./config.ts";
import type { Deps } from "./deps.ts";
import { createFeishuClient } from "./feishu/outbound/client.ts";
import { createFeishuHttp } from "./feishu/outbound/http.ts";
import { createPace } from "./feishu/outbound/pace.ts";
import { createIds } from "./ids.ts";
import type { Log } from "./log.ts";
import type { Database } from "./store/database.ts";
import { createDirectorySource } from "./store/directory.ts";

/** What the two runtimes have in different ways. */
export interface World {
  readonly db: Database;
  readonly feishu: FeishuConfig;
  readonly log: Log;
  /** UTC ms: the local Feishu's clock where there is one. */
  readonly now: () => number;
  /** Real milliseconds, for pacing; never moved by a local clock. */
  readonly realNow: () => number;
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly fetch: typeof fetch;
  readonly defer: Deps["defer"];
  readonly turn: Deps["turn"];
}

/** Builds the real dependencies; the only place where the parts meet. */
export function buildDeps(world: World): Deps {
  const { db, feishu, log, now, random, sleep } = world;
  const http = createFeishuHttp({
    baseUrl: feishu.baseUrl,
    appId: feishu.appId,
    appSecret: feishu.appSecret,
    fetch: world.fetch,
    log,
    now: world.realNow,
  });
  return {
    appId: feishu.appId,
    clock: { now },
    ids: createIds(now, random),
    random,
    sleep,
    log,
    db,
    directory: createDirectorySource(db, feishu.appId),
    assistant: createAssistant(),
    feishu: createFeishuClient(http, createPace(world.realNow), sleep),
    keys: { encryptKey: feishu.encryptKey, verificationToken: feishu.verificationToken },
    defer: world.defer,
    turn: world.turn,
  };
}
