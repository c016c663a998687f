import type { SandboxApp } from "../protocol.ts";
import type { OutgoingEvent, Platform } from "../core/platform.ts";
import type { DeliveryRecord } from "../core/records.ts";
import type { PushOutcome } from "./push.ts";
import type { Receivers } from "./receivers.ts";
import { realMs } from "../core/clock.ts";
import { appById } from "../model/people.ts";
import { duplicatesOf } from "./duplicates.ts";
import { eventBody } from "./envelope.ts";
import { pushProblem } from "./push.ts";

/** Waits before retry 1–4 in ms: 15 s, 5 min, 1 h, 6 h (feishu.md 1.1); after that the event is lost. */
const RETRY_WAITS = [15_000, 300_000, 3_600_000, 21_600_000] as const;
/** Longest real ms a reordered event is held back when no other event comes to overtake it. */
const HOLD_MS = 1000;
/** Node's timers overflow beyond 2^31 ms and would fire at once. */
const TIMER_MAX = 2 ** 31 - 1;

/** Pushes events to the bots: in order per lane, retried on the platform's schedule, faulty on request. */
export class Outbox {
  readonly #platform: Platform;
  readonly #receivers: Receivers;
  readonly #busyLanes = new Set<string>();
  readonly #inFlight = new Set<string>();
  /** Events that found nobody; they go out as soon as a receiver appears. */
  readonly #stranded = new Set<string>();
  /** Event held back by the reorder fault, per app. */
  readonly #held = new Map<string, { record: DeliveryRecord; timer: NodeJS.Timeout }>();
  readonly #idleWaiters = new Set<() => void>();
  #timer: NodeJS.Timeout | null = null;
  #closed = false;
  lastOkAt: number | null = null;
  lastError: string | null = null;

  constructor(platform: Platform, receivers: Receivers) {
    this.#platform = platform;
    this.#receivers = receivers;
    platform.emit = (event) => this.#accept(event);
  }

  get pending(): number {
    return this.#platform.tables.deliveries.size;
  }

