import type { LearnedExample } from "../assistant/index.ts";
import type { Assistant } from "../assistant/types.ts";
import type { Directory } from "../domain/people/directory.ts";
import type { Ids } from "../ids.ts";
import type { Log } from "../log.ts";
import type { Database } from "../store/database.ts";
import type { Sha256 } from "../store/event-chain.ts";

/** UTC ms. The local Feishu's clock when there is one, else the machine's. */
export interface Clock {
  now(): number;
}

/** The directory in memory, read again when its version in the database has moved. */
export interface DirectorySource {
  /** @param version as read in the same batch as the ticket; null = whatever is in memory, loaded if nothing is. */
  get(version: number | null): Promise<Directory>;
}

/** What people taught by correcting, in memory, read again when its version in the database has moved. */
export interface LearnedSource {
  /** @param version as read in the batch with the message's situation; 0 = nothing was ever learned. */
  refresh(version: number): Promise<void>;
  /** Newest last; the same array until something changes. */
  current(): readonly LearnedExample[];
}

/** What use cases need of the world. */
export interface DeskDeps {
  readonly appId: string;
  readonly clock: Clock;
  readonly ids: Ids;
  /** 0–1. */
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly sha256: Sha256;
  readonly log: Log;
  readonly db: Database;
  readonly directory: DirectorySource;
  /** How long a claimed job, or one its maker sends itself, is nobody else's. Longer than any run; default LEASE_MS. */
  readonly leaseMs?: number;
  readonly assistant: Assistant;
  readonly learned: LearnedSource;
}
