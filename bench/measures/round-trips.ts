import type { Client } from "@libsql/client";
import { drizzle } from "drizzle-orm/libsql";
import type { Database } from "../../src/store/database.ts";
import { deskInProcess } from "../support/desk.ts";
import { MATTERS, managerAt, textDelivery } from "../support/events.ts";
import type { Measure } from "../support/measure.ts";
import { limited } from "../support/measure.ts";
import { inFolder, openTown } from "../support/office.ts";

/** Who writes what; each on top of those before. */
const SCRIPT = [
  { about: "a new matter", openId: managerAt(0), text: MATTERS[0] },
  { about: "an unknown person", openId: "ou_demo_new2", text: MATTERS[2] },
  { about: "a supplement", openId: managerAt(0), text: "补充一下,是3号到9号厂房都停了" },
  { about: "how is it going", openId: managerAt(0), text: "我的事办得怎么样了" },
  { about: "a cadre's list", openId: "ou_demo_c29", text: "我的待办" },
] as const;

export const roundTrips: Measure = {
  name: "round-trips",
  about: "database round trips, one after the other, from a message to the first card or answer sent",
  run: (context) =>
    inFolder(async (dir) => {
      const file = await openTown(dir);
      const trips: Trip[] = [];
      let answeredAt: number | null = null;
      const desk = await deskInProcess({
        db: drizzle(noting(file.$client, trips)) as Database,
        onCall: (url) => {
          if (url.includes("/im/v1/messages")) answeredAt ??= performance.now();
        },
      });
      const counts: { about: string; count: number }[] = [];
      for (const { about, openId, text } of SCRIPT) {
        answeredAt = null;
        trips.length = 0;
        await desk.deliver(textDelivery(openId, text, Date.now()));
        const count = inSequence(trips, answeredAt ?? Number.POSITIVE_INFINITY);
        context.say(`round-trips: ${about} ${count}${answeredAt === null ? " (never answered)" : ""}`);
        counts.push({ about, count });
      }
      file.$client.close();
      const each = counts.map(({ about, count }) => `${about} ${count}`).join(", ");
      const note = `${each}; what follows for the same person waits for one more each`;
      const value = Math.max(...counts.map(({ count }) => count));
      return [limited({ name: "round_trips_per_message", value, unit: "round trips", note }, 4)];
    }),
};

interface Trip {
  readonly from: number;
  readonly to: number;
}

/** Every request to the database with when it began and ended, retries counted as one. */
function noting(client: Client, trips: Trip[]): Client {
  return new Proxy(client, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== "function") return value;
      if (property !== "execute" && property !== "batch") return value.bind(target) as unknown;
      return async (...args: unknown[]) => {
        const from = performance.now();
        const result: unknown = await (value as (...all: unknown[]) => unknown).apply(target, args);
        trips.push({ from, to: performance.now() });
        return result;
      };
    },
  });
}

/** How many of those that ended before `until` had to wait for one before: the longest chain without overlap. */
function inSequence(trips: readonly Trip[], until: number): number {
  let count = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const trip of trips.filter(({ to }) => to <= until).toSorted((a, b) => a.to - b.to))
    if (trip.from >= end) {
      count += 1;
      end = trip.to;
    }
  return count;
}
