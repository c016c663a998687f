import { CODES, Refused } from "./codes.ts";

/** Sliding window of real time: at most `limit` hits in `windowMs`. */
class Windows {
  readonly #hits = new Map<string, number[]>();
  readonly #limit: number;
  readonly #windowMs: number;

  constructor(limit: number, windowMs: number) {
    this.#limit = limit;
    this.#windowMs = windowMs;
  }

  /** Counts a hit; returns 0, or the ms until there is room again (the hit then does not count). */
  hit(key: string, now: number): number {
    const from = now - this.#windowMs;
    const hits = (this.#hits.get(key) ?? []).filter((at) => at > from);
    this.#hits.set(key, hits);
    if (hits.length >= this.#limit) return (hits[0] ?? now) + this.#windowMs - now;
    hits.push(now);
    return 0;
  }
}

/** Rate limits on real time (feishu.md 3.3). Keys live as long as the sandbox; a town has few. */
export class RateLimits {
  readonly #now: () => number;
  readonly #on: boolean;
  readonly #perSecond = new Map<number, Windows>();
  readonly #perMinute = new Windows(1000, 60_000);
  readonly #perChat = new Windows(5, 1000);
  readonly #perEntity = new Windows(10, 1000);
  readonly #perEphemeralChat = new Windows(40, 1000);
  #month = "";
  #calls = 0;

  constructor(now: () => number, on: boolean) {
    this.#now = now;
    this.#on = on;
  }

  /** API × app: 50/s (some APIs less) and 1000/min, either trips. @throws Refused 99991400 with the gateway's headers */
  gateway(key: string, perSecond = 50): void {
    if (!this.#on) return;
    const now = this.#now();
    const seconds = this.#perSecond.get(perSecond) ?? new Windows(perSecond, 1000);
    this.#perSecond.set(perSecond, seconds);
    const second = seconds.hit(key, now);
    const minute = second > 0 ? 0 : this.#perMinute.hit(key, now);
    if (second > 0 || minute > 0) throw rateLimited(second > 0 ? perSecond : 1000, Math.ceil((second + minute) / 1000));
  }

  /** 5/s to one person, one group, or one patched message. */
  chatAllows(key: string): boolean {
    return !this.#on || this.#perChat.hit(key, this.#now()) === 0;
  }

  /** 10 operations/s per card entity. */
  entityAllows(cardId: string): boolean {
    return !this.#on || this.#perEntity.hit(cardId, this.#now()) === 0;
  }

  /** 40/s ephemeral cards per group. */
  ephemeralAllows(chatId: string): boolean {
    return !this.#on || this.#perEphemeralChat.hit(chatId, this.#now()) === 0;
  }

  /** Calls of a month (`YYYY-MM`) against a quota; false when it is used up. */
  quotaAllows(month: string, quota: number): boolean {
    if (this.#month !== month) {
      this.#month = month;
      this.#calls = 0;
    }
    this.#calls += 1;
    return this.#calls <= quota;
  }
}

/** 99991400 with the window's size and the seconds to wait. */
export const rateLimited = (limit: number, seconds: number): Refused =>
  new Refused(99991400, CODES[99991400], {
    headers: { "x-ogw-ratelimit-limit": String(limit), "x-ogw-ratelimit-reset": String(Math.max(1, seconds)) },
  });
