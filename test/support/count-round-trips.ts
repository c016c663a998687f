import { createServer, request } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";

/** One request to the database. */
export interface Trip {
  /** Real ms. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** First words of its statements, for a person who looks why there are so many. */
  readonly about: string;
}

export interface TripCounter {
  /** Address to be used instead of the server's. */
  readonly url: string;
  /** Requests since the last `reset`, in the order they began. */
  readonly trips: readonly Trip[];
  reset(): void;
  close(): Promise<void>;
}

/** A proxy in front of a libSQL server that notes every request; each is one round trip of its client. */
export async function countRoundTrips(target: string): Promise<TripCounter> {
  const to = new URL(target);
  let trips: Trip[] = [];
  const server = createServer((incoming, outgoing) => {
    void pass(incoming, outgoing);
  });

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const startedAt = performance.now();
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
        answer.pipe(outgoing);
        answer.once("end", () => {
          trips.push({ startedAt, endedAt: performance.now(), about: aboutOf(body.toString("utf8")) });
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

/** How many of these had to wait for one before: the length of the longest chain that does not overlap. */
export function inSequence(trips: readonly Trip[]): number {
  let length = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const trip of trips.toSorted((a, b) => a.endedAt - b.endedAt))
    if (trip.startedAt >= end) {
      length += 1;
      end = trip.endedAt;
    }
  return length;
}

/** What a statement does to which table, e.g. `insert jobs`. */
function aboutOf(body: string): string {
  return [...body.matchAll(/"sql":"((?:[^"\\]|\\.)*)"/g)]
    .flatMap(([, escaped = ""]) => {
      const found = /^\s*(select|insert|update|delete)\b[\s\S]*?\b(?:from|into|update)?\s*"(\w+)"/i.exec(
        escaped.replaceAll('\\"', '"'),
      );
      const table = /^\s*select\b[\s\S]*?\bfrom\s+"?(\w+)/i.exec(escaped.replaceAll('\\"', '"'))?.[1] ?? found?.[2];
      return found === null ? [] : [`${(found[1] ?? "").toLowerCase()} ${table ?? ""}`];
    })
    .join(", ");
}
