import { afterEach, expect, test } from "vitest";
import type { SandboxFaults } from "../../src/sandbox/protocol.ts";
import { until } from "../support/clock.ts";
import { expectNothingLostOrDoubled, quiet } from "../support/ledger.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import { playShortJourney } from "./short-journey.ts";

let office: Office;
afterEach(() => office.close());

const JOURNEYS = 6;

/** Journeys of as many enterprises at once, while deliveries or API calls go wrong as `faults` says. */
async function playWith(faults: Partial<SandboxFaults>): Promise<void> {
  // Waits of 15 s to 6 h become 3 ms to 4.3 s; a call that is cut off hangs a moment only.
  office = await openOffice({ sandbox: { retryTimeScale: 5000, hangMs: 20 } });
  const { sandbox, db } = office;
  sandbox.control.setFaults(faults);
  const managers = sandbox.control.state().people.filter((person) => person.side === "enterprise");
  await Promise.all(managers.slice(0, JOURNEYS).map(({ openId }, i) => playShortJourney(office, openId, i + 1)));
  sandbox.control.setFaults({ connectionRefused: 0, dropAnswer: 0 });
  await until(
    "everything to be worked off",
    async () => {
      await sandbox.idle();
      return sandbox.control.state().delivery.pending === 0 && (await quiet(db));
    },
    60_000,
  );
  await expectNothingLostOrDoubled(db, sandbox);
}

test.each<[string, Partial<SandboxFaults>]>([
  ["delivered again, same event", { duplicateSameEvent: 0.5 }],
  ["delivered again with a new event id", { duplicateNewEvent: 0.5 }],
  ["delivered again with a new message id", { duplicateNewMessage: 0.5 }],
  ["reordered and delayed", { reorder: 0.4, delayMs: 30 }],
  ["answers lost, so that the platform tries again", { dropAnswer: 0.3 }],
  ["the desk not reachable now and then", { connectionRefused: 0.2 }],
  [
    "all of it at once",
    {
      duplicateSameEvent: 0.3,
      duplicateNewEvent: 0.3,
      duplicateNewMessage: 0.3,
      reorder: 0.3,
      delayMs: 10,
      dropAnswer: 0.2,
    },
  ],
])("%s: nothing lost, nothing doubled", { timeout: 120_000 }, async (_name, faults) => {
  await playWith(faults);
  const log = office.log.filter((line) => line.includes('"level":"error"'));
  expect(log).toEqual([]);
});
