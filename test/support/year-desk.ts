/**
 * One of the desks of a busy town, in a process of its own on the town's one database: does what it is told, a time of the
 * simulated clock after the other, and says what came of it.
 */
import { random as chance, sleep } from "../../src/node/machine.ts";
import { databaseFile, openDatabase } from "../../src/store/open-node.ts";
import { openBusyTown } from "./busy-town.ts";
import { dice } from "./dice.ts";
import type { Posted } from "./quick-platform.ts";

/** What happens at an instant: what is due, then messages, then so many rounds in which everybody gets to his work. */
export interface Hour {
  /** UTC ms. */
  readonly now: number;
  /** Messages at least; half the times one more. */
  readonly messages: number;
  readonly rounds: number;
}

/** What came of an hour. */
export interface HourDone {
  readonly written: number;
}

/** What came of it all. */
export interface DeskReport {
  readonly posted: readonly Posted[];
  readonly failedCalls: number;
  readonly errors: readonly string[];
}

const [dir = "", seed = "", index = "", of = "", start = "", faultRate = ""] = process.argv.slice(2);
const random = dice(Number(seed));
const db = await openDatabase(databaseFile(dir), null, { sleep, random: chance });
// The disk is not what is tested here.
await db.$client.execute("PRAGMA synchronous = OFF");
const share = { index: Number(index), of: Number(of) };
const town = await openBusyTown(db, Number(start), random, Number(faultRate), share);

async function play({ now, messages, rounds }: Hour): Promise<HourDone> {
  town.clock.now = now;
  await town.tick();
  const written = messages === 0 ? 0 : messages + (random() < 0.54 ? 1 : 0);
  // They write at the same moment, to whichever desk.
  await Promise.all(Array.from({ length: written }, () => town.write()));
  for (let round = 0; round < rounds; round += 1) await town.work();
  return { written };
}

function report(): DeskReport {
  return {
    posted: [...town.platform.posted.values()],
    failedCalls: town.platform.calls.failed,
    errors: town.log.filter((line) => line.includes('"level":"error"')),
  };
}

process.on("message", (hour: Hour | "report") => {
  if (hour !== "report") {
    void play(hour).then((done) => process.send?.(done));
    return;
  }
  process.send?.(report(), () => {
    db.$client.close();
    process.disconnect();
  });
});
process.send?.("ready");
