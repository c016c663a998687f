import { createHash } from "node:crypto";

/** Ids reserved at once, so that the journal gets one line per block and not one per id. */
const BLOCK = 1000;

export const sha256Hex = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Ids that look like the platform's, are never given twice (also over restarts) and repeat with the same seed. */
export class Ids {
  readonly #seed: string;
  readonly #reserve: (upTo: number) => void;
  #next: number;
  #reserved: number;

  constructor(seed: string, start: number, reserve: (upTo: number) => void) {
    this.#seed = seed;
    this.#next = start;
    this.#reserved = start;
    this.#reserve = reserve;
  }

  /** `prefix` + `length` hex digits, e.g. `om_` + 32. */
  next(prefix: string, length = 32): string {
    return prefix + sha256Hex(`${this.#seed}/${prefix}/${this.number()}`).slice(0, length);
  }

  /** A rising number, unique in this sandbox. */
  number(): number {
    this.#next += 1;
    if (this.#next > this.#reserved) {
      this.#reserved = this.#next + BLOCK;
      this.#reserve(this.#reserved);
    }
    return this.#next;
  }
}
