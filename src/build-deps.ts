import { createAssistant, createEndpoint } from "./assistant/index.ts";
import type { BitableConfig, FeishuConfig, ModelConfig } from "./config.ts";
import type { Deps } from "./deps.ts";
import { createLearnedSource } from "./desk/learning/source.ts";
import type { Learned } from "./desk/learning/source.ts";
import type { Directory } from "./domain/people/directory.ts";
import { createWebCrypto } from "./feishu/inbound/crypto.ts";
import type { DeliveryCrypto } from "./feishu/inbound/crypto.ts";
import { createBaseTable } from "./feishu/outbound/base-table.ts";
import { createFeishuClient } from "./feishu/outbound/client.ts";
import type { FeishuHttp, TenantToken } from "./feishu/outbound/http.ts";
import { createFeishuHttp } from "./feishu/outbound/http.ts";
import type { Pace } from "./feishu/outbound/pace.ts";
import { createPace } from "./feishu/outbound/pace.ts";
import { createIds } from "./ids.ts";
import type { Log } from "./log.ts";
import type { Mirror } from "./mirror/turn.ts";
import type { Database } from "./store/database.ts";
import { createDirectorySource } from "./store/directory.ts";

/** What the two runtimes have in different ways. */
export interface World {
  readonly db: Database;
  readonly feishu: FeishuConfig;
  readonly model?: ModelConfig | null;
  readonly bitable?: BitableConfig | null;
  readonly log: Log;
  /** UTC ms: the local Feishu's clock where there is one. */
  readonly now: () => number;
  /** Real milliseconds, for pacing; never moved by a local clock. */
  readonly realNow: () => number;
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly fetch: typeof fetch;
  /** Default: WebCrypto. */
  readonly crypto?: DeliveryCrypto;
  readonly defer: Deps["defer"];
  readonly turn: Deps["turn"];
  /** Given where these dependencies live shorter than what they remember. */
  readonly memory?: Memory;
}

/**
 * What outlives the dependencies of one request. Plain data only: a Worker may not share a promise or a connection between
 * requests, for it dies with the request that made it.
 */
export interface Memory {
  readonly directory: { value: Directory | null };
  readonly learned: { value: Learned | null };
  readonly token: { value: TenantToken | null };
  readonly bot: { value: string | null };
  readonly pace: Pace;
}

/** @param realNow as in World. */
export function createMemory(realNow: () => number): Memory {
  return {
    directory: { value: null },
    learned: { value: null },
    token: { value: null },
    bot: { value: null },
    pace: createPace(realNow),
  };
}

/** Builds the real dependencies; the only place where the parts meet. */
export function buildDeps(world: World): Deps {
  const { db, feishu, log, now, random, sleep } = world;
  const memory = world.memory ?? createMemory(world.realNow);
  const learned = createLearnedSource(db, memory.learned);
  const delivery = world.crypto ?? createWebCrypto();
  const http = createFeishuHttp({
    baseUrl: feishu.baseUrl,
    appId: feishu.appId,
    appSecret: feishu.appSecret,
    fetch: world.fetch,
    log,
    now: world.realNow,
    token: memory.token,
  });
  return {
    appId: feishu.appId,
    clock: { now },
    ids: createIds(now, random),
    random,
    sleep,
    log,
    db,
    directory: createDirectorySource(db, feishu.appId, memory.directory),
    assistant: createAssistant({
      examples: () => learned.current(),
      model: world.model ? createEndpoint(world.model) : null,
    }),
    learned,
    feishu: createFeishuClient(http, memory.pace, sleep, memory.bot),
    keys: { encryptKey: feishu.encryptKey, verificationToken: feishu.verificationToken },
    crypto: delivery,
    sha256: (text) => delivery.sha256(text),
    mirror: mirrorOf(http, feishu, world.bitable ?? null),
    defer: world.defer,
    turn: world.turn,
  };
}

/** What would be mirrored where; null = nothing. */
function mirrorOf(http: FeishuHttp, feishu: FeishuConfig, bitable: BitableConfig | null): Mirror | null {
  if (bitable === null) return null;
  return {
    target: `${feishu.baseUrl}/${bitable.appToken}/${bitable.tableId}`,
    table: createBaseTable(http, bitable),
    uuid: () => crypto.randomUUID(),
  };
}
