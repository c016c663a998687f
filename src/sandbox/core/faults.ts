import type { SandboxFaults } from "../protocol.ts";

/** Faults that strike (all but the two plain numbers). */
export type FaultSwitch = Exclude<keyof SandboxFaults, "delayMs" | "retryTimeScale">;

export const noFaults = (retryTimeScale: number): SandboxFaults => ({
  duplicateSameEvent: 0,
  duplicateNewEvent: 0,
  duplicateNewMessage: 0,
  reorder: 0,
  delayMs: 0,
  dropAnswer: 0,
  connectionRefused: 0,
  apiServerError: 0,
  apiRateLimited: 0,
  apiChatLimited: 0,
  apiTableLimited: 0,
  apiTableConflict: 0,
  apiTokenExpired: 0,
  apiTimeoutAfterSuccess: 0,
  retryTimeScale,
});

/** The switches. Below 1 a value is a probability; from 1 on it is the number of next occasions, counted down. */
export class Faults {
  readonly #random: () => number;
  readonly #changed: (faults: SandboxFaults) => void;
  #faults: SandboxFaults;

  constructor(initial: SandboxFaults, random: () => number, changed: (faults: SandboxFaults) => void) {
    this.#faults = initial;
    this.#random = random;
    this.#changed = changed;
  }

  get all(): SandboxFaults {
    return { ...this.#faults };
  }

  set(change: Partial<SandboxFaults>): SandboxFaults {
    this.#faults = { ...this.#faults, ...change };
    this.#changed(this.all);
    return this.all;
  }

  /** Whether the fault strikes at this occasion. */
  strikes(name: FaultSwitch): boolean {
    const value = this.#faults[name];
    if (value <= 0) return false;
    if (value < 1) return this.#random() < value;
    this.set({ [name]: Math.max(0, value - 1) });
    return true;
  }
}
