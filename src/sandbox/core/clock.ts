/** Wall time in UTC ms; the one place of the local Feishu that reads it. */
export const systemNow = (): number => new Date().getTime();

/** Monotonic real milliseconds, for latencies and rate windows that must not follow a moved clock. */
export const realMs = (): number => performance.now();

/** Sandbox clock: a source (real or frozen) plus an offset that survives restarts. All values UTC ms. */
export class SandboxClock {
  readonly #source: () => number;
  readonly #onMove: (offset: number) => void;
  #offset: number;

  constructor(source: () => number, offset: number, onMove: (offset: number) => void) {
    this.#source = source;
    this.#offset = offset;
    this.#onMove = onMove;
  }

  get offset(): number {
    return this.#offset;
  }

  now(): number {
    return this.#source() + this.#offset;
  }

  /** Moves by `ms` (may be negative). */
  advance(ms: number): number {
    return this.#move(this.#offset + ms);
  }

  set(to: number): number {
    return this.#move(to - this.#source());
  }

  /** Back to the source's own time. */
  real(): number {
    return this.#move(0);
  }

  #move(offset: number): number {
    this.#offset = Math.round(offset);
    this.#onMove(this.#offset);
    return this.now();
  }
}
