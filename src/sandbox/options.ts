import type { SandboxApp, SandboxGalleryEntry, SandboxStory, SandboxTown } from "./protocol.ts";

export interface SandboxOptions {
  /** 0 = any free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  town: SandboxTown;
  /** At least one; the first is "the bot" of the page. */
  apps: readonly SandboxApp[];
  /** Where the bot takes events and card callbacks; null = it comes by long connection, or tells later. */
  eventsUrl: string | null;
  /** The bot's local control base: `/tick`, `/next-due`, `/reset`. Failures are shown, never fatal. */
  controlUrl?: string | null;
  /** Directory that keeps everything over restarts and SIGKILL; null = memory only. */
  dataDir: string | null;
  /** Scenario the page can play. */
  story?: SandboxStory;
  /** Cards of the gallery page; those without `problems` are validated here. */
  gallery?: () => SandboxGalleryEntry[];
  /** Also sends each click as the old, flat `card.action.trigger_v1`, as a leftover card address does (feishu.md 1.5). */
  oldCallbackUrl?: string | null;
  /** Same seed, same ids. Default: random. */
  seed?: string;
  /** Divides the retry waits. Default 1. */
  retryTimeScale?: number;
  /** Source of time in UTC ms (tests may freeze it). Default: the system's. */
  now?: () => number;
  /** 0 ≤ x < 1, for faults and for the choice among several long connections. Default: not predictable. */
  random?: () => number;
  /** Gateway, per-chat and per-message limits on real time. Default true; off for load measurements. */
  rateLimits?: boolean;
  /** Monotonic ms the limits are measured by. Default: real time. */
  limitClock?: () => number;
  /** Sends `{"encrypt": "…"}` with a space, as nothing forbids the platform to do. Default false. */
  spacedBodies?: boolean;
  /** Real ms a delivery or card callback may take. Default 3000, as the platform. */
  answerTimeoutMs?: number;
  /** Real ms a call struck by `apiTimeoutAfterSuccess` hangs before its connection is cut. Default 1000. */
  hangMs?: number;
  /** Ms after which nobody may recall or edit an own message any more. Default 24 h. */
  recallWindowMs?: number;
  /** Real ms a write to a base takes; another one meanwhile is 1254291. Default 0: none ever meets another. */
  bitableWriteMs?: number;
  /** API calls a month before 99991403; default: no quota. */
  monthlyQuota?: number;
  /** Waits the long-connection client is told, in seconds. Default: the platform's 120, 30, 120. */
  longConnection?: { reconnectInterval?: number; reconnectNonce?: number; pingInterval?: number };
  /** Transport of deliveries, for bots that live in the same process. Default: global fetch. */
  fetch?: typeof fetch;
  log?: (line: string) => void;
}
