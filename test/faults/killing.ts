import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { isNull, ne, sql } from "drizzle-orm";
import { inbound, jobs, tickets } from "../../db/schema/index.ts";
import { LOCAL_APP } from "../../src/local/app.ts";
import { sampleTown } from "../../src/local/town.ts";
import { startSandbox } from "../../src/sandbox/index.ts";
import { TUESDAY_10, until } from "../support/clock.ts";
import { startDesk } from "../support/desk-process.ts";
import type { DeskProcess } from "../support/desk-process.ts";
import { expectNothingLostOrDoubled, quiet } from "../support/ledger.ts";
import { freshDatabase } from "../support/template-database.ts";
import { playShortJourney } from "./short-journey.ts";
import type { World } from "./short-journey.ts";

export interface Killing {
  readonly journeys: number;
  /** Journeys played at the same time, each by an enterprise of its own. */
  readonly atOnce: number;
  /** Longest a process may live, real ms. */
  readonly lifeMs: number;
  /**
   * What a killed one had in hand is taken up after this. Longer than a call of its that is still on its way can take to arrive:
   * two changes of a card from two processes would come in any order.
   */
  readonly leaseMs: number;
  /** After as many the process may live. */
  readonly kills: number;
}

export interface Killed {
  readonly kills: number;
  readonly seconds: number;
}

/** Plays journeys while the desk's process is killed at random moments and started again; then nothing may be lost or doubled. */
export async function playWhileKilling(killing: Killing): Promise<Killed> {
  const began = performance.now();
  const dir = mkdtempSync(join(tmpdir(), "qifu-kill-"));
  let desk: DeskProcess | null = null;
  let up = Promise.withResolvers<string>();
  // In office hours, whenever it is run: by night staff is told in the morning.
  const aheadMs = TUESDAY_10 - Date.now();
  const sandbox = await startSandbox({
    town: sampleTown(),
    apps: [LOCAL_APP],
    eventsUrl: "http://desk.invalid/",
    dataDir: null,
    now: () => Date.now() + aheadMs,
    rateLimits: false,
    retryTimeScale: 1000,
    answerTimeoutMs: 30_000,
    // The platform tries five times in seven hours; here a try waits for the restart, and only what a kill cuts off fails.
    fetch: async (_url, init) => fetch(await up.promise, init),
  });
  const db = await freshDatabase(dir, 0);
  const world: World = { db, sandbox };
  let kills = 0;
  try {
    const managers = sandbox.control.state().people.filter((person) => person.side === "enterprise");
    let next = 0;
    let playing = true;
    const player = async (managerId: string): Promise<void> => {
      for (let index = next++; index < killing.journeys; index = next++)
        await playShortJourney(world, managerId, index + 1);
    };
    const played = Promise.all(managers.slice(0, killing.atOnce).map(({ openId }) => player(openId))).finally(() => {
      playing = false;
    });
    for (;;) {
      desk = await startDesk({ dir, sandboxUrl: sandbox.url, leaseMs: killing.leaseMs, pollMs: 50, aheadMs });
      up.resolve(desk.eventsUrl);
      await Promise.race([played, ...(kills < killing.kills ? [pause(50 + Math.random() * killing.lifeMs)] : [])]);
      if (!playing) break;
      up = Promise.withResolvers<string>();
      await desk.kill();
      kills += 1;
    }
    await played;
    await until(
      "everything to be worked off",
      async () => {
        await sandbox.idle();
        return sandbox.control.state().delivery.pending === 0 && (await quiet(db));
      },
      60_000,
    );
    expect((await db.select({ n: sql<number>`count(*)` }).from(tickets))[0]?.n).toBe(killing.journeys);
    await expectNothingLostOrDoubled(db, sandbox);
    return { kills, seconds: Math.round((performance.now() - began) / 1000) };
  } catch (error) {
    throw new Error(`${String(error)}\n${await whatIsLeft(world)}`, { cause: error });
  } finally {
    await desk?.stop();
    await sandbox.close();
    db.$client.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** What a failure needs to be understood: it cannot be played again. */
async function whatIsLeft({ db, sandbox }: World): Promise<string> {
  const messages = await db.select().from(inbound).where(isNull(inbound.outcome));
  const waiting = await db.select().from(jobs).where(ne(jobs.state, "done"));
  const lines = [{ now: sandbox.now(), ...sandbox.control.state().delivery }, ...messages, ...waiting];
  return lines.map((line) => JSON.stringify(line)).join("\n");
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
