import { once } from "node:events";
import { startChild } from "./child.ts";
import type { Child } from "./child.ts";
import type { DeskReport, Hour, HourDone } from "./year-desk.ts";

export interface Desks {
  /** All of them live through the hour at once. @returns how many messages were written in it. */
  play(hour: Hour): Promise<number>;
  /** Ends them. */
  report(): Promise<DeskReport[]>;
  /** At once, after a failure. */
  kill(): void;
}

/**
 * Starts desks of a busy town, each in a process of its own, on its one database.
 * @param seeds one for each. @param start UTC ms. @param faultRate share of calls of the platform that fail.
 */
export async function startDesks(
  dir: string,
  seeds: readonly number[],
  start: number,
  faultRate: number,
): Promise<Desks> {
  const desks = seeds.map((seed, index) => {
    const args = [dir, seed, index, seeds.length, start, faultRate].map(String);
    return startChild("test/support/year-desk.ts", args);
  });
  await Promise.all(desks.map(answer));
  const ask = <T>(question: Hour | "report"): Promise<T[]> =>
    Promise.all(
      desks.map((desk) => {
        const answered = answer(desk) as Promise<T>;
        desk.process.send(question);
        return answered;
      }),
    );
  return {
    async play(hour) {
      const done = await ask<HourDone>(hour);
      return done.reduce((sum, { written }) => sum + written, 0);
    },
    async report() {
      const reports = await ask<DeskReport>("report");
      await Promise.all(desks.map(({ ended }) => ended));
      return reports;
    },
    kill: () => desks.forEach((desk) => void desk.process.kill("SIGKILL")),
  };
}

/** Next thing a desk says. @throws when it ends instead. */
async function answer(desk: Child): Promise<unknown> {
  const ended = desk.ended.then(({ code }) => {
    throw new Error(`a desk ended with ${code}: ${desk.err()}`);
  });
  const [said] = (await Promise.race([once(desk.process, "message"), ended])) as [unknown];
  return said;
}