  /** Sends what is due; called after the clock moved, an address was set, or a bot connected. */
  poke(): void {
    if (this.#closed) return;
    const now = this.#platform.clock.now();
    let next = Number.POSITIVE_INFINITY;
    const blocked = new Set<string>();
    for (const record of this.#platform.tables.deliveries.values()) {
      if (this.#inFlight.has(record.id) || this.#isHeld(record)) continue;
      if (record.dueAt > now) next = Math.min(next, record.dueAt);
      else if (!this.#busyLanes.has(record.lane) && !blocked.has(record.lane)) {
        blocked.add(record.lane);
        void this.#attempt(record);
      }
    }
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (next < Number.POSITIVE_INFINITY) {
      this.#timer = setTimeout(() => this.poke(), Math.min(Math.max(1, next - now), TIMER_MAX));
      this.#timer.unref();
    }
    this.#tellIdle();
  }

  /** An address was set or a bot has connected: what found nobody before floods in (feishu.md 5.3). */
  receiverAppeared(): void {
    const { tables, clock } = this.#platform;
    for (const id of this.#stranded) {
      const record = tables.deliveries.get(id);
      if (record !== undefined)
        tables.deliveries.put(id, { ...record, attempts: record.attempts - 1, dueAt: clock.now() });
    }
    this.#stranded.clear();
    this.poke();
  }

  /** Resolves when nothing is in flight and nothing is due now (waits of later retries do not count). */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#idleWaiters.add(resolve);
      this.poke();
    });
  }

  /** Forgets what was waiting (reset). */
  clear(): void {
    for (const { timer } of this.#held.values()) clearTimeout(timer);
    this.#held.clear();
    this.#platform.tables.deliveries.clear();
  }

  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const { timer } of this.#held.values()) clearTimeout(timer);
    for (const resolve of this.#idleWaiters) resolve();
  }

  #isHeld(record: DeliveryRecord): boolean {
    return this.#held.get(record.appId)?.record.id === record.id;
  }

  #accept(event: OutgoingEvent): void {
    const { faults, clock, ids, tables } = this.#platform;
    const now = clock.now();
    const record: DeliveryRecord = {
      id: ids.next("", 16),
      appId: event.appId,
      eventId: ids.next(""),
      eventType: event.eventType,
      envelope: event.envelope ?? "v2",
      event: event.event,
      createdAt: now,
      attempts: 0,
      dueAt: now + faults.all.delayMs,
      lane: event.lane ?? event.appId,
    };
    for (const one of [record, ...duplicatesOf(this.#platform, record)]) tables.deliveries.put(one.id, one);
    if (!this.#held.has(event.appId) && faults.strikes("reorder")) {
      const timer = setTimeout(() => this.#release(event.appId), HOLD_MS);
      this.#held.set(event.appId, { record: { ...record }, timer });
    }
    // After the caller has finished its own work, as the platform's push never comes before the API's answer is made.
    setImmediate(() => this.poke());
  }

  #release(appId: string): void {
    const held = this.#held.get(appId);
    if (held === undefined) return;
    clearTimeout(held.timer);
    this.#held.delete(appId);
    this.poke();
  }

  async #attempt(record: DeliveryRecord): Promise<void> {
    const app = appById(this.#platform, record.appId);
    if (app === undefined) {
      this.#platform.tables.deliveries.delete(record.id);
      return;
    }
    this.#inFlight.add(record.id);
    this.#busyLanes.add(record.lane);
    try {
      await this.#send(app, record);
    } finally {
      this.#inFlight.delete(record.id);
      this.#busyLanes.delete(record.lane);
      if (this.#held.get(record.appId)?.record.id !== record.id) this.#release(record.appId);
      this.poke();
    }
  }

  async #send(app: SandboxApp, record: DeliveryRecord): Promise<void> {
    const { faults, clock, wire, tables } = this.#platform;
    const event = this.#currentEvent(record);
    const payload = eventBody(this.#platform, app, { ...record, event });
    const started = realMs();
    const outcome: PushOutcome = faults.strikes("connectionRefused")
      ? { kind: "refused", error: "ECONNREFUSED (injected)" }
      : await this.#receivers.send(app, "event", payload);
    if (this.#closed) return;
    const dropped = outcome.kind === "answered" && outcome.status === 200 && faults.strikes("dropAnswer");
    const problem = dropped ? "answer dropped (injected)" : pushProblem(outcome);
    wire.add({
      at: clock.now(),
      kind: "event",
      name: record.eventType,
      status: outcome.kind === "answered" ? outcome.status : 0,
      latencyMs: realMs() - started,
      request: payload,
      response: outcome.kind === "answered" ? outcome.body : null,
      ...(problem === null ? {} : { error: problem }),
    });
    // A reset may have forgotten the event meanwhile.
    if (tables.deliveries.get(record.id) === undefined) return;
    if (problem === null) {
      this.lastOkAt = clock.now();
      tables.deliveries.delete(record.id);
      return;
    }
    this.lastError = problem;
    const wait = RETRY_WAITS[record.attempts];
    if (wait === undefined) {
      this.#platform.log(`event ${record.eventId} (${record.eventType}) given up: ${problem}`);
      tables.deliveries.delete(record.id);
      return;
    }
    if (outcome.kind === "no-receiver") this.#stranded.add(record.id);
    const scale = Math.max(faults.all.retryTimeScale, Number.MIN_VALUE);
    tables.deliveries.put(record.id, {
      ...record,
      attempts: record.attempts + 1,
      dueAt: clock.now() + Math.round(wait / scale),
    });
  }

  /** Content is empty when the message was taken back before the push (feishu.md 2.1). */
  #currentEvent(record: DeliveryRecord): Record<string, unknown> {
    if (record.eventType !== "im.message.receive_v1") return record.event;
    const message = record.event["message"] as Record<string, unknown>;
    const known = this.#platform.tables.messages.get(String(message["message_id"]));
    return known?.recalledAt === undefined ? record.event : { ...record.event, message: { ...message, content: "" } };
  }

  #tellIdle(): void {
    if (this.#idleWaiters.size === 0 || this.#inFlight.size > 0 || this.#held.size > 0) return;
    const now = this.#platform.clock.now();
    for (const record of this.#platform.tables.deliveries.values()) if (record.dueAt <= now) return;
    const waiters = [...this.#idleWaiters];
    this.#idleWaiters.clear();
    for (const resolve of waiters) resolve();
  }
}
