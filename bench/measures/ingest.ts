import { deliveries, requestBytes } from "../support/events.ts";
import { startProcess } from "../support/child.ts";
import { atFullSpeed } from "../support/load.ts";
import type { Measure } from "../support/measure.ts";
import { compared } from "../support/measure.ts";
import { inFolder } from "../support/office.ts";
import { median, span } from "../support/stats.ts";

const CONNECTIONS = 64;

export const ingest: Measure = {
  name: "ingest",
  about: "signed, encrypted events stored durably and answered, against the SDK's adapter that stores nothing",
  run: (context) =>
    inFolder(async (dir) => {
      const desk = await startProcess(new URL("../processes/ingest-desk.ts", import.meta.url), [dir]);
      const sdk = await startProcess(new URL("../processes/sdk-adapter.ts", import.meta.url), []);
      try {
        const rounds = context.quick ? 3 : 7;
        const count = context.quick ? 4000 : 8000;
        const ours: number[] = [];
        const theirs: number[] = [];
        // The first round warms both up and is not counted.
        for (let round = 0; round <= rounds; round += 1) {
          const requests = deliveries(count, Date.now()).map(requestBytes);
          const mine = await atFullSpeed(desk.port, requests, CONNECTIONS);
          const other = await atFullSpeed(sdk.port, requests, CONNECTIONS);
          context.say(
            `ingest ${round}/${rounds}: ${mine.perSecond.toFixed(0)}/s, adapter ${other.perSecond.toFixed(0)}/s`,
          );
          if (round === 0) continue;
          ours.push(mine.perSecond);
          theirs.push(other.perSecond);
        }
        const ratios = ours.map((value, i) => value / (theirs[i] ?? Number.NaN));
        const note =
          `${CONNECTIONS} connections, ${rounds} rounds of ${count} in turn, median; database file, synchronous=FULL; ` +
          `work after the answer left undone; ratio of single rounds ${span(ratios, 2)}`;
        const measured = { name: "ingest_throughput", value: median(ours), unit: "requests/s", note };
        return [compared(measured, median(theirs), "SDK adaptDefault on node:http, storing nothing", { atLeast: 0.5 })];
      } finally {
        await Promise.all([desk.stop(), sdk.stop()]);
      }
    }),
};
