import type { SandboxWire } from "../protocol.ts";
import type { Hub } from "./hub.ts";

/** Entries kept; older ones fall out. */
const RING = 1000;
/** Longest string kept of a body (characters); a picture in base64 must not fill the log. */
const TEXT_MAX = 20_000;

const shorten = (value: unknown): unknown =>
  typeof value === "string" && value.length > TEXT_MAX ? `${value.slice(0, TEXT_MAX)}…` : value;

/** The last events, callbacks and API calls, oldest first. */
export class WireLog {
  readonly #hub: Hub;
  #entries: SandboxWire[] = [];
  #seq = 0;

  constructor(hub: Hub) {
    this.#hub = hub;
  }

  add(entry: Omit<SandboxWire, "seq">): void {
    this.#seq += 1;
    const kept: SandboxWire = {
      ...entry,
      seq: this.#seq,
      latencyMs: Math.round(entry.latencyMs * 10) / 10,
      request: shorten(entry.request),
      response: shorten(entry.response),
    };
    this.#entries.push(kept);
    if (this.#entries.length > RING * 1.25) this.#entries = this.#entries.slice(-RING);
    this.#hub.push({ type: "wire", entry: kept });
  }

  after(seq: number): SandboxWire[] {
    return this.#entries.filter((entry) => entry.seq > seq);
  }

  clear(): void {
    this.#entries = [];
  }
}
