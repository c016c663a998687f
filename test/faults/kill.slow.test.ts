import { expect, test } from "vitest";
import { playWhileKilling } from "./killing.ts";

test("200 journeys over a process that is killed at random moments: nothing lost, nothing doubled, audit clean", async () => {
  const killed = await playWhileKilling({ journeys: 200, atOnce: 10, lifeMs: 2500, leaseMs: 2000, kills: 80 });
  console.log(`${killed.kills} kills in ${killed.seconds} s`);
  expect(killed.kills).toBeGreaterThanOrEqual(10);
});
