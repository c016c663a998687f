import { randomInt } from "node:crypto";
import { join } from "node:path";
import type { SandboxApp, SandboxFaults, SandboxTown } from "../protocol.ts";
import type { SandboxOptions } from "../options.ts";
import type { Blobs } from "./blobs.ts";
import type { MessageRecord } from "./records.ts";
import type { Tables } from "./tables.ts";
import { directoryBlobs, memoryBlobs } from "./blobs.ts";
import { SandboxClock, systemNow } from "./clock.ts";
import { Faults, noFaults } from "./faults.ts";
import { Hub } from "./hub.ts";
import { Ids } from "./ids.ts";
import { openTables } from "./tables.ts";
import { WireLog } from "./wire.ts";

/** A platform event on its way to one app. */
export interface OutgoingEvent {
  appId: string;
  eventType: string;
  /** v1 only for `p2p_chat_create`. */
  envelope?: "v1" | "v2";
  event: Record<string, unknown>;
  /** Events of one lane go out in order; default: the app's own lane. */
  lane?: string;
}

/** Everything the parts of the local Feishu share. */
export interface Platform {
  readonly town: SandboxTown;
  readonly apps: readonly SandboxApp[];
  readonly tables: Tables;
  readonly blobs: Blobs;
  readonly clock: SandboxClock;
  readonly ids: Ids;
  readonly hub: Hub;
  readonly wire: WireLog;
  readonly faults: Faults;
  readonly random: () => number;
  readonly settings: {
    rateLimits: boolean;
    spacedBodies: boolean;
    answerTimeoutMs: number;
    hangMs: number;
    recallWindowMs: number;
    monthlyQuota: number | null;
    bitableWriteMs: number;
  };
  readonly fetch: typeof fetch;
  readonly log: (line: string) => void;
  /** Messages of each chat, oldest first; memory only. */
  readonly byChat: Map<string, MessageRecord[]>;
  /** Open card callbacks per message: while > 0 the card is locked (11310). */
  readonly cardLocks: Map<string, number>;
  /** Set by the outbox. */
  emit: (event: OutgoingEvent) => void;
}

/** Random number 0 ≤ x < 1 without `Math.random`, so that a test can put its own in place. */
const systemRandom = (): number => randomInt(2 ** 32) / 2 ** 32;

/** Copies the town into empty tables. */
const seedTown = (platform: Platform): void => {
  const { town, tables, apps, clock } = platform;
  const first = apps[0]?.appId ?? "";
  for (const person of town.people) tables.people.put(person.openId, { ...person, openedBots: [] });
  for (const group of town.groups) {
    tables.chats.put(group.chatId, {
      chatId: group.chatId,
      kind: "group",
      name: group.name,
      description: "",
      ...(group.ownerOpenId === undefined ? { ownerAppId: first } : { ownerOpenId: group.ownerOpenId }),
      managers: [],
      members: [...group.memberOpenIds],
      bots: group.withBot === false ? [] : [first],
      external: group.external ?? false,
      messageType: group.messageType ?? "chat",
      chatType: "private",
      status: "normal",
      settings: {},
      createdAt: clock.now(),
    });
  }
};

const rebuildIndex = (platform: Platform): void => {
  platform.byChat.clear();
  for (const message of platform.tables.messages.values()) {
    const list = platform.byChat.get(message.chatId);
    if (list === undefined) platform.byChat.set(message.chatId, [message]);
    else list.push(message);
  }
  for (const list of platform.byChat.values()) list.sort((a, b) => a.seq - b.seq);
};

/** Opens (or makes) the state of a local Feishu. */
export const openPlatform = (options: SandboxOptions): Platform => {
  const tables = openTables(options.dataDir);
  const hub = new Hub();
  const { meta } = tables;
  const seed = options.seed ?? meta.get("seed")?.toString() ?? String(randomInt(2 ** 47));
  if (meta.get("seed") !== seed) meta.put("seed", seed);
  const clock = new SandboxClock(options.now ?? systemNow, Number(meta.get("offset") ?? 0), (offset) => {
    meta.put("offset", offset);
    hub.push({ type: "clock", now: clock.now() });
  });
  const ids = new Ids(seed, Number(meta.get("ids") ?? 0), (upTo) => void meta.put("ids", upTo));
  const random = options.random ?? systemRandom;
  const announce = (faults: SandboxFaults): void => hub.push({ type: "faults", faults });
  const platform: Platform = {
    town: options.town,
    apps: options.apps,
    tables,
    blobs: options.dataDir === null ? memoryBlobs() : directoryBlobs(join(options.dataDir, "files")),
    clock,
    ids,
    hub,
    wire: new WireLog(hub),
    faults: new Faults(noFaults(options.retryTimeScale ?? 1), random, announce),
    random,
    settings: {
      rateLimits: options.rateLimits ?? true,
      spacedBodies: options.spacedBodies ?? false,
      answerTimeoutMs: options.answerTimeoutMs ?? 3000,
      hangMs: options.hangMs ?? 1000,
      recallWindowMs: options.recallWindowMs ?? 24 * 3_600_000,
      monthlyQuota: options.monthlyQuota ?? null,
      bitableWriteMs: options.bitableWriteMs ?? 0,
    },
    fetch: options.fetch ?? fetch,
    log: options.log ?? (() => {}),
    byChat: new Map(),
    cardLocks: new Map(),
    emit: () => {},
  };
  if (tables.people.size === 0) seedTown(platform);
  rebuildIndex(platform);
  return platform;
};

/** Back to the town as it was on the first day; ids go on, so that nothing is confused with the past. */
export const emptyPlatform = (platform: Platform): void => {
  const { tables } = platform;
  for (const table of [
    tables.people,
    tables.chats,
    tables.messages,
    tables.reads,
    tables.files,
    tables.cardTokens,
    tables.deliveries,
    tables.once,
    tables.cardEntities,
    tables.things,
    tables.batches,
  ]) {
    table.clear();
  }
  platform.blobs.clear();
  platform.wire.clear();
  platform.cardLocks.clear();
  seedTown(platform);
  rebuildIndex(platform);
};
