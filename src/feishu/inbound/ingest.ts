import type { Database } from "../../store/database.ts";
import type { InboundRow } from "../../store/inbound.ts";
import { storeInbound } from "../../store/inbound.ts";
import type { NewJob } from "../../store/jobs.ts";

export interface Arrival {
  readonly row: InboundRow;
  readonly job: NewJob;
}

/** Stores arrivals durably; many at once share one transaction, and with it one flush to the disk. */
export interface Ingest {
  /** Resolves when the arrival is durable. @throws when it could not be stored: then it must not be acknowledged. */
  store(arrival: Arrival): Promise<void>;
}

interface Waiting {
  readonly arrival: Arrival;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const MOST_AT_ONCE = 256;

/** @param turn lets other requests of the event loop come in before the transaction starts. */
export function createIngest(db: Database, turn: () => Promise<void>): Ingest {
  let waiting: Waiting[] = [];
  let running = false;

  async function work(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      await turn();
      const batch = waiting.slice(0, MOST_AT_ONCE);
      waiting = waiting.slice(MOST_AT_ONCE);
      try {
        await storeInbound(
          db,
          batch.map(({ arrival }) => arrival),
        );
        for (const { resolve } of batch) resolve();
      } catch (error) {
        await oneByOne(batch, error);
      }
    }
    running = false;
  }

  /** One bad arrival must not take the others with it. */
  async function oneByOne(batch: readonly Waiting[], error: unknown): Promise<void> {
    if (batch.length === 1) return batch[0]?.reject(error);
    for (const { arrival, resolve, reject } of batch) await storeInbound(db, [arrival]).then(resolve, reject);
  }

  return {
    store: (arrival) =>
      new Promise((resolve, reject) => {
        waiting.push({ arrival, resolve, reject });
        // `work` rejects nothing: every failure goes to its own arrival.
        if (!running) void work();
      }),
  };
}
