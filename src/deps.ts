import type { DeskDeps } from "./desk/deps.ts";
import type { FeishuClient } from "./feishu/outbound/client.ts";
import type { DeliveryCrypto } from "./feishu/inbound/crypto.ts";
import type { VerifyKeys } from "./feishu/inbound/verify.ts";
import type { Mirror } from "./mirror/turn.ts";

/** Everything the product needs of the world; built once by an entry, never looked up. */
export interface Deps extends DeskDeps {
  readonly feishu: FeishuClient;
  readonly keys: VerifyKeys;
  readonly crypto: DeliveryCrypto;
  /** Null = tickets are mirrored nowhere. */
  readonly mirror: Mirror | null;
  /** Work after the answer: kept alive by the runtime where it would otherwise stop (waitUntil). What matters is stored before. */
  readonly defer: (work: () => Promise<void>) => void;
  /** Lets other work of the event loop go first, so that arrivals gather; at once where that makes no sense. */
  readonly turn: () => Promise<void>;
  /**
   * Decides messages one after the other where one process takes them all in: two at once would take the same number for a
   * ticket, and one would have to decide again; a hundred at once would do little else. Absent where requests share nothing.
   */
  readonly inTurn?: <T>(work: () => Promise<T>) => Promise<T>;
}
