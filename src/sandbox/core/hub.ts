import type { SandboxPush } from "../protocol.ts";

/** Who listens to what happens (pages over SSE, tests in process). */
export class Hub {
  readonly #listeners = new Set<(push: SandboxPush) => void>();

  /** @returns the function that ends the subscription */
  subscribe(listener: (push: SandboxPush) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  push(push: SandboxPush): void {
    for (const listener of this.#listeners) listener(push);
  }
}
