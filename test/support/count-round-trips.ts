import { createServer, request } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";

/** One request to the database. */
export interface Trip {
  /** Real ms. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** What its statements do to which tables, for a person who looks why there are so many. */
  readonly about: string;
  /** The server said that somebody else was writing. */
  readonly busy: boolean;
}

export interface TripCounter {
  /** Address to be used instead of the server's. */
  readonly url: string;
  /** Requests since the last `reset`, in the order they began. */
  readonly trips: readonly Trip[];
  /** Requests not answered yet. */
  readonly waiting: number;
  reset(): void;
  close(): Promise<void>;
}

/** A proxy in front of a libSQL server that notes every request; each is one round trip of its client. */
export async function countRoundTrips(target: string): Promise<TripCounter> {
  const to = new URL(target);
  let trips: Trip[] = [];
  let waiting = 0;
  const server = createServer((incoming, outgoing) => {
    void pass(incoming, outgoing);
  });

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const startedAt = performance.now();
    waiting += 1;
    outgoing.once("close", () => {
      waiting -= 1;
    });
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const forwarded = request(
      {
        host: to.hostname,
        port: to.port,
        path: incoming.url,
        method: incoming.method,
        headers: { ...incoming.headers, host: to.host },
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        let words = "";
        answer.setEncoding("utf8").on("data", (text: string) => {
          words += text;
          outgoing.write(text);
        });
        answer.once("end", () => {
          const about = aboutOf(body.toString("utf8"));
          trips.push({ startedAt, endedAt: performance.now(), about, busy: words.includes("SQLITE_BUSY") });
          outgoing.end();
        });
      },
    );
    forwarded.once("error", () => {
      outgoing.writeHead(502).end();
    });
    forwarded.end(body);
  }

  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    get trips() {
      return trips.toSorted((a, b) => a.startedAt - b.startedAt);
    },
    get waiting() {
      return waiting;
    },
    reset() {
      trips = [];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The round trips of one thing that somebody did. */
export interface Counted {
  /** How many had to wait for one before, until what he waited for was there. */
  readonly inSequence: number;
  readonly trips: readonly Trip[];
  /** Real ms. */
  readonly elapsedMs: number;
}

/** An earlier request's look for due work; nobody waits for it. */
const isBackground = (trip: Trip): boolean => trip.about === "select jobs";

/**
 * Counts from `act` until the local Feishu pushes what `done` accepts, e.g. the receipt's card on its way to the page. No
 * other message or press may be under way.
 * @param subscribe `sandbox.control.subscribe`.
 */
export async function roundTripsUntil<P>(
  counter: TripCounter,
  subscribe: (listener: (push: P) => void) => () => void,
  act: () => void,
  done: (push: P) => boolean,
): Promise<Counted> {
  counter.reset();
  const startedAt = performance.now();
  const endedAt = await new Promise<number>((resolve) => {
    const stop = subscribe((push) => {
      if (!done(push)) return;
      stop();
      resolve(performance.now());
    });
    act();
  });
  const trips = counter.trips.filter((trip) => trip.endedAt <= endedAt && !isBackground(trip));
  return { inSequence: inSequence(trips), trips, elapsedMs: endedAt - startedAt };
}

/** How many of these had to wait for one before: the length of the longest chain that does not overlap. */
function inSequence(trips: readonly Trip[]): number {
  let length = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const trip of trips.toSorted((a, b) => a.endedAt - b.endedAt))
    if (trip.startedAt >= end) {
      length += 1;
      end = trip.endedAt;
    }
  return length;
}

/** What each statement does to which table, e.g. `insert jobs`. */
function aboutOf(body: string): string {
  return [...body.matchAll(/"sql":"((?:[^"\\]|\\.)*)"/g)]
    .flatMap(([, escaped = ""]) => {
      const sql = escaped.replaceAll(/\\n/g, " ").replaceAll(/[\\"]/g, "");
      const found =
        /^\s*(insert) into (\w+)|^\s*(update) (\w+)|^\s*(delete) from (\w+)|^\s*(select) .*? from (\w+)/i.exec(sql) ??
        /^\s*with\b.*?\b(insert) into (\w+)/i.exec(sql);
      return found === null ? [] : [found.slice(1).filter(Boolean).join(" ").toLowerCase()];
    })
    .join(", ");
}
