import { expect, test } from "vitest";
import { playWhileKilling } from "./killing.ts";

test(
  "journeys over a process that keeps being killed: nothing lost, nothing doubled, audit clean",
  { timeout: 120_000 },
  async () => {
    const { kills } = await playWhileKilling({ journeys: 8, atOnce: 8, lifeMs: 1000, leaseMs: 2000, kills: 8 });
    expect(kills).toBeGreaterThanOrEqual(1);
  },
);
