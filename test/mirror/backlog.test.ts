import { expect, onTestFinished, test } from "vitest";
import { mirrorStatus } from "../../src/mirror/status.ts";
import { mirrorWorld } from "../support/base.ts";
import { MINUTE } from "../support/clock.ts";
import { factsDatabase } from "../support/facts-database.ts";
import { sampleDirectory } from "../support/sample-directory.ts";
import { simulateYear } from "../support/simulate-year.ts";

test(
  "3,000 tickets at once: in small slices, a few calls, each ticket once; then hardly anything",
  { timeout: 120_000 },
  async () => {
    const directory = sampleDirectory();
    const until = Date.parse("2026-11-24T10:00:00+08:00");
    const year = simulateYear(directory, { from: until - 60 * MINUTE, until, tickets: 3000, seed: 9 });
    const facts = await factsDatabase(directory, year);
    onTestFinished(() => facts.close());
    const { base, sandbox, finish, turn, clock } = await mirrorWorld(facts.db, directory, until);
    const calls = () =>
      sandbox.control.wire().filter(({ name }) => /batch_create|batch_update|search|fields/.test(name));
    const before = calls().length;
    expect(await turn()).toBe("more");
    clock.now += 60 * MINUTE;
    expect(await mirrorStatus(facts.db, clock.now)).toMatchObject({ behind: true, fault: null });
    const turns = await finish();
    expect(turns).toBeGreaterThanOrEqual(1);
    expect(calls().length - before).toBeLessThanOrEqual(25);
    const numbers = (await base.rows()).map((row) => row["编号"] as string);
    const latest = new Map(year.changes.map(({ after }) => [after.no, after]));
    const shown = [...latest.values()].filter(
      ({ category }) => directory.categories.get(category ?? "")?.confidential !== true,
    );
    expect(numbers.toSorted()).toEqual(shown.map(({ no }) => no).toSorted());
    expect(await mirrorStatus(facts.db, clock.now)).toMatchObject({
      waiting: 0,
      behind: false,
      unknown: 0,
      refused: 0,
      fault: null,
    });

    // Nothing moved: not one call, and not before five minutes.
    const quiet = sandbox.control.wire().length;
    expect(await turn()).toBe("not_due");
    clock.now += 6 * MINUTE;
    expect(await turn()).toBe("done");
    const since = sandbox.control.wire().slice(quiet);
    expect(since.filter(({ name }) => !/tenant_access_token/.test(name))).toEqual([]);
  },
);
