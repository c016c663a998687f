import { Connection } from "./connection.ts";

export interface Load {
  readonly perSecond: number;
  /** ms from the moment a request was due to its whole answer. */
  readonly latencies: readonly number[];
}

/** As fast as `connections` at once get answers. @throws when one is not 200: a refused request costs nothing. */
export async function atFullSpeed(port: number, requests: readonly Buffer[], connections: number): Promise<Load> {
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(port)));
  const latencies: number[] = [];
  let next = 0;
  const began = performance.now();
  await Promise.all(
    open.map(async (connection) => {
      for (;;) {
        const request = requests[next];
        next += 1;
        if (request === undefined) return connection.close();
        const sent = performance.now();
        mustBeOk(await connection.send(request));
        latencies.push(performance.now() - sent);
      }
    }),
  );
  return { perSecond: (1000 * requests.length) / (performance.now() - began), latencies };
}

/** At a steady rate, whether or not answers keep up; a late answer is counted from when its request was due. */
export async function atRate(port: number, requests: readonly Buffer[], perSecond: number): Promise<Load> {
  const idle = await Promise.all(Array.from({ length: 16 }, () => Connection.open(port)));
  const latencies: number[] = [];
  const running: Promise<void>[] = [];
  const began = performance.now();
  for (const [i, request] of requests.entries()) {
    const due = began + (1000 * i) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    running.push(one(request, due));
  }
  await Promise.all(running);
  for (const connection of idle) connection.close();
  return { perSecond: (1000 * requests.length) / (performance.now() - began), latencies };

  async function one(request: Buffer, due: number): Promise<void> {
    const connection = idle.pop() ?? (await Connection.open(port));
    mustBeOk(await connection.send(request));
    latencies.push(performance.now() - due);
    idle.push(connection);
  }
}

function mustBeOk(status: number): void {
  if (status !== 200) throw new Error(`a request was answered ${status}`);
}
