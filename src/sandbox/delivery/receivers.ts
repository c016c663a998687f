import type { SandboxApp } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { PushOutcome } from "./push.ts";
import { postWebhook } from "./push.ts";

/** The long connections of all apps, as far as delivery needs to know. */
export interface LongConnections {
  /** null: nobody is connected. */
  push(appId: string, kind: "event" | "card", payload: Record<string, unknown>): Promise<PushOutcome> | null;
}

/** Where each app takes what the platform has for it. */
export class Receivers {
  readonly #platform: Platform;
  readonly #urls = new Map<string, string>();
  /** Leftover address of the old card callback. */
  #oldCallbackUrl: string | null = null;
  #long: LongConnections = { push: () => null };

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  setUrl(appId: string, url: string | null): void {
    if (url === null) this.#urls.delete(appId);
    else this.#urls.set(appId, url);
  }

  url(appId: string): string | null {
    return this.#urls.get(appId) ?? null;
  }

  get oldCallbackUrl(): string | null {
    return this.#oldCallbackUrl;
  }

  setOldCallbackUrl(url: string | null): void {
    this.#oldCallbackUrl = url;
  }

  setLongConnections(long: LongConnections): void {
    this.#long = long;
  }

  /** Sends by webhook when the app has an address, else over one of its long connections (plaintext, unsigned). */
  async send(app: SandboxApp, kind: "event" | "card", payload: Record<string, unknown>): Promise<PushOutcome> {
    const url = this.url(app.appId);
    if (url !== null) {
      const timeoutMs = this.#platform.settings.answerTimeoutMs;
      return postWebhook(this.#platform, app, { url, payload, signed: true, timeoutMs });
    }
    return (await this.#long.push(app.appId, kind, payload)) ?? { kind: "no-receiver" };
  }
}
